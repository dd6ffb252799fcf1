import { type Gid } from "../model/ids.ts";
import { type LineItem, type Order } from "../model/order.ts";
import { type Change } from "../state/change.ts";
import { type StoredName } from "../state/inventory-table.ts";
import { levelPayload } from "./payload.ts";

/** Adds to one quantity of an item at a location; subscribers hear of it when what is available changed. */
export function addQuantity(change: Change, itemId: Gid, locationId: Gid, name: StoredName, delta: number): number {
  const { world, shop, now } = change;
  const after = world.inventory.add(shop.domain, itemId, locationId, name, delta, now);
  if (name === "available") emitLevel(change, itemId, locationId, "inventory_levels/update");
  return after;
}

export function emitLevel(change: Change, itemId: Gid, locationId: Gid, topic: string) {
  change.emit(topic, `${itemId} ${locationId}`, () => levelPayload(change, itemId, locationId));
}

/** Sets the units of a new order aside: from available to committed. */
export function commitStock(change: Change, order: Order) {
  for (const { locationId, lines } of order.fulfillmentOrders) {
    for (const { lineItemId, remainingQuantity } of lines) shift(change, order, lineItemId, locationId, { available: -remainingQuantity, committed: remainingQuantity });
  }
}

/** Units that left the location: they are no longer committed. */
export function shipStock(change: Change, order: Order, lineItemId: Gid, locationId: Gid, quantity: number) {
  shift(change, order, lineItemId, locationId, { committed: -quantity });
}

/** Units whose sending was undone: they are at the location again, and still owed to the order. */
export function unshipStock(change: Change, order: Order, lineItemId: Gid, locationId: Gid, quantity: number) {
  shift(change, order, lineItemId, locationId, { committed: quantity });
}

/** Units that were never sent and no longer will be; put back on the shelf, or written off. */
export function releaseStock(change: Change, order: Order, lineItemId: Gid, locationId: Gid, quantity: number, restock: boolean) {
  shift(change, order, lineItemId, locationId, restock ? { committed: -quantity, available: quantity } : { committed: -quantity });
}

/** Units that came back from the customer and can be sold again. */
export function restock(change: Change, order: Order, lineItemId: Gid, locationId: Gid, quantity: number) {
  shift(change, order, lineItemId, locationId, { available: quantity });
}

/** Units that another location sends instead. */
export function moveStock(change: Change, order: Order, lineItemId: Gid, from: Gid, to: Gid, quantity: number) {
  shift(change, order, lineItemId, from, { committed: -quantity, available: quantity });
  shift(change, order, lineItemId, to, { committed: quantity, available: -quantity });
}

/** Whether a location stocks what a line sells; what is not tracked can be sent from anywhere. */
export function isStocked({ world, shop }: Change, line: LineItem, locationId: Gid): boolean {
  return line.inventoryItemId === null || world.inventory.find(shop.domain, line.inventoryItemId, locationId) !== undefined;
}

function shift(change: Change, order: Order, lineItemId: Gid, locationId: Gid, deltas: Partial<Record<StoredName, number>>) {
  const line = order.lineItems.find(({ id }) => id === lineItemId);
  if (!order.claimsInventory || !line?.inventoryItemId || !isTracked(change, line.inventoryItemId) || !isStocked(change, line, locationId)) return;
  for (const [name, delta] of Object.entries(deltas)) addQuantity(change, line.inventoryItemId, locationId, name as StoredName, delta);
}

function isTracked({ world, shop }: Change, itemId: Gid): boolean {
  const product = world.documents.findByPart(shop.domain, "Product", itemId);
  return product?.variants.some(({ inventoryItem }) => inventoryItem.id === itemId && inventoryItem.tracked) ?? false;
}
