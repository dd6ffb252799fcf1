import { invalidId } from "../admin-api/errors.ts";
import { type Fulfillment, type FulfillmentOrder } from "../model/fulfillment.ts";
import { typeOfGid, type Gid } from "../model/ids.ts";
import { type Order } from "../model/order.ts";
import { type Change } from "../state/change.ts";

export function findFulfillment({ world, shop }: Change, id: Gid): { order: Order; fulfillment: Fulfillment } | undefined {
  if (typeOfGid(id) !== "Fulfillment") throw invalidId(id);
  const order = world.orders.findByPart(shop.domain, id);
  const fulfillment = order?.fulfillments.find((each) => each.id === id);
  return order && fulfillment ? { order, fulfillment } : undefined;
}

export function findFulfillmentOrder({ world, shop }: Change, id: Gid): { order: Order; fulfillmentOrder: FulfillmentOrder } | undefined {
  if (typeOfGid(id) !== "FulfillmentOrder") throw invalidId(id);
  const order = world.orders.findByPart(shop.domain, id);
  const fulfillmentOrder = order?.fulfillmentOrders.find((each) => each.id === id);
  return order && fulfillmentOrder ? { order, fulfillmentOrder } : undefined;
}

/** The same for the mutations that Shopify answers with a top-level error when there is no such fulfillment order. */
export function getFulfillmentOrder(change: Change, id: Gid) {
  const found = findFulfillmentOrder(change, id);
  if (!found) throw invalidId(id);
  return found;
}
