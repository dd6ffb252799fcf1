import { numericId } from "../model/ids.ts";
import { type Order } from "../model/order.ts";
import { type Return, type ReverseDelivery, type ReverseFulfillmentOrder } from "../model/return.ts";
import { inZone } from "../model/time.ts";
import { restBag } from "../orders/rest-money.ts";
import { type Change } from "../state/change.ts";
import { reasonById } from "./reasons.ts";

const ids = (gid: string) => ({ id: numericId(gid), admin_graphql_api_id: gid });

/** A return as an order body lists it. */
export function returnSummaryPayload(each: Return) {
  return { ...ids(each.id), name: each.name, status: each.status.toLowerCase() };
}

/** `returns/request` and `returns/approve`. */
export function emitReturn(change: Change, order: Order, each: Return, topic: "returns/request" | "returns/approve") {
  const payload = () => ({
    ...ids(each.id),
    status: each.status.toLowerCase(),
    order: ids(order.id),
    total_return_line_items: each.lines.length,
    name: each.name,
    return_line_items: each.lines.map((line) => ({
      ...ids(line.id),
      fulfillment_line_item: ids(line.fulfillmentLineItemId),
      quantity: line.quantity,
      return_reason: reasonById(line.reasonDefinitionId)?.handle.replaceAll("-", "_") ?? "unknown",
      return_reason_note: line.reasonNote,
      customer_note: line.customerNote,
      refundable_quantity: line.quantity - line.refundedQuantity,
      refunded_quantity: line.refundedQuantity,
    })),
    return_shipping_fees: each.shippingFee ? [{ ...ids(each.shippingFee.id), price: restBag(each.shippingFee.amount, order) }] : [],
    exchange_line_items: [],
    total_exchange_line_items: 0,
  });
  change.emit(topic, each.id, payload, order.id);
}

export function emitDeclined(change: Change, order: Order, each: Return) {
  const decline = each.decline && { reason: each.decline.reason.toLowerCase(), note: each.decline.note };
  change.emit("returns/decline", each.id, () => ({ ...ids(each.id), status: "declined", order: ids(order.id), decline }), order.id);
}

/** `returns/close`, `reopen` and `cancel`, which name the order by its number. */
export function emitReturnStatus(change: Change, order: Order, each: Return, topic: "returns/close" | "returns/reopen" | "returns/cancel") {
  change.emit(topic, each.id, () => ({ ...ids(each.id), order_id: numericId(order.id), status: each.status.toLowerCase() }), order.id);
}

/** `returns/update`: what was taken out, and neither order nor status. */
export function emitRemoved(change: Change, order: Order, each: Return, removals: { id: string; quantity: number }[]) {
  const payload = () => ({
    admin_graphql_api_id: each.id,
    return_line_items: { removals: removals.map(({ id, quantity }) => ({ admin_graphql_api_id: id, delta: quantity })) },
    restocking_fees: { updates: [], removals: [] },
    return_shipping_fees: { updates: [], removals: [] },
  });
  change.emit("returns/update", each.id, payload, order.id);
}

/** `returns/process`. Shopify documents no body for it; this one has what all others of its family share. */
export function emitProcessed(change: Change, order: Order, each: Return) {
  change.emit("returns/process", each.id, () => ({ ...ids(each.id), status: each.status.toLowerCase(), order: ids(order.id), name: each.name }), order.id);
}

export function emitDeliverable(change: Change, order: Order, delivery: ReverseDelivery) {
  const { tracking, label } = delivery;
  const payload = () => ({
    ...ids(delivery.id),
    return: ids(delivery.returnId),
    shipping_deliverable: {
      tracking: tracking && { carrier_name: tracking.carrierName, tracking_number: tracking.number, tracking_url: tracking.url },
      label: label && { public_file_url: label.publicFileUrl, created_at: inZone(label.createdAt, change.shop.timeZone) },
    },
  });
  change.emit("reverse_deliveries/attach_deliverable", delivery.id, payload, order.id);
}

/** `reverse_fulfillment_orders/dispose`, which does not name the return. */
export function emitDisposed(change: Change, order: Order, reverse: ReverseFulfillmentOrder, disposed: { lineId: string; type: string; locationId: string | null; quantity: number }[]) {
  const dispositions = disposed.map(({ lineId, type, locationId, quantity }) => ({
    reverse_fulfillment_order_line_item: ids(lineId),
    reverse_delivery_line_item: null,
    type: type.toLowerCase(),
    location: locationId && ids(locationId),
    quantity,
  }));
  change.emit("reverse_fulfillment_orders/dispose", reverse.id, () => ({ ...ids(reverse.id), dispositions, total_dispositions: dispositions.length }), order.id);
}

