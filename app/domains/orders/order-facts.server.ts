import type { DataGapKind } from "#app/domains/alerts/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import type { OrderFacts } from "./derive-order.ts";
import type { CarrierFact, ShipmentFact } from "./parcels.ts";
import type { FulfillmentStatus } from "./snapshot.ts";

/** A row as JSON has it: times are text. */
type Told<T> = { [Key in keyof T]: T[Key] extends Date ? string : T[Key] extends Date | null ? string | null : T[Key] };

interface FactsRow {
  name: string;
  open_gaps: DataGapKind[];
  created_at: Date;
  is_open: boolean;
  is_deleted: boolean;
  acknowledged_at: Date | null;
  shopify_fulfillment_status: FulfillmentStatus;
  requires_shipping: boolean;
  shipments: Told<ShipmentFact>[];
  events: Told<CarrierFact>[];
  pending_fulfillment: Told<NonNullable<OrderFacts["pendingFulfillment"]>> | null;
  refused_fulfillment_at: Date | null;
}

/** What an order's derived columns follow from, and which data gaps are open about it; locks its row. Undefined when the order is not known yet. */
export async function readFacts(tx: Tx, orderId: bigint): Promise<{ name: string; facts: OrderFacts; openGaps: DataGapKind[] } | undefined> {
  const [row] = await tx.sql<FactsRow>`
    select o.name, array(select g.kind from data_gaps g where g.shop = o.shop and g.kind in ('missing_order', 'missing_tracking') and g.subject = 'order:' || o.id and g.closed_at is null) as open_gaps,
      o.created_at, o.is_open, o.deleted_at is not null as is_deleted, o.shipping_acknowledged_at as acknowledged_at, o.shopify_fulfillment_status,
      coalesce((select bool_or(l.requires_shipping) from order_line_items l where l.shop = o.shop and l.order_id = o.id), true) as requires_shipping,
      coalesce((
        select json_agg(json_build_object('id', s.id::text, 'status', s.status, 'toldStatus', s.told_status, 'trackingNumber', s.tracking_number, 'trackingCompany', s.tracking_company,
          'trackingUrl', s.tracking_url, 'trackingNumbers', s.tracking_numbers, 'createdAt', s.created_at, 'updatedAt', s.updated_at) order by s.id)
        from shipments s where s.shop = o.shop and s.order_id = o.id), '[]') as shipments,
      coalesce((
        select json_agg(json_build_object('id', e.id, 'shipmentId', e.shipment_id::text, 'trackingNumber', e.tracking_number, 'carrier', e.carrier, 'status', e.status,
          'happenedAt', e.happened_at, 'estimatedDeliveryAt', e.estimated_delivery_at, 'deleted', e.deleted) order by e.id)
        from shipment_events e where e.shop = o.shop and e.order_id = o.id), '[]') as events,
      (select json_build_object('trackingNumber', i.tracking_number, 'trackingCompany', i.tracking_company, 'trackingUrl', i.tracking_url, 'requestedAt', i.requested_at)
        from fulfillment_intents i where i.shop = o.shop and i.order_id = o.id
          and (i.status = 'requested' or (i.status = 'fulfilled' and i.settled_at >= o.updated_at)) -- until the mirror has caught up
        order by i.attempt desc limit 1) as pending_fulfillment,
      (select case when i.status = 'failed' then i.settled_at end from fulfillment_intents i where i.shop = o.shop and i.order_id = o.id order by i.attempt desc limit 1) as refused_fulfillment_at
    from orders o where o.shop = ${tx.shop} and o.id = ${orderId} for update of o`;
  return row && { name: row.name, facts: factsOf(row), openGaps: row.open_gaps };
}

function factsOf(row: FactsRow): OrderFacts {
  const { pending_fulfillment: pending } = row;
  return {
    createdAt: row.created_at,
    isOpen: row.is_open,
    isDeleted: row.is_deleted,
    acknowledgedAt: row.acknowledged_at,
    shopifyFulfillmentStatus: row.shopify_fulfillment_status,
    requiresShipping: row.requires_shipping,
    shipments: row.shipments.map((shipment) => ({ ...shipment, createdAt: new Date(shipment.createdAt), updatedAt: new Date(shipment.updatedAt) })),
    events: row.events.map((event) => ({ ...event, happenedAt: new Date(event.happenedAt), estimatedDeliveryAt: event.estimatedDeliveryAt === null ? null : new Date(event.estimatedDeliveryAt) })),
    pendingFulfillment: pending && { ...pending, requestedAt: new Date(pending.requestedAt) },
    refusedFulfillmentAt: row.refused_fulfillment_at,
  };
}
