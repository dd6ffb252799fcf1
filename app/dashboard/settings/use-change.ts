import { useAppBridge } from "@shopify/app-bridge-react";
import { useState } from "react";
import type { SyncFailure } from "#app/platform/sync.ts";
import { submit } from "#app/ui/ask-app.ts";
import { useRefresher } from "#app/ui/refresh-provider.tsx";
import type { SettingsChange } from "./changes.ts";
import { settingsText } from "./settings-text.ts";

export interface Changing {
  running: boolean;
  failure: SyncFailure | undefined;
  /** Sends a change, and gives its answer; undefined when it was refused, which `failure` then tells. */
  send: (change: SettingsChange) => Promise<Record<string, unknown> | undefined>;
  /** Forgets what was refused. */
  forget: () => void;
}

/** Sends changes of the settings, one at a time; what is on the page is loaded again after each. */
export function useChange(): Changing {
  const shopify = useAppBridge();
  const refresher = useRefresher();
  const [state, setState] = useState<{ running: boolean; failure: SyncFailure | undefined }>({ running: false, failure: undefined });
  const send: Changing["send"] = async (change) => {
    setState({ running: true, failure: undefined });
    const sent = await submit("/app/settings/change", change);
    setState({ running: false, failure: sent.ok ? undefined : sent.failure });
    if (!sent.ok) return undefined;
    shopify.toast.show(settingsText.saved);
    refresher.request();
    return sent.answer;
  };
  return { ...state, send, forget: () => setState(({ running }) => ({ running, failure: undefined })) };
}
