import { useFetcher } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { SyncFailure } from "#app/platform/sync.ts";

/** What the pages of operations ask the app to do; app/routes/app.ops.call.tsx takes it. */
export type OpsCall =
  | { do: "resolve"; eventId: string; body: { action: string; note: string; payload_patch?: Record<string, unknown> } }
  | { do: "resolveMany"; body: { eventIds: readonly string[]; action: "replay"; note: string } }
  | { do: "retry"; body: { destination: string } }
  | { do: "capture"; body: { title: string; note?: string } }
  | { do: "enter"; incidentId: string; body: { pauses: { kind: string; name: string }[] } }
  | { do: "leave"; incidentId: string; body: { planId: string; note: string; replayFailed: boolean } };

export type OpsOutcome = { ok: true; incidentId?: string } | { ok: false; failure: SyncFailure };

export interface OpsCalling {
  call: (wanted: OpsCall) => void;
  busy: boolean;
  failure: SyncFailure | undefined;
}

/** Makes a call, once however often the button is pressed, and says when it went well. */
export function useOpsCall(onDone: (outcome: OpsOutcome & { ok: true }) => void): OpsCalling {
  const fetcher = useFetcher<OpsOutcome>();
  const [key] = useState(() => crypto.randomUUID());
  const attempts = useRef(0);
  const handled = useRef<OpsOutcome>(undefined);
  const { data, state } = fetcher;
  useEffect(() => {
    if (state !== "idle" || !data || handled.current === data) return;
    handled.current = data;
    attempts.current += 1;
    if (data.ok) onDone(data);
  }, [data, state, onDone]);
  return {
    call: (wanted) => fetcher.submit(JSON.stringify({ ...wanted, key: `${key}-${attempts.current}` }), { method: "post", action: "/app/ops/call", encType: "application/json" }),
    busy: state !== "idle",
    failure: data?.ok === false ? data.failure : undefined,
  };
}
