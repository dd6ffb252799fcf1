import { useEffect, useState } from "react";
import { RefundPreview } from "#app/domains/returns/refund-preview.ts";
import { failureOf, type SyncFailure } from "#app/platform/sync.ts";
import { isRecord } from "#app/platform/records.ts";
import { uiText } from "#app/ui/ui-text.ts";
import { type InspectedItem, lineItemsOf } from "./inspected-items.ts";

export type PreviewState = { preview: RefundPreview } | { failure: SyncFailure } | "loading";

const typingMs = 250;

/** The refund that an inspection supports, asked of the app anew whenever the inspection changes. */
export function useRefundPreview(orderId: string, returnId: string | undefined, items: readonly InspectedItem[]): PreviewState {
  const [state, setState] = useState<PreviewState>("loading");
  const body = JSON.stringify({ orderId, returnId, ...(items.length > 0 ? { lineItems: lineItemsOf(items) } : {}) });
  useEffect(() => {
    setState("loading");
    const abort = new AbortController();
    const timer = setTimeout(() => void ask(body, abort.signal).then((answer) => abort.signal.aborted || setState(answer)), typingMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [body]);
  return state;
}

async function ask(body: string, signal: AbortSignal): Promise<PreviewState> {
  const response = await fetch("/app/returns/preview", { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body, signal }).catch(() => undefined);
  const answer: unknown = await response?.json().catch(() => undefined);
  const refund = RefundPreview.safeParse(isRecord(answer) ? answer["refund"] : undefined);
  if (refund.success) return { preview: refund.data };
  return { failure: failureOf(response?.status ?? 0, isRecord(answer) ? answer["failure"] : undefined, response ? uiText.failure.unreadable : uiText.failure.unreachable) };
}
