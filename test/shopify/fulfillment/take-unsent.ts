import { releaseStock } from "../inventory/stock.ts";
import { type Gid } from "../model/ids.ts";
import { type Order } from "../model/order.ts";
import { type Change } from "../state/change.ts";

/** Takes units that were not sent off their fulfillment orders, and back on the shelf where that is wanted. Closes what has nothing left to send. */
export function takeUnsent(change: Change, order: Order, lineItemId: Gid, units: number, restocked: boolean) {
  let left = units;
  for (const fulfillmentOrder of order.fulfillmentOrders) {
    for (const line of fulfillmentOrder.lines.filter((each) => each.lineItemId === lineItemId)) {
      const taken = Math.min(left, line.remainingQuantity);
      if (taken === 0) continue;
      line.remainingQuantity -= taken;
      line.totalQuantity -= taken;
      left -= taken;
      releaseStock(change, order, lineItemId, fulfillmentOrder.locationId, taken, restocked);
      fulfillmentOrder.updatedAt = change.now;
    }
    if (fulfillmentOrder.status !== "CANCELLED" && fulfillmentOrder.lines.every(({ remainingQuantity }) => remainingQuantity === 0)) fulfillmentOrder.status = "CLOSED";
  }
}
