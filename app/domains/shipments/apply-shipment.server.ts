import { recordTimeline } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { json } from "#app/platform/sql.ts";
import type { ShipmentSnapshot } from "./shipment-payload.ts";

/** Brings a shipment up to a snapshot of it; the later one stands, in whatever order they arrive. */
export async function applyShipment(tx: Tx, shipment: ShipmentSnapshot, tie: string): Promise<void> {
  await tx.sql`
    insert into shipments as s (
      shop, order_id, id, name, status, carrier_status, carrier_status_at, tracking_number, tracking_company, tracking_url, tracking_numbers, location_id, lines, created_at, updated_at, snapshot_tie)
    values (
      ${tx.shop}, ${shipment.orderId}, ${shipment.id}, ${shipment.name}, ${shipment.status}, ${shipment.carrierStatus}, ${shipment.carrierStatus ? shipment.updatedAt : null},
      ${shipment.trackingNumber}, ${shipment.trackingCompany}, ${shipment.trackingUrl}, ${shipment.trackingNumbers}, ${shipment.locationId}, ${json(shipment.lines)},
      ${shipment.createdAt}, ${shipment.updatedAt}, ${tie})
    on conflict (shop, order_id, id) do update set
      name = excluded.name, status = excluded.status, tracking_number = excluded.tracking_number, tracking_company = excluded.tracking_company, tracking_url = excluded.tracking_url,
      tracking_numbers = excluded.tracking_numbers, location_id = excluded.location_id, lines = excluded.lines, created_at = excluded.created_at,
      updated_at = excluded.updated_at, snapshot_tie = excluded.snapshot_tie,
      carrier_status = excluded.carrier_status, carrier_status_at = excluded.carrier_status_at
    where (s.updated_at, s.snapshot_tie) < (excluded.updated_at, excluded.snapshot_tie)`;
  await followCarrier(tx, shipment.orderId, shipment.id);
  const details = { name: shipment.name, number: shipment.trackingNumber, carrier: shipment.trackingCompany };
  await recordTimeline(tx, { orderId: shipment.orderId, ts: shipment.createdAt, event: "fulfillment.created", details, key: `fulfillment:${shipment.id}` });
  if (shipment.status === "cancelled") {
    await recordTimeline(tx, { orderId: shipment.orderId, ts: shipment.updatedAt, event: "fulfillment.cancelled", details, key: `fulfillment:${shipment.id}:cancelled` });
  }
}

export interface CarrierEvent {
  orderId: bigint;
  /** The event's identity: the same id is the same event. */
  id: string;
  shipmentId: bigint | null;
  trackingNumber: string | null;
  carrier: string | null;
  status: string;
  message: string | null;
  source: string;
  happenedAt: Date;
  estimatedDeliveryAt: Date | null;
}

/** Records what a carrier reported, once, and lets the shipment that it is about follow. */
export async function applyCarrierEvent(tx: Tx, event: CarrierEvent): Promise<void> {
  await tx.sql`
    insert into shipment_events (shop, order_id, id, shipment_id, tracking_number, status, message, source, happened_at, estimated_delivery_at)
    values (${tx.shop}, ${event.orderId}, ${event.id}, ${event.shipmentId}, ${event.trackingNumber}, ${event.status}, ${event.message}, ${event.source}, ${event.happenedAt}, ${event.estimatedDeliveryAt})
    on conflict do nothing`;
  await recordTimeline(tx, {
    orderId: event.orderId,
    ts: event.happenedAt,
    event: `shipment.${event.status}`,
    details: { number: event.trackingNumber, carrier: event.carrier, message: event.message },
    key: `carrier:${event.id}`,
  });
  const affected = await tx.sql<{ id: bigint }>`
    select id from shipments where shop = ${tx.shop} and order_id = ${event.orderId} and (id = ${event.shipmentId} or tracking_number = ${event.trackingNumber} or ${event.trackingNumber} = any(tracking_numbers))`;
  for (const { id } of affected) await followCarrier(tx, event.orderId, id);
}

/** Lets a shipment's carrier status be that of its latest event, when there is one later than what its snapshot said. */
async function followCarrier(tx: Tx, orderId: bigint, shipmentId: bigint): Promise<void> {
  await tx.sql`
    update shipments s set carrier_status = e.status, carrier_status_at = e.happened_at, estimated_delivery_at = coalesce(e.estimated_delivery_at, s.estimated_delivery_at)
    from (
      select e.status, e.happened_at, e.estimated_delivery_at from shipment_events e join shipments s on s.shop = e.shop and s.order_id = e.order_id and s.id = ${shipmentId}
      where e.shop = ${tx.shop} and e.order_id = ${orderId} and (e.shipment_id = s.id or e.tracking_number = s.tracking_number or e.tracking_number = any(s.tracking_numbers))
      order by e.happened_at desc, e.id desc limit 1) e
    where s.shop = ${tx.shop} and s.order_id = ${orderId} and s.id = ${shipmentId} and (s.carrier_status_at is null or s.carrier_status_at <= e.happened_at)`;
}
