import { type Order } from "../model/order.ts";
import { financialStatusOf, restFulfillmentStatusOf } from "../model/order-status.ts";
import { type Change } from "../state/change.ts";
import { orderPayload } from "./order-payload.ts";

/** Announces something about an order, with the body that all order topics share. */
export function emitOrder(change: Change, order: Order, topic: string) {
  change.emit(topic, order.id, () => orderPayload(change.shop, order, change.world.documents.find(change.shop.domain, "Customer", order.customerId)), order.id);
}

/** Keeps a changed order: `updatedAt` moves, and subscribers hear of the update and of any status that it reached. */
export function keepOrder(change: Change, order: Order, before?: OrderStatus) {
  order.updatedAt = change.now;
  change.saveOrder(order);
  emitOrder(change, order, "orders/updated");
  if (before) emitReached(change, order, before);
}

export interface OrderStatus {
  financial: string | null;
  fulfillment: string | null;
}

/** The status of an order before a change, for `keepOrder` to compare with. */
export function statusOf(order: Order): OrderStatus {
  return { financial: financialStatusOf(order), fulfillment: restFulfillmentStatusOf(order) };
}

function emitReached(change: Change, order: Order, before: OrderStatus) {
  const now = statusOf(order);
  if (now.financial === "PAID" && before.financial !== "PAID") emitOrder(change, order, "orders/paid");
  if (now.fulfillment === "fulfilled" && before.fulfillment !== "fulfilled") emitOrder(change, order, "orders/fulfilled");
  if (now.fulfillment === "partial" && before.fulfillment !== "partial") emitOrder(change, order, "orders/partially_fulfilled");
}
