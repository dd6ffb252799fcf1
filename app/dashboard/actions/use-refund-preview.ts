import { useEffect, useState } from "react";
import { RefundPreview } from "#app/domains/returns/refund-preview.ts";
import type { SyncFailure } from "#app/platform/sync.ts";
import { submit, unreadable } from "#app/ui/ask-app.ts";
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
    const timer = setTimeout(() => void ask(JSON.parse(body), abort.signal).then((answer) => abort.signal.aborted || setState(answer)), typingMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [body]);
  return state;
}

async function ask(inspection: unknown, signal: AbortSignal): Promise<PreviewState> {
  const asked = await submit("/app/returns/preview", inspection, signal);
  if (!asked.ok) return asked;
  const refund = RefundPreview.safeParse(asked.answer["refund"]);
  return refund.success ? { preview: refund.data } : { failure: unreadable(200) };
}
