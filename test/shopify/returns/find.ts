import { invalidId, refuse } from "../admin-api/errors.ts";
import { typeOfGid, type Gid } from "../model/ids.ts";
import { type Order } from "../model/order.ts";
import { type Return, type ReverseDelivery, type ReverseFulfillmentOrder } from "../model/return.ts";
import { type Change } from "../state/change.ts";

/** The order that a part of a return belongs to, by the part's id; refuses an id of another type as Shopify does. */
function orderOf({ world, shop }: Change, id: Gid, type: string): Order | undefined {
  if (typeOfGid(id) !== type) throw invalidId(id);
  return world.orders.findByPart(shop.domain, id);
}

export function getReturn(change: Change, id: Gid, field: string[]): { order: Order; found: Return } {
  const order = orderOf(change, id, "Return");
  const found = order?.returns.find((each) => each.id === id);
  if (!order || !found) refuse(field, "Return not found.", "NOT_FOUND");
  return { order, found };
}

export function getReverseOrder(change: Change, id: Gid): { order: Order; reverse: ReverseFulfillmentOrder } {
  const order = orderOf(change, id, "ReverseFulfillmentOrder");
  const reverse = order && reverseOrdersOf(order).find((each) => each.id === id);
  if (!order || !reverse) refuse(["reverseFulfillmentOrderId"], "Reverse fulfillment order was not found.", "NOT_FOUND");
  return { order, reverse };
}

export function getReverseDelivery(change: Change, id: Gid): { order: Order; delivery: ReverseDelivery } {
  const order = orderOf(change, id, "ReverseDelivery");
  const delivery = order && reverseOrdersOf(order).flatMap(({ deliveries }) => deliveries).find((each) => each.id === id);
  if (!order || !delivery) refuse(["reverseDeliveryId"], "Reverse delivery was not found.", "NOT_FOUND");
  return { order, delivery };
}

export function reverseOrdersOf(order: Order): ReverseFulfillmentOrder[] {
  return order.returns.flatMap(({ reverseFulfillmentOrders }) => reverseFulfillmentOrders);
}
