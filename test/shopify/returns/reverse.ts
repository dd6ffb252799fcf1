import { type Order } from "../model/order.ts";
import { type Return, type ReverseFulfillmentOrder } from "../model/return.ts";
import { type Change } from "../state/change.ts";

/** The work of taking a return's units back, which begins when the return is open. */
export function openReverse(change: Change, order: Order, { id, lines }: Return): ReverseFulfillmentOrder {
  return {
    id: change.id("ReverseFulfillmentOrder"),
    orderId: order.id,
    returnId: id,
    status: "OPEN",
    lines: lines.map((line) => ({
      id: change.id("ReverseFulfillmentOrderLineItem"),
      orderId: order.id,
      returnLineId: line.id,
      fulfillmentLineItemId: line.fulfillmentLineItemId,
      totalQuantity: line.quantity,
      dispositions: [],
    })),
    deliveries: [],
  };
}
