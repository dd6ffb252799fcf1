import { refuse } from "../admin-api/errors.ts";
import { type Fulfillment, type FulfillmentEvent } from "../model/fulfillment.ts";
import { type Gid } from "../model/ids.ts";
import { toInstant } from "../model/time.ts";
import { unshipStock } from "../inventory/stock.ts";
import { keepOrder } from "../orders/keep.ts";
import { type Change } from "../state/change.ts";
import { findFulfillment } from "./find.ts";
import { emitEvent, emitFulfillment } from "./payload.ts";
import { trackingOf, type TrackingInput } from "./tracking.ts";

/** Puts another tracking in the place of what a shipment has. */
export function updateTracking(change: Change, id: Gid, input: TrackingInput): Fulfillment {
  const { order, fulfillment } = findFulfillment(change, id) ?? refuse(["fulfillmentId"], "Fulfillment does not exist.");
  fulfillment.tracking = trackingOf(input);
  fulfillment.updatedAt = change.now;
  change.note(order, "tracking_number_updated", "The tracking of a fulfillment was updated.");
  emitFulfillment(change, order, fulfillment, "fulfillments/update");
  keepOrder(change, order);
  return fulfillment;
}

export interface EventInput {
  fulfillmentId: Gid;
  status: string;
  happenedAt?: string | null;
  message?: string | null;
  estimatedDeliveryAt?: string | null;
  address1?: string | null;
  city?: string | null;
  province?: string | null;
  country?: string | null;
  zip?: string | null;
  latitude?: number | null;
  longitude?: number | null;
}

/** Records where a shipment is. It moves the shipment's own `updatedAt`, not the order's. */
export function createEvent(change: Change, input: EventInput): FulfillmentEvent {
  const { order, fulfillment } = findFulfillment(change, input.fulfillmentId) ?? refuse(["fulfillmentEvent", "fulfillmentId"], "Fulfillment does not exist.");
  const instant = (time: string | null | undefined) => (time ? toInstant(Date.parse(time)) : null);
  const event: FulfillmentEvent = {
    id: change.id("FulfillmentEvent"),
    orderId: order.id,
    fulfillmentId: fulfillment.id,
    status: input.status,
    happenedAt: instant(input.happenedAt) ?? change.now,
    createdAt: change.now,
    message: input.message ?? null,
    estimatedDeliveryAt: instant(input.estimatedDeliveryAt),
    address1: input.address1 ?? null,
    city: input.city ?? null,
    province: input.province ?? null,
    country: input.country ?? null,
    zip: input.zip ?? null,
    latitude: input.latitude ?? null,
    longitude: input.longitude ?? null,
  };
  fulfillment.events.push(event);
  fulfillment.updatedAt = change.now;
  emitEvent(change, order, event);
  emitFulfillment(change, order, fulfillment, "fulfillments/update");
  change.saveOrder(order);
  return event;
}

/** Takes a shipment back: what it sent is to be sent again. */
export function cancelFulfillment(change: Change, id: Gid): Fulfillment {
  const { order, fulfillment } = findFulfillment(change, id) ?? refuse(["id"], "Fulfillment not found.");
  if (fulfillment.status === "CANCELLED") return fulfillment;
  fulfillment.status = "CANCELLED";
  fulfillment.updatedAt = change.now;
  for (const { fulfillmentOrderId, fulfillmentOrderLineId, lineItemId, quantity } of fulfillment.lines) {
    const fulfillmentOrder = order.fulfillmentOrders.find((each) => each.id === fulfillmentOrderId)!;
    const line = fulfillmentOrder.lines.find((each) => each.id === fulfillmentOrderLineId)!;
    line.remainingQuantity += quantity;
    unshipStock(change, order, lineItemId, fulfillmentOrder.locationId, quantity);
    const untouched = fulfillmentOrder.lines.every(({ remainingQuantity, totalQuantity }) => remainingQuantity === totalQuantity);
    fulfillmentOrder.status = untouched ? "OPEN" : "IN_PROGRESS";
    fulfillmentOrder.updatedAt = change.now;
  }
  change.note(order, "fulfillment_cancelled", "A fulfillment was cancelled.");
  emitFulfillment(change, order, fulfillment, "fulfillments/update");
  keepOrder(change, order);
  return fulfillment;
}
