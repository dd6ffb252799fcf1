import type { ActionName, Draft, LabelDraft, OrderTarget, ReturnDraft } from "./drafts.ts";
import { lineItemsOf } from "./inspected-items.ts";

/** One POST to `/sync/orders/{action}`, and the orders that it is about, in the order in which its body names them. */
export interface OrderRequest {
  action: ActionName;
  body: Record<string, unknown>;
  targets: readonly OrderTarget[];
  /** Its Idempotency-Key: made once for what the user submitted, and sent again with every repetition of it. */
  key: string;
}

/** As many orders as one request may name (contract, section 3). */
const mostPerRequest = 250;

/** The requests that carry a draft out: one for up to 250 orders, and one for each order's return. */
export function requestsFor(draft: Draft, targets: readonly OrderTarget[], newKey: () => string): OrderRequest[] {
  const size = draft.action === "returns" ? 1 : mostPerRequest;
  const chunks = Array.from({ length: Math.ceil(targets.length / size) }, (_, index) => targets.slice(index * size, (index + 1) * size));
  return chunks.map((chunk) => ({ action: draft.action, body: bodyOf(draft, chunk), targets: chunk, key: newKey() }));
}

function bodyOf(draft: Draft, targets: readonly OrderTarget[]): Record<string, unknown> {
  const orderIds = targets.map(({ id }) => id);
  const [first, ...others] = targets;
  switch (draft.action) {
    case "assign": {
      // For one order the answer to a lost race is worth more than the assignment.
      const expectedVersion = others.length === 0 ? first?.assignmentVersion : undefined;
      return { orderIds, assignee: draft.assignee, ...(expectedVersion === undefined ? {} : { expectedVersion }) };
    }
    case "fulfill": {
      const [number, carrier, url] = [draft.number.trim(), draft.carrier.trim(), draft.url.trim()];
      return { orderIds, ...(number ? { tracking: { number, carrier, ...(url ? { url } : {}) } } : {}), notifyCustomer: draft.notifyCustomer };
    }
    case "support": {
      const conversationId = draft.conversationId.trim();
      return { ...(others.length === 0 ? { orderId: first?.id } : { orderIds }), note: draft.note.trim(), ...(conversationId ? { conversationId } : {}) };
    }
    case "returns":
      return { orderId: first?.id, ...returnFields(draft) };
  }
}

function returnFields(draft: ReturnDraft): Record<string, unknown> {
  const { step, returnId, reason, note } = draft;
  const lineItems = returnLines(draft);
  return {
    action: step,
    ...(returnId ? { returnId } : {}),
    ...(reason.trim() ? { reason: reason.trim() } : {}),
    ...(note.trim() ? { note: note.trim() } : {}),
    ...(lineItems.length > 0 ? { lineItems } : {}),
    ...(step === "generate_label" ? labelField(draft.label) : {}),
    ...(step === "approve_refund" && draft.refundAmount?.trim() ? { refundAmount: draft.refundAmount.trim() } : {}),
    ...(step === "deny" && draft.customerNote?.trim() ? { customerNote: draft.customerNote.trim() } : {}),
  };
}

function returnLines({ step, quantities, items }: ReturnDraft): Record<string, unknown>[] {
  if (step === "open") return Object.entries(quantities ?? {}).flatMap(([id, quantity]) => (quantity > 0 ? [{ id, quantity }] : []));
  return step === "request_inspection" || step === "approve_refund" ? lineItemsOf(items ?? []) : [];
}

function labelField(label: LabelDraft | undefined): Record<string, unknown> {
  const typed = Object.entries(label ?? {}).flatMap(([name, value]) => (value.trim() ? [[name, value.trim()]] : []));
  return typed.length > 0 ? { label: Object.fromEntries(typed) } : {};
}
