import { recordTimeline } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { type Part, part } from "#app/platform/sql.ts";
import type { CarrierEvent } from "./carrier-event.ts";

/**
 * Records what a carrier reported about an order, once: as its earliest telling has it, in whatever order they come, like the
 * timeline. It waits beside its shipment where that has not been told yet. The caller calls refreshOrder afterwards.
 */
export async function applyCarrierEvent(tx: Tx, orderId: bigint, event: CarrierEvent): Promise<void> {
  await tx.sql`
    insert into shipment_events (shop, order_id, id, shipment_id, tracking_number, carrier, status, message, source, happened_at, estimated_delivery_at)
    values (${tx.shop}, ${orderId}, ${event.id}, ${event.shipmentId}, ${event.trackingNumber}, ${event.carrier}, ${event.status}, ${event.message}, ${event.source}, ${event.happenedAt}, ${event.estimatedDeliveryAt})
    on conflict (shop, order_id, id) do update set
      shipment_id = excluded.shipment_id, tracking_number = excluded.tracking_number, carrier = excluded.carrier, status = excluded.status, message = excluded.message,
      happened_at = excluded.happened_at, estimated_delivery_at = excluded.estimated_delivery_at
    where shipment_events.status = '' -- only its withdrawal was known
      or ${telling(part`excluded`)} < ${telling(part`shipment_events`)}`;
  const details = { number: event.trackingNumber, carrier: event.carrier, message: event.message };
  await recordTimeline(tx, { orderId, ts: event.happenedAt, event: `shipment.${event.status}`, details, key: `carrier:${event.id}` });
}

/** All that a row tells, by which one of two tellings comes first. */
function telling(row: Part): Part {
  return part`(${row}.happened_at, ${row}.status, coalesce(${row}.estimated_delivery_at, 'infinity'), coalesce(${row}.shipment_id, 0), coalesce(${row}.tracking_number, ''), coalesce(${row}.carrier, ''), coalesce(${row}.message, ''))`;
}

/** Takes a carrier's report back, for good: told before the report itself, it keeps that from counting when it comes. */
export async function withdrawCarrierEvent(tx: Tx, orderId: bigint, { id, shipmentId, at }: { id: string; shipmentId: bigint; at: Date }): Promise<void> {
  await tx.sql`
    insert into shipment_events (shop, order_id, id, shipment_id, status, source, happened_at, deleted)
    values (${tx.shop}, ${orderId}, ${id}, ${shipmentId}, '', 'shopify', ${at}, true)
    on conflict (shop, order_id, id) do update set
      deleted = true, happened_at = case when shipment_events.status = '' then least(shipment_events.happened_at, excluded.happened_at) else shipment_events.happened_at end`;
  await recordTimeline(tx, { orderId, ts: at, event: "shipment.report_withdrawn", details: {}, key: `carrier:${id}:withdrawn` });
}
