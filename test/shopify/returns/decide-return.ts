import { refuse } from "../admin-api/errors.ts";
import { type Gid } from "../model/ids.ts";
import { type Order } from "../model/order.ts";
import { type Return } from "../model/return.ts";
import { type Change } from "../state/change.ts";
import { getReturn } from "./find.ts";
import { emitDeclined, emitReturn, emitReturnStatus } from "./payload.ts";
import { openReverse } from "./reverse.ts";

/** Says yes to a request: from now on its units are awaited. */
export function approveReturn(change: Change, id: Gid): Return {
  const { order, found } = getReturn(change, id, ["input", "id"]);
  if (found.status !== "REQUESTED") refuse(["input", "id"], "Return is not approvable. Only returns with status REQUESTED can be approved.", "INVALID_STATE");
  found.status = "OPEN";
  found.requestApprovedAt = change.now;
  found.reverseFulfillmentOrders = [openReverse(change, order, found)];
  keepReturn(change, order, `The return ${found.name} was approved.`);
  emitReturn(change, order, found, "returns/approve");
  return found;
}

export interface DeclineInput {
  id: Gid;
  declineReason: string;
  declineNote?: string | null;
}

/** Says no to a request, for good. */
export function declineReturn(change: Change, { id, declineReason, declineNote }: DeclineInput): Return {
  const { order, found } = getReturn(change, id, ["input", "id"]);
  if (found.status === "DECLINED") refuse(["input", "id"], "The return is already declined.", "INVALID_STATE");
  if (found.status !== "REQUESTED") refuse(["input", "id"], "Return is not declinable. Only non-refunded returns with status REQUESTED can be declined.", "INVALID_STATE");
  found.status = "DECLINED";
  found.decline = { reason: declineReason, note: declineNote ?? null };
  keepReturn(change, order, `The return ${found.name} was declined.`);
  emitDeclined(change, order, found);
  return found;
}

/** Ends an open return; one that is closed already stays so. */
export function closeReturn(change: Change, id: Gid): Return {
  const { order, found } = getReturn(change, id, ["id"]);
  if (found.status === "CLOSED") return found;
  if (found.status !== "OPEN") refuse(["id"], "Return status is invalid.", "INVALID_STATE");
  closeInPlace(change, order, found);
  return found;
}

export function closeInPlace(change: Change, order: Order, found: Return) {
  found.status = "CLOSED";
  found.closedAt = change.now;
  for (const reverse of found.reverseFulfillmentOrders) reverse.status = "CLOSED";
  keepReturn(change, order, `The return ${found.name} was closed.`);
  emitReturnStatus(change, order, found, "returns/close");
}

/** Takes a closed return up again; one that is open already stays so. */
export function reopenReturn(change: Change, id: Gid): Return {
  const { order, found } = getReturn(change, id, ["id"]);
  if (found.status === "OPEN") return found;
  if (found.status !== "CLOSED") refuse(["id"], "Return status is invalid.", "INVALID_STATE");
  found.status = "OPEN";
  found.closedAt = null;
  for (const reverse of found.reverseFulfillmentOrders) reverse.status = "OPEN";
  keepReturn(change, order, `The return ${found.name} was reopened.`);
  emitReturnStatus(change, order, found, "returns/reopen");
  return found;
}

/** Undoes a return that nothing has been done about yet; one that is cancelled already stays so. */
export function cancelReturn(change: Change, id: Gid): Return {
  const { order, found } = getReturn(change, id, ["id"]);
  if (found.status === "CANCELED") return found;
  const untouched = found.lines.every(({ processedQuantity, refundedQuantity }) => processedQuantity === 0 && refundedQuantity === 0);
  if ((found.status !== "OPEN" && found.status !== "REQUESTED") || !untouched) refuse(["id"], "Return is not cancelable.", "INVALID_STATE");
  found.status = "CANCELED";
  for (const reverse of found.reverseFulfillmentOrders) reverse.status = "CANCELED";
  keepReturn(change, order, `The return ${found.name} was canceled.`);
  emitReturnStatus(change, order, found, "returns/cancel");
  return found;
}

/** Keeps an order whose return changed; its `updatedAt` stays, as on Shopify. */
export function keepReturn(change: Change, order: Order, message: string) {
  change.note(order, "return_updated", message);
  change.saveOrder(order);
}
