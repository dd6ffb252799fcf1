import { refuse } from "../admin-api/errors.ts";
import { type Fulfillment, type FulfillmentLine, type FulfillmentOrder, type Tracking } from "../model/fulfillment.ts";
import { type Gid, legacyId } from "../model/ids.ts";
import { type Order } from "../model/order.ts";
import { shipStock } from "../inventory/stock.ts";
import { keepOrder, statusOf } from "../orders/keep.ts";
import { type Change } from "../state/change.ts";
import { findFulfillmentOrder } from "./find.ts";
import { emitFulfillment } from "./payload.ts";
import { trackingOf, type TrackingInput } from "./tracking.ts";

export interface FulfillmentInput {
  lineItemsByFulfillmentOrder: { fulfillmentOrderId: Gid; fulfillmentOrderLineItems?: { id: Gid; quantity: number }[] | null }[];
  trackingInfo?: TrackingInput | null;
}

interface Picked {
  fulfillmentOrder: FulfillmentOrder;
  lines: { lineId: Gid; quantity: number }[];
}

const field = ["fulfillment"];
const sendable = new Set(["OPEN", "IN_PROGRESS"]);

/** Sends units of fulfillment orders that are one order's and one location's. Refuses what is not there to be sent. */
export function createFulfillment(change: Change, input: FulfillmentInput): Fulfillment {
  const { order, picked } = pick(change, input);
  return sendUnits(change, order, picked, trackingOf(input.trackingInfo));
}

/** Sends all that is left of an order, as one shipment for each location. */
export function fulfillOrder(change: Change, order: Order, tracking: Tracking[]): Fulfillment[] {
  const open = order.fulfillmentOrders.filter(({ status }) => sendable.has(status));
  return open.map((fulfillmentOrder) => {
    const lines = fulfillmentOrder.lines.map(({ id, remainingQuantity }) => ({ lineId: id, quantity: remainingQuantity }));
    return sendUnits(change, order, [{ fulfillmentOrder, lines }], tracking);
  });
}

function pick(change: Change, { lineItemsByFulfillmentOrder }: FulfillmentInput): { order: Order; picked: Picked[] } {
  const found = lineItemsByFulfillmentOrder.map(({ fulfillmentOrderId, fulfillmentOrderLineItems }, group) => {
    (fulfillmentOrderLineItems ?? []).forEach(({ quantity }, index) => {
      const path = [...field, "lineItemsByFulfillmentOrder", String(group), "fulfillmentOrderLineItems", String(index), "quantity"];
      if (quantity <= 0) refuse(path, "Quantity must be greater than 0");
    });
    return { ...(findFulfillmentOrder(change, fulfillmentOrderId) ?? refuse(field, "Fulfillment order does not exist.")), wanted: fulfillmentOrderLineItems ?? [] };
  });
  const orders = [...new Set(found.map(({ order }) => legacyId(order.id)))];
  if (orders.length > 1) refuse(field, `All fulfillment orders must belong to the same order. Multiple orders with ids [${orders.join(", ")}] were found.`);
  const locations = [...new Set(found.map(({ fulfillmentOrder }) => legacyId(fulfillmentOrder.locationId)))];
  if (locations.length > 1) refuse(field, `All fulfillment orders must be assigned to a single location. Multiple locations with ids [${locations.join(", ")}] were found.`);

  const order = found[0]?.order ?? refuse(field, "Fulfillment order does not exist.");
  const picked = found.map(({ fulfillmentOrder: { id }, wanted }) => {
    // Each group found an order of its own: all must work on the same one.
    const fulfillmentOrder = order.fulfillmentOrders.find((each) => each.id === id)!;
    if (!sendable.has(fulfillmentOrder.status)) refuse(field, `Fulfillment order ${legacyId(id)} has an unfulfillable status= ${fulfillmentOrder.status.toLowerCase()}.`);
    return { fulfillmentOrder, lines: pickLines(fulfillmentOrder, wanted) };
  });
  return { order, picked };
}

function pickLines({ lines }: FulfillmentOrder, wanted: { id: Gid; quantity: number }[]) {
  if (wanted.length === 0) return lines.filter(({ remainingQuantity }) => remainingQuantity > 0).map(({ id, remainingQuantity }) => ({ lineId: id, quantity: remainingQuantity }));
  return wanted.map(({ id, quantity }) => {
    const line = lines.find((each) => each.id === id) ?? refuse(field, "Fulfillment order line item does not exist.");
    if (quantity > line.remainingQuantity) refuse(field, "Invalid fulfillment order line item quantity requested.");
    return { lineId: id, quantity };
  });
}

function sendUnits(change: Change, order: Order, picked: Picked[], tracking: Tracking[]): Fulfillment {
  const before = statusOf(order);
  const lines: FulfillmentLine[] = [];
  for (const { fulfillmentOrder, lines: wanted } of picked) {
    for (const { lineId, quantity } of wanted.filter((each) => each.quantity > 0)) {
      const line = fulfillmentOrder.lines.find(({ id }) => id === lineId)!;
      line.remainingQuantity -= quantity;
      shipStock(change, order, line.lineItemId, fulfillmentOrder.locationId, quantity);
      const { lineItemId } = line;
      lines.push({ id: change.id("FulfillmentLineItem"), orderId: order.id, lineItemId, fulfillmentOrderId: fulfillmentOrder.id, fulfillmentOrderLineId: lineId, quantity });
    }
    const left = fulfillmentOrder.lines.some(({ remainingQuantity }) => remainingQuantity > 0);
    fulfillmentOrder.status = left ? "IN_PROGRESS" : "CLOSED";
    fulfillmentOrder.updatedAt = change.now;
  }
  const fulfillment: Fulfillment = {
    id: change.id("Fulfillment"),
    orderId: order.id,
    name: `${order.name}-F${order.fulfillments.length + 1}`,
    status: "SUCCESS",
    locationId: picked[0]!.fulfillmentOrder.locationId,
    createdAt: change.now,
    updatedAt: change.now,
    lines,
    tracking,
    events: [],
  };
  order.fulfillments.push(fulfillment);
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
  change.note(order, "fulfillment_success", `${units} ${units === 1 ? "item was" : "items were"} fulfilled.`);
  emitFulfillment(change, order, fulfillment, "fulfillments/create");
  keepOrder(change, order, before);
  return fulfillment;
}
