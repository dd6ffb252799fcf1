import { notAnswered, refuse } from "../admin-api/errors.ts";
import { type Gid } from "../model/ids.ts";
import { type Return } from "../model/return.ts";
import { type Change } from "../state/change.ts";
import { closeInPlace, keepReturn } from "./decide-return.ts";
import { getReturn } from "./find.ts";
import { emitRemoved } from "./payload.ts";

export interface RemoveInput {
  returnId: Gid;
  returnLineItems?: { returnLineItemId: Gid; quantity: number }[] | null;
  exchangeLineItems?: unknown[] | null;
}

/** Takes units that have not been processed out of a return; the last ones close it. */
export function removeFromReturn(change: Change, { returnId, returnLineItems, exchangeLineItems }: RemoveInput): Return {
  if (exchangeLineItems?.length) throw notAnswered("removeFromReturn(exchangeLineItems:)", "it keeps no exchange line items");
  const { order, found } = getReturn(change, returnId, ["returnId"]);
  if (found.status !== "OPEN" && found.status !== "REQUESTED") refuse(["returnId"], "Return status is invalid.", "INVALID_STATE");
  const removals = (returnLineItems ?? []).map(({ returnLineItemId, quantity }, index) => {
    const line = found.lines.find(({ id }) => id === returnLineItemId);
    if (!line) refuse(["returnLineItems", String(index), "returnLineItemId"], "Return line item was not found.", "NOT_FOUND");
    if (quantity <= 0) refuse(null, "Quantity must be greater than 0", "GREATER_THAN");
    if (quantity > line.quantity - line.processedQuantity) refuse(["returnLineItems", String(index), "quantity"], "Return line item has an invalid quantity.", "INVALID");
    return { id: line.id, line, quantity };
  });

  for (const { line, quantity } of removals) {
    line.quantity -= quantity;
    for (const reverse of found.reverseFulfillmentOrders) {
      for (const each of reverse.lines.filter(({ returnLineId }) => returnLineId === line.id)) each.totalQuantity -= quantity;
      reverse.lines = reverse.lines.filter(({ totalQuantity }) => totalQuantity > 0);
    }
  }
  found.lines = found.lines.filter(({ quantity }) => quantity > 0);
  keepReturn(change, order, `Items were removed from the return ${found.name}.`);
  emitRemoved(change, order, found, removals);
  if (found.lines.length === 0) closeInPlace(change, order, found);
  return found;
}
