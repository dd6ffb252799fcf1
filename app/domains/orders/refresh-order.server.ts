import { settleAlerts } from "#app/domains/alerts/index.server.ts";
import { getSettings } from "#app/domains/shops/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { json } from "#app/platform/sql.ts";
import { deriveOrder, type OrderFacts, type ShipmentFact } from "./derive-order.ts";
import type { FulfillmentStatus } from "./snapshot.ts";

interface FactsRow {
  name: string;
  created_at: Date;
  is_open: boolean;
  shopify_fulfillment_status: FulfillmentStatus;
  requires_shipping: boolean;
  shipments: (Omit<ShipmentFact, "carrierStatusAt" | "createdAt" | "updatedAt"> & { carrierStatusAt: string | null; createdAt: string; updatedAt: string })[];
  pending_fulfillment: { trackingNumber: string | null; trackingCompany: string | null; trackingUrl: string | null; requestedAt: string } | null;
}

/**
 * Brings an order's derived columns and its shipment alerts up to date with its parts. Called in the transaction of
 * whatever changed one of them, after it, and by the clock when `next_check_at` has come. The order need not exist yet.
 */
export async function refreshOrder(tx: Tx, orderId: bigint): Promise<void> {
  const [row] = await tx.sql<FactsRow>`
    select o.name, o.created_at, o.is_open, o.shopify_fulfillment_status,
      coalesce((select bool_or(l.requires_shipping) from order_line_items l where l.shop = o.shop and l.order_id = o.id), true) as requires_shipping,
      coalesce((
        select json_agg(json_build_object('status', s.status, 'carrierStatus', s.carrier_status, 'carrierStatusAt', s.carrier_status_at,
          'trackingNumber', s.tracking_number, 'trackingCompany', s.tracking_company, 'trackingUrl', s.tracking_url, 'createdAt', s.created_at, 'updatedAt', s.updated_at))
        from shipments s where s.shop = o.shop and s.order_id = o.id), '[]') as shipments,
      (select json_build_object('trackingNumber', i.tracking_number, 'trackingCompany', i.tracking_company, 'trackingUrl', i.tracking_url, 'requestedAt', i.requested_at)
        from fulfillment_intents i where i.shop = o.shop and i.order_id = o.id
          and (i.status = 'requested' or (i.status = 'fulfilled' and i.settled_at >= o.updated_at)) -- until the mirror has caught up
        order by i.attempt desc limit 1) as pending_fulfillment
    from orders o where o.shop = ${tx.shop} and o.id = ${orderId} for update of o`;
  if (!row) return;

  const settings = await getSettings(tx);
  const derived = deriveOrder(factsOf(row), settings, tx.now);
  await tx.sql`
    update orders o set
      fulfillment_status = ${derived.fulfillmentStatus}, shipment_status = ${derived.shipmentStatus}, tracking = ${derived.tracking ? json(derived.tracking) : null},
      shipment_updated_at = ${derived.shipmentUpdatedAt}, next_check_at = ${derived.nextCheckAt},
      total_refunded = coalesce((select sum(r.amount) from refunds r where r.shop = o.shop and r.order_id = o.id), 0),
      return_status = (select r.state from returns r where r.shop = o.shop and r.order_id = o.id order by (r.closed_at is null) desc, r.created_at desc limit 1),
      search_text = lower(concat_ws(' ', o.name, o.email, o.customer_name,
        (select string_agg(distinct l.sku, ' ') from order_line_items l where l.shop = o.shop and l.order_id = o.id),
        (select string_agg(distinct n, ' ') from shipments s, unnest(s.tracking_numbers) n where s.shop = o.shop and s.order_id = o.id),
        ${derived.tracking?.number ?? null}::text))
    where o.shop = ${tx.shop} and o.id = ${orderId}`;

  await settleAlerts(tx, orderId, {
    tracking_pending: derived.shipmentStatus === "tracking_pending" ? { severity: "warning", title: `${row.name}: no tracking number ${settings.trackingPendingHours} h after the order` } : undefined,
    delayed: derived.shipmentStatus === "delayed" ? { severity: "warning", title: `${row.name}: no word from the carrier for ${settings.delayedHours} h` } : undefined,
  });
}

function factsOf(row: FactsRow): OrderFacts {
  const time = (value: string | null) => (value === null ? null : new Date(value));
  return {
    createdAt: row.created_at,
    isOpen: row.is_open,
    shopifyFulfillmentStatus: row.shopify_fulfillment_status,
    requiresShipping: row.requires_shipping,
    shipments: row.shipments.map((shipment) => ({ ...shipment, carrierStatusAt: time(shipment.carrierStatusAt), createdAt: new Date(shipment.createdAt), updatedAt: new Date(shipment.updatedAt) })),
    pendingFulfillment: row.pending_fulfillment && { ...row.pending_fulfillment, requestedAt: new Date(row.pending_fulfillment.requestedAt) },
  };
}
