import { settleAlerts } from "#app/domains/alerts/index.server.ts";
import { getLimits } from "#app/domains/shops/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { json } from "#app/platform/sql.ts";
import { deriveOrder } from "./derive-order.ts";
import { closeGap, openGap } from "./order-gaps.server.ts";
import { readFacts } from "./order-facts.server.ts";
import type { Parcel } from "./parcels.ts";
import { shipmentAlerts } from "./shipment-alerts.ts";

/**
 * Brings an order's derived columns, those of its shipments, its shipment alerts and its data gaps up to date with its parts.
 * Called in the transaction of whatever changed one of them, after it, and by the clock when `next_check_at` has come. The order
 * need not exist yet: that is a gap, until it arrives. Its row is locked afterwards.
 */
export async function refreshOrder(tx: Tx, orderId: bigint): Promise<void> {
  const found = await readFacts(tx, orderId);
  if (!found) return openGap(tx, "missing_order", orderId);
  const { name, facts, openGaps } = found;
  const derived = deriveOrder(facts, await getLimits(tx), tx.now);
  const carried = derived.parcels.filter(({ shipmentId }) => shipmentId !== null);
  const numbers = new Set([...facts.shipments.flatMap(({ trackingNumbers }) => trackingNumbers), ...derived.parcels.flatMap(({ tracking }) => tracking?.number ?? []), ...(derived.tracking ? [derived.tracking.number] : [])]);

  await tx.sql`
    update orders o set
      fulfillment_status = ${derived.fulfillmentStatus}, shipment_status = ${derived.shipmentStatus}, tracking = ${derived.tracking ? json(derived.tracking) : null},
      shipment_updated_at = ${derived.shipmentUpdatedAt}, carrier_only = ${carried.length < derived.parcels.length}, next_check_at = ${derived.nextCheckAt},
      total_refunded = coalesce((select sum(r.amount) from refunds r where r.shop = o.shop and r.order_id = o.id), 0),
      return_status = (select r.state from returns r where r.shop = o.shop and r.order_id = o.id order by (r.closed_at is null) desc, r.created_at desc limit 1),
      search_text = lower(concat_ws(' ', o.name, o.email, o.customer_name,
        (select string_agg(distinct l.sku, ' ') from order_line_items l where l.shop = o.shop and l.order_id = o.id), ${[...numbers].sort().join(" ") || null}::text))
    where o.shop = ${tx.shop} and o.id = ${orderId}`;
  if (carried.length > 0) await writeShipments(tx, orderId, carried);
  await settleAlerts(tx, orderId, shipmentAlerts(name, derived.holding));
  if (openGaps.includes("missing_order")) await closeGap(tx, "missing_order", orderId);
  const untracked = derived.holding.has("untracked");
  if (untracked && !openGaps.includes("missing_tracking")) await openGap(tx, "missing_tracking", orderId);
  if (!untracked && openGaps.includes("missing_tracking")) await closeGap(tx, "missing_tracking", orderId);
}

async function writeShipments(tx: Tx, orderId: bigint, parcels: readonly Parcel[]): Promise<void> {
  const rows = parcels.map(({ shipmentId, live, stage, carrierStatus, carrierStatusAt, estimatedDeliveryAt }) => ({ id: shipmentId, stage: live ? stage : "none", carrierStatus, carrierStatusAt, estimatedDeliveryAt }));
  await tx.sql`
    update shipments s set stage = d.stage, carrier_status = d."carrierStatus", carrier_status_at = d."carrierStatusAt", estimated_delivery_at = d."estimatedDeliveryAt"
    from jsonb_to_recordset(${json(rows)}::jsonb) as d(id bigint, stage text, "carrierStatus" text, "carrierStatusAt" timestamptz, "estimatedDeliveryAt" timestamptz)
    where s.shop = ${tx.shop} and s.order_id = ${orderId} and s.id = d.id
      and (s.stage, s.carrier_status, s.carrier_status_at, s.estimated_delivery_at) is distinct from (d.stage, d."carrierStatus", d."carrierStatusAt", d."estimatedDeliveryAt")`;
}
