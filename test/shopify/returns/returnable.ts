import { type Fulfillment, type FulfillmentLine } from "../model/fulfillment.ts";
import { type Gid } from "../model/ids.ts";
import { sum } from "../model/money.ts";
import { type Order } from "../model/order.ts";

const given = new Set(["REQUESTED", "OPEN", "CLOSED"]);

/** How many units of a shipment's line may still be returned: those sent, less those in a return or refunded without one. */
export function returnableQuantity(order: Order, line: FulfillmentLine): number {
  const returning = order.returns.filter(({ status }) => given.has(status)).flatMap(({ lines }) => lines);
  const inReturns = sum(returning.filter((each) => each.fulfillmentLineItemId === line.id).map(({ quantity }) => quantity));
  return Math.max(0, line.quantity - inReturns - refundedOutside(order, line));
}

/** Units that were refunded as returned without a return, laid on the shipments in their order. */
function refundedOutside(order: Order, { id, lineItemId }: FulfillmentLine): number {
  const refunds = order.refunds.filter(({ returnId }) => returnId === null).flatMap(({ lines }) => lines);
  let left = sum(refunds.filter((each) => each.lineItemId === lineItemId && each.restockType !== "CANCEL").map(({ quantity }) => quantity));
  for (const sent of sentLines(order).filter((each) => each.lineItemId === lineItemId)) {
    const here = Math.min(left, sent.quantity);
    if (sent.id === id) return here;
    left -= here;
  }
  return 0;
}

function sentLines(order: Order): FulfillmentLine[] {
  return order.fulfillments.filter(({ status }) => status === "SUCCESS").flatMap(({ lines }) => lines);
}

export function findSentLine(order: Order, id: Gid): FulfillmentLine | undefined {
  return sentLines(order).find((line) => line.id === id);
}

/** The shipments of an order that something may still be returned of. */
export function returnableFulfillments(order: Order): { fulfillment: Fulfillment; lines: { line: FulfillmentLine; quantity: number }[] }[] {
  return order.fulfillments
    .filter(({ status }) => status === "SUCCESS")
    .map((fulfillment) => ({
      fulfillment,
      lines: fulfillment.lines.map((line) => ({ line, quantity: returnableQuantity(order, line) })).filter(({ quantity }) => quantity > 0),
    }))
    .filter(({ lines }) => lines.length > 0);
}
