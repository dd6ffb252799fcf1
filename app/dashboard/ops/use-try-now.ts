import { useAppBridge } from "@shopify/app-bridge-react";
import type { DestinationState } from "#app/domains/outbox/schema.ts";
import type { SyncFailure } from "#app/platform/sync.ts";
import { t } from "#app/ui/text.ts";
import { opsText as text } from "./ops-text.ts";
import { useOpsCall } from "./use-ops-call.ts";

export interface TryNow {
  /** Whether something waits for a destination that does not work as it should. */
  isOffered: boolean;
  tryNow: () => void;
  busy: boolean;
  failure: SyncFailure | undefined;
}

/** Has a destination that was put right tried again without waiting for its schedule. */
export function useTryNow(destination: DestinationState | undefined): TryNow {
  const shopify = useAppBridge();
  const { call, busy, failure } = useOpsCall(() => shopify.toast.show(t(text.triedNow, { name: destination?.label ?? "" })));
  return {
    isOffered: destination !== undefined && destination.pending > 0 && (destination.state === "failing" || destination.state === "resting"),
    tryNow: () => destination && call({ do: "retry", body: { destination: destination.destination } }),
    busy,
    failure,
  };
}
