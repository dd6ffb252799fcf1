import { refuse } from "../admin-api/errors.ts";
import { type FulfillmentOrder } from "../model/fulfillment.ts";
import { type Gid } from "../model/ids.ts";
import { isStocked, moveStock } from "../inventory/stock.ts";
import { keepOrder } from "../orders/keep.ts";
import { type Change } from "../state/change.ts";
import { getFulfillmentOrder } from "./find.ts";
import { emitMoved, emitProgress } from "./payload.ts";
import { checkLines, type LineInput, splitOff } from "./split.ts";

const reported =
  "Cannot move a fulfillment order that has had progress reported. To move a fulfillment order that has had progress reported, the fulfillment order must first be marked as open resolving the ongoing progress state.";

interface Moved {
  movedFulfillmentOrder: FulfillmentOrder;
  originalFulfillmentOrder: FulfillmentOrder;
  remainingFulfillmentOrder: FulfillmentOrder | null;
}

/** Gives the unsent units of a fulfillment order, or the given ones, to another location that stocks them. */
export function moveFulfillmentOrder(change: Change, id: Gid, newLocationId: Gid, lines: LineInput[] | null | undefined): Moved {
  const { order, fulfillmentOrder } = getFulfillmentOrder(change, id);
  const from = fulfillmentOrder.locationId;
  const location = change.world.documents.find(change.shop.domain, "Location", newLocationId);
  if (!location?.active) refuse(["id"], "Location not found.");
  const sent = fulfillmentOrder.lines.some(({ totalQuantity, remainingQuantity }) => remainingQuantity < totalQuantity);
  if (fulfillmentOrder.status === "IN_PROGRESS" && !sent) refuse(["id"], reported, "CANNOT_MOVE_FULFILLMENT_ORDER_WITH_REPORTED_PROGRESS");
  if (!["OPEN", "ON_HOLD", "IN_PROGRESS"].includes(fulfillmentOrder.status) || from === newLocationId) refuse(null, "Cannot change location.");
  const wanted = lines?.length ? lines : fulfillmentOrder.lines.filter(({ remainingQuantity }) => remainingQuantity > 0).map(({ id: lineId, remainingQuantity }) => ({ id: lineId, quantity: remainingQuantity }));
  checkLines(fulfillmentOrder, wanted, null);
  const units = wanted.map(({ id: lineId, quantity }) => ({ lineItemId: fulfillmentOrder.lines.find((line) => line.id === lineId)!.lineItemId, quantity }));
  const stocked = units.every(({ lineItemId }) => isStocked(change, order.lineItems.find((line) => line.id === lineItemId)!, newLocationId));
  if (!stocked) refuse(null, "Cannot change location.");

  for (const { lineItemId, quantity } of units) moveStock(change, order, lineItemId, from, newLocationId, quantity);
  const whole = !sent && wanted.length === fulfillmentOrder.lines.length && wanted.every(({ id: lineId, quantity }) => fulfillmentOrder.lines.some((line) => line.id === lineId && line.remainingQuantity === quantity));
  let moved = fulfillmentOrder;
  if (whole) {
    fulfillmentOrder.locationId = newLocationId;
    fulfillmentOrder.updatedAt = change.now;
  } else {
    moved = splitOff(change, order, fulfillmentOrder, wanted, newLocationId);
    if (fulfillmentOrder.lines.every(({ remainingQuantity }) => remainingQuantity === 0)) fulfillmentOrder.status = "CLOSED";
  }
  change.note(order, "fulfillment_order_moved", `Items were moved to ${location.name}.`);
  emitMoved(change, order, { original: fulfillmentOrder, moved, from, lines: wanted });
  keepOrder(change, order);
  return { movedFulfillmentOrder: moved, originalFulfillmentOrder: fulfillmentOrder, remainingFulfillmentOrder: null };
}

/** Says that work on a fulfillment order has begun. */
export function reportProgress(change: Change, id: Gid, reasonNotes: string | null | undefined): FulfillmentOrder {
  const { order, fulfillmentOrder } = getFulfillmentOrder(change, id);
  const initial = fulfillmentOrder.status;
  if (initial !== "OPEN" && initial !== "IN_PROGRESS") refuse(null, "Cannot report progress on a fulfillment order in this state.");
  fulfillmentOrder.status = "IN_PROGRESS";
  fulfillmentOrder.updatedAt = change.now;
  emitProgress(change, order, fulfillmentOrder, reasonNotes ?? null, initial);
  keepOrder(change, order);
  return fulfillmentOrder;
}

/** Takes the word back that work has begun. */
export function openFulfillmentOrder(change: Change, id: Gid): FulfillmentOrder {
  const { order, fulfillmentOrder } = getFulfillmentOrder(change, id);
  const { status } = fulfillmentOrder;
  if (status !== "IN_PROGRESS" && status !== "SCHEDULED") refuse(null, `Expected fulfillment order status to be valid but it was ${status.toLowerCase()}.`);
  fulfillmentOrder.status = "OPEN";
  fulfillmentOrder.updatedAt = change.now;
  keepOrder(change, order);
  return fulfillmentOrder;
}
