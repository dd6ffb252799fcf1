import { type FulfillmentOrder } from "../model/fulfillment.ts";
import { type Gid } from "../model/ids.ts";
import { type LineItem, type Order } from "../model/order.ts";
import { toInstant } from "../model/time.ts";
import { type Change } from "../state/change.ts";

/** Gives each line to the first location that has it in stock, else to the first that stocks it, else to the first of all. */
export function routeOrder(change: Change, order: Order): FulfillmentOrder[] {
  const { world, shop } = change;
  const locations = world.documents.list(shop.domain, "Location").filter(({ active, fulfillsOnlineOrders }) => active && fulfillsOnlineOrders);
  const chosen = Map.groupBy(order.lineItems, (line) => locationFor(change, line, locations.map(({ id }) => id)));
  return [...chosen].map(([locationId, lines]) => newFulfillmentOrder(change, order, locationId, lines.map((line) => ({ lineItemId: line.id, quantity: line.quantity }))));
}

/** A fulfillment order that nothing was sent of yet. */
export function newFulfillmentOrder(change: Change, order: Order, locationId: Gid, lines: { lineItemId: Gid; quantity: number }[]): FulfillmentOrder {
  const hour = 3_600_000;
  return {
    id: change.id("FulfillmentOrder"),
    orderId: order.id,
    status: "OPEN",
    requestStatus: "UNSUBMITTED",
    locationId,
    createdAt: change.now,
    updatedAt: change.now,
    fulfillAt: toInstant(Math.floor(Date.parse(change.now) / hour) * hour),
    fulfillBy: null,
    lines: lines.map(({ lineItemId, quantity }) => ({ id: change.id("FulfillmentOrderLineItem"), orderId: order.id, lineItemId, totalQuantity: quantity, remainingQuantity: quantity })),
    holds: [],
    heldFromId: null,
  };
}

function locationFor({ world, shop }: Change, line: LineItem, locationIds: Gid[]): Gid {
  const [first] = locationIds;
  if (first === undefined) throw new Error(`${shop.domain} has no location that fulfils orders`);
  if (line.inventoryItemId === null) return first;
  const levels = world.inventory.list(shop.domain, line.inventoryItemId);
  const stocked = locationIds.filter((id) => levels.some(({ locationId }) => locationId === id));
  const full = stocked.find((id) => levels.some(({ locationId, quantities }) => locationId === id && quantities.available.quantity >= line.quantity));
  return full ?? stocked[0] ?? first;
}
