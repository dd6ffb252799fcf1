import { useFetcher } from "@remix-run/react";
import { useCallback } from "react";
import type { DecisionOutcome, DecisionRequest } from "./decision-request.ts";

export interface Decision {
  busy: boolean;
  outcome: DecisionOutcome | undefined;
  send: (request: DecisionRequest) => void;
}

/** Sends decisions to the app, one at a time; what is shown is loaded anew afterwards. */
export function useDecision(key: string): Decision {
  const fetcher = useFetcher<DecisionOutcome>({ key });
  const { submit } = fetcher;
  const send = useCallback((request: DecisionRequest) => submit(JSON.stringify(request), { method: "POST", action: "/app/exceptions/decide", encType: "application/json" }), [submit]);
  return { busy: fetcher.state !== "idle", outcome: fetcher.data, send };
}
