import { refuse } from "../admin-api/errors.ts";
import { type FulfillmentOrder } from "../model/fulfillment.ts";
import { type Gid } from "../model/ids.ts";
import { type Order } from "../model/order.ts";
import { newFulfillmentOrder } from "../orders/route-order.ts";
import { type Change } from "../state/change.ts";

export interface LineInput {
  id: Gid;
  quantity: number;
}

/** Refuses lines that a fulfillment order does not have, or has fewer units of. */
export function checkLines(fulfillmentOrder: FulfillmentOrder, lines: LineInput[], field: string[] | null, code?: string) {
  for (const { id, quantity } of lines) {
    const line = fulfillmentOrder.lines.find((each) => each.id === id);
    if (!line) refuse(field, "Fulfillment order line item does not exist.", code);
    if (quantity > line.remainingQuantity) refuse(field, "Invalid fulfillment order line item quantity requested.", code);
  }
}

/** Takes unsent units out of a fulfillment order and makes one of their own of them, at the same or another location. */
export function splitOff(change: Change, order: Order, from: FulfillmentOrder, lines: LineInput[], locationId: Gid): FulfillmentOrder {
  const taken = lines.map(({ id, quantity }) => {
    const line = from.lines.find((each) => each.id === id)!;
    line.totalQuantity -= quantity;
    line.remainingQuantity -= quantity;
    return { lineItemId: line.lineItemId, quantity };
  });
  from.lines = from.lines.filter(({ totalQuantity }) => totalQuantity > 0);
  from.updatedAt = change.now;
  const made = newFulfillmentOrder(change, order, locationId, taken);
  made.fulfillAt = from.fulfillAt;
  order.fulfillmentOrders.push(made);
  return made;
}
