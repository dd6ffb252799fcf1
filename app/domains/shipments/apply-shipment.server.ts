import { recordTimeline } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { json } from "#app/platform/sql.ts";
import type { ShipmentSnapshot } from "./shipment-payload.ts";

/**
 * Brings a shipment up to a snapshot of it; the later one stands, in whatever order they arrive. Where its carrier has it is
 * derived by refreshOrder, which the caller calls afterwards.
 */
export async function applyShipment(tx: Tx, shipment: ShipmentSnapshot, tie: string): Promise<void> {
  const { orderId, trackingNumber: number, trackingCompany: carrier } = shipment;
  await tx.sql`
    insert into shipments as s (shop, order_id, id, name, status, told_status, tracking_number, tracking_company, tracking_url, tracking_numbers, location_id, lines, created_at, updated_at, snapshot_tie)
    values (
      ${tx.shop}, ${orderId}, ${shipment.id}, ${shipment.name}, ${shipment.status}, ${shipment.carrierStatus}, ${number}, ${carrier}, ${shipment.trackingUrl}, ${shipment.trackingNumbers},
      ${shipment.locationId}, ${json(shipment.lines)}, ${shipment.createdAt}, ${shipment.updatedAt}, ${tie})
    on conflict (shop, order_id, id) do update set
      name = excluded.name, status = excluded.status, told_status = excluded.told_status, tracking_number = excluded.tracking_number, tracking_company = excluded.tracking_company,
      tracking_url = excluded.tracking_url, tracking_numbers = excluded.tracking_numbers, location_id = excluded.location_id, lines = excluded.lines, created_at = excluded.created_at,
      updated_at = excluded.updated_at, snapshot_tie = excluded.snapshot_tie
    where (s.updated_at, s.snapshot_tie) < (excluded.updated_at, excluded.snapshot_tie)`;

  // One entry for each thing told, not for each telling: so a late one leaves the timeline as a punctual one would have.
  await recordTimeline(tx, { orderId, ts: shipment.createdAt, event: "fulfillment.created", details: { name: shipment.name }, key: `fulfillment:${shipment.id}` });
  if (number !== null) {
    await recordTimeline(tx, { orderId, ts: shipment.updatedAt, event: "fulfillment.tracking", details: { name: shipment.name, number, carrier }, key: `fulfillment:${shipment.id}:tracking:${number}:${carrier ?? ""}` });
  }
  if (shipment.status === "cancelled") {
    await recordTimeline(tx, { orderId, ts: shipment.updatedAt, event: "fulfillment.cancelled", details: { name: shipment.name }, key: `fulfillment:${shipment.id}:cancelled` });
  }
}
