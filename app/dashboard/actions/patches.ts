import type { OrderRow } from "#app/domains/orders/schema.ts";
import { ReturnState, targetOf } from "#app/domains/returns/schema.ts";
import type { Draft } from "./drafts.ts";

/** What is shown of an order instead of what was loaded, until it is loaded again. */
export type OrderPatch = Partial<Pick<OrderRow, "assignedTo" | "fulfillmentStatus" | "priority" | "supportThread" | "returnStatus">> & { tracking?: OrderRow["shipment"]["tracking"]; returnId?: string };

/** What an action will have changed on an order, shown before the answer is there. */
export function expectedPatch(draft: Draft): OrderPatch {
  switch (draft.action) {
    case "assign":
      return { assignedTo: draft.assignee };
    case "fulfill": {
      const number = draft.number.trim();
      return { fulfillmentStatus: "fulfilled", ...(number ? { tracking: { number, carrier: draft.carrier.trim(), url: draft.url.trim() || null } } : {}) };
    }
    case "support":
      return { priority: "urgent" };
    case "returns":
      return { returnStatus: draft.step === "open" ? "awaiting_label" : targetOf[draft.step], ...(draft.returnId ? { returnId: draft.returnId } : {}) };
  }
}

/** An order of an answer's `updatedOrders`. */
export interface UpdatedOrder {
  id: string;
  assignedTo?: string | null;
  fulfillmentStatus?: string;
  tracking?: { number: string; carrier: string; url?: string };
  supportThread?: string;
}

/** A return of an order as it is shown, with the step that is under way taken. */
export function patchedReturn<Row extends { id: string; state: ReturnState; actions: string[] }>(row: Row, patches: readonly OrderPatch[]): Row {
  const state = ReturnState.options.find((known) => known === patches.findLast(({ returnId }) => returnId === row.id)?.returnStatus);
  return state === undefined || state === row.state ? row : { ...row, state, actions: [] };
}

const fulfillmentStatuses: readonly OrderRow["fulfillmentStatus"][] = ["unfulfilled", "partial", "fulfilled", "restocked"];

/** What an answer says of an order. */
export function answeredPatch({ assignedTo, fulfillmentStatus, tracking, supportThread }: UpdatedOrder): OrderPatch {
  const status = fulfillmentStatuses.find((known) => known === fulfillmentStatus);
  return {
    ...(assignedTo === undefined ? {} : { assignedTo }),
    ...(status ? { fulfillmentStatus: status } : {}),
    ...(tracking ? { tracking: { ...tracking, url: tracking.url ?? null } } : {}),
    ...(supportThread === undefined ? {} : { supportThread }),
  };
}

/** An order as it is shown, with the patches laid over it, the latest on top. */
export function patched<Row extends OrderRow>(row: Row, patches: readonly OrderPatch[]): Row {
  if (patches.length === 0) return row;
  const { tracking, returnId: _returnId, ...rest } = patches.reduce<OrderPatch>((merged, patch) => ({ ...merged, ...patch }), {});
  return { ...row, ...rest, ...(tracking === undefined ? {} : { shipment: { ...row.shipment, tracking } }) };
}
