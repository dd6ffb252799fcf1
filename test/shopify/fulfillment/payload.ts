import { type Fulfillment, type FulfillmentEvent, type FulfillmentHold, type FulfillmentOrder } from "../model/fulfillment.ts";
import { appNumber } from "../metafields/namespace.ts";
import { numericId, toGid } from "../model/ids.ts";
import { type Order } from "../model/order.ts";
import { type Shop } from "../model/shop.ts";
import { inZone } from "../model/time.ts";
import { lineItemPayload } from "../orders/line-item-payload.ts";
import { addressPayload } from "../orders/customer-payload.ts";
import { type Change } from "../state/change.ts";
import { latestEvent } from "./display-status.ts";

/** A fulfilment as it stands in an order body; its own webhooks carry it with its destination. */
export function fulfillmentPayload(shop: Shop, order: Order, fulfillment: Fulfillment) {
  const numbers = fulfillment.tracking.flatMap(({ number }) => number ?? []);
  const urls = fulfillment.tracking.flatMap(({ url }) => url ?? []);
  return {
    id: numericId(fulfillment.id),
    admin_graphql_api_id: fulfillment.id,
    created_at: inZone(fulfillment.createdAt, shop.timeZone),
    location_id: numericId(fulfillment.locationId),
    name: `${order.name}.${order.fulfillments.indexOf(fulfillment) + 1}`,
    order_id: numericId(order.id),
    origin_address: {},
    receipt: {},
    service: "manual",
    shipment_status: latestEvent(fulfillment)?.status.toLowerCase() ?? null,
    status: fulfillment.status.toLowerCase(),
    tracking_company: fulfillment.tracking[0]?.company ?? null,
    tracking_number: numbers[0] ?? null,
    tracking_numbers: numbers,
    tracking_url: urls[0] ?? null,
    tracking_urls: urls,
    updated_at: inZone(fulfillment.updatedAt, shop.timeZone),
    line_items: fulfillment.lines.flatMap(({ lineItemId, quantity }) => {
      const line = order.lineItems.find(({ id }) => id === lineItemId);
      return line ? [lineItemPayload(order, line, quantity)] : [];
    }),
  };
}

export function emitFulfillment(change: Change, order: Order, fulfillment: Fulfillment, topic: "fulfillments/create" | "fulfillments/update") {
  const destination = () => ({ email: order.email, destination: addressPayload(order.shippingAddress) });
  change.emit(topic, fulfillment.id, () => ({ ...fulfillmentPayload(change.shop, order, fulfillment), ...destination() }), order.id);
}

export function emitEvent(change: Change, order: Order, event: FulfillmentEvent) {
  const { shop } = change;
  const time = (instant: string | null) => (instant === null ? null : inZone(instant, shop.timeZone));
  const payload = () => ({
    id: numericId(event.id),
    fulfillment_id: numericId(event.fulfillmentId),
    status: event.status.toLowerCase(),
    message: event.message,
    happened_at: time(event.happenedAt),
    city: event.city,
    province: event.province,
    country: event.country,
    zip: event.zip,
    address1: event.address1,
    latitude: event.latitude,
    longitude: event.longitude,
    shop_id: numericId(shop.id),
    created_at: time(event.createdAt),
    updated_at: time(event.createdAt),
    estimated_delivery_at: time(event.estimatedDeliveryAt),
    order_id: numericId(order.id),
    admin_graphql_api_id: event.id,
  });
  change.emit("fulfillment_events/create", event.id, payload, order.id);
}

/** What `fulfillment_orders/…` bodies say of one: never which order it is of. */
function brief({ id, status }: FulfillmentOrder) {
  return { id, status: status.toLowerCase() };
}

export function emitRouted(change: Change, order: Order, fulfillmentOrder: FulfillmentOrder) {
  change.emit("fulfillment_orders/order_routing_complete", fulfillmentOrder.id, () => ({ fulfillment_order: brief(fulfillmentOrder) }), order.id);
}

export function emitCancelled(change: Change, order: Order, fulfillmentOrder: FulfillmentOrder, replacement: FulfillmentOrder | undefined) {
  const payload = () => ({ fulfillment_order: brief(fulfillmentOrder), replacement_fulfillment_order: replacement ? brief(replacement) : null });
  change.emit("fulfillment_orders/cancelled", fulfillmentOrder.id, payload, order.id);
}

interface Move {
  original: FulfillmentOrder;
  moved: FulfillmentOrder;
  from: string;
  lines: { id: string; quantity: number }[];
}

export function emitMoved(change: Change, order: Order, { original, moved, from, lines }: Move) {
  const payload = () => ({
    original_fulfillment_order: { ...brief(original), assigned_location_id: from },
    moved_fulfillment_order: { ...brief(moved), assigned_location_id: moved.locationId },
    destination_location_id: moved.locationId,
    fulfillment_order_line_items_requested: lines,
    source_location: { id: from },
  });
  change.emit("fulfillment_orders/moved", moved.id, payload, order.id);
}

function holdPayload({ world }: Change, hold: FulfillmentHold) {
  const app = hold.byApp ? { id: toGid("App", appNumber(world)) } : null;
  return { id: hold.id, reason: hold.reason.toLowerCase(), reason_notes: hold.reasonNotes, held_by_requesting_app: false, handle: hold.handle, held_by_app: app };
}

interface Hold {
  held: FulfillmentOrder;
  remaining: FulfillmentOrder | undefined;
  hold: FulfillmentHold;
  lines: { id: string; quantity: number }[];
}

export function emitHeld(change: Change, order: Order, { held, remaining, hold, lines }: Hold) {
  const payload = () => ({
    fulfillment_order: { ...brief(held), fulfillment_holds: held.holds.map((each) => holdPayload(change, each)) },
    remaining_fulfillment_order: remaining ? brief(remaining) : null,
    held_fulfillment_order_line_items: lines,
    created_fulfillment_hold: holdPayload(change, hold),
  });
  change.emit("fulfillment_orders/placed_on_hold", held.id, payload, order.id);
  change.emit("fulfillment_holds/added", hold.id, () => ({ fulfillment_order: { id: held.id }, fulfillment_hold: holdPayload(change, hold) }), order.id);
}

export function emitReleased(change: Change, order: Order, fulfillmentOrder: FulfillmentOrder) {
  change.emit("fulfillment_orders/hold_released", fulfillmentOrder.id, () => ({ fulfillment_order: brief(fulfillmentOrder) }), order.id);
}

export function emitProgress(change: Change, order: Order, fulfillmentOrder: FulfillmentOrder, reasonNotes: string | null, initialStatus: string) {
  const payload = () => ({
    fulfillment_order: brief(fulfillmentOrder),
    progress_report: { reason_notes: reasonNotes, progress_reported_by_app: null, progress_reported_by_user: change.actor.staff ? { id: change.actor.staff.id } : null },
    initial_status: initialStatus.toLowerCase(),
  });
  change.emit("fulfillment_orders/progress_reported", fulfillmentOrder.id, payload, order.id);
}
