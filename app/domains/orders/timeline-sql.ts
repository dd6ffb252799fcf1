import { type Part, part } from "#app/platform/sql.ts";

/**
 * What Shopify tells to the second alone, in the order in which it comes about: of one second, a payment follows its order. All
 * else is the app's own, to the millisecond, in the order in which it was written.
 */
const course = [
  "order.created", "payment.pending", "payment.authorization", "payment.authorized", "payment.sale", "payment.capture", "payment.partially_paid", "payment.paid",
  "fulfillment.created", "fulfillment.tracking", "shipment.label_purchased", "shipment.label_printed", "shipment.confirmed", "shipment.ready_for_pickup", "shipment.carrier_picked_up",
  "shipment.in_transit", "shipment.delayed", "shipment.out_for_delivery", "shipment.attempted_delivery", "shipment.failure", "shipment.delivered", "fulfillment.cancelled",
  "payment.refund", "payment.partially_refunded", "payment.refunded", "payment.void", "payment.voided", "order.cancelled",
]; // prettier-ignore

/** Newest first, of the rows `t` of timeline_entries. */
export const newestFirst: Part = part`t.ts desc, coalesce(array_position(${course}::text[], t.event), ${course.length + 1}::int) desc, t.id desc`;

/** The rows `t` that tell something new: of a refund that was recorded here and then in Shopify, the first tells all. */
export const toldOnce: Part = part`
  (t.event <> 'payment.refund' or not exists (
    select from timeline_entries own
    where own.shop = t.shop and own.order_id = t.order_id and own.event = 'payment.cod_refunded' and position('(ref ' || right(own.dedupe_key, 12) || ')' in coalesce(t.details->>'note', '')) > 0))`;
