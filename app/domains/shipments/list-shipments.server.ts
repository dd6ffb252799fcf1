import { stageOfWord, wordsFor } from "#app/domains/orders/index.server.ts";
import type { ShipmentStatus } from "#app/domains/orders/schema.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { type Part, part } from "#app/platform/sql.ts";
import { cursorOf, type ListShipments, type Place, type ShipmentRow } from "./schema.ts";

export interface ShipmentsPage {
  shipments: ShipmentRow[];
  pageInfo: { nextCursor: string | null; hasNextPage: boolean; pageSize: number };
}

interface FeedRow {
  at: Date;
  source: Place["source"];
  id: string;
  order_id: bigint | null;
  order_number: string | null;
  status: ShipmentStatus | null;
  word: string | null;
  number: string | null;
  carrier: string | null;
  url: string | null;
  estimated_at: Date | null;
  updated_at: Date | null;
}

/**
 * A page of the shop's shipments, newest first: its fulfilments; orders that wait for a tracking number, or whose parcel only a
 * carrier has told of; and what carriers report on orders that are not known yet. (Contract, section 3.)
 */
export async function listShipments(ctx: Ctx, { status, cursor, pageSize }: ListShipments): Promise<ShipmentsPage> {
  const limit = part`limit ${pageSize + 1}`;
  const rows = await ctx.sql<FeedRow>`
    select * from (
      (${fulfillments(ctx, status, cursor)} ${limit}) union all (${orders(ctx, status, cursor)} ${limit}) union all (${waiting(ctx, status, cursor)} ${limit})) feed
    order by at desc, source, id desc ${limit}`;
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  const hasNextPage = rows.length > pageSize;
  return { shipments: page.map(rowOf), pageInfo: { nextCursor: last && hasNextPage ? cursorOf(last) : null, hasNextPage, pageSize } };
}

function fulfillments(ctx: Ctx, status: ShipmentStatus[] | undefined, cursor: Place | undefined): Part {
  return part`
    select s.created_at as at, 'fulfillment' as source, lpad(s.id::text, 20, '0') as id, s.order_id, o.name as order_number, s.stage as status, s.carrier_status as word,
      coalesce(s.tracking_number, said.tracking_number) as number, coalesce(s.tracking_company, said.carrier) as carrier, s.tracking_url as url, s.estimated_delivery_at as estimated_at,
      coalesce(s.carrier_status_at, s.updated_at) as updated_at
    from shipments s left join orders o on o.shop = s.shop and o.id = s.order_id
    left join lateral (
      select e.tracking_number, e.carrier from shipment_events e
      where s.tracking_number is null and e.shop = s.shop and e.order_id = s.order_id and e.tracking_number is not null and not e.deleted
      order by e.happened_at desc, e.id desc limit 1) said on true
    where s.shop = ${ctx.shop} and s.status not in ('cancelled', 'error', 'failure') and o.deleted_at is null
      and ${status ? part`s.stage = any(${status})` : part`true`} and ${from(cursor, "fulfillment", part`s.created_at`, part`lpad(s.id::text, 20, '0')`)}
    order by s.created_at desc, s.id desc`;
}

function orders(ctx: Ctx, status: ShipmentStatus[] | undefined, cursor: Place | undefined): Part {
  return part`
    select o.created_at, 'order', lpad(o.id::text, 20, '0'), o.id, o.name, o.shipment_status, null, o.tracking->>'number', o.tracking->>'carrier', o.tracking->>'url', null, o.shipment_updated_at
    from orders o
    where o.shop = ${ctx.shop} and o.deleted_at is null and (o.shipment_status = 'tracking_pending' or o.carrier_only)
      and ${status ? part`o.shipment_status = any(${status})` : part`true`} and ${from(cursor, "order", part`o.created_at`, part`lpad(o.id::text, 20, '0')`)}
    order by o.created_at desc, o.id desc`;
}

/** Of the events of one parcel the latest stands for it; the table has the few that wait. */
function waiting(ctx: Ctx, status: ShipmentStatus[] | undefined, cursor: Place | undefined): Part {
  const words = status?.flatMap((wanted) => (wanted === "tracking_pending" ? [] : wordsFor(wanted)));
  const others = status?.includes("label_printed") ? part`not (w.word = any(${allWords}))` : part`false`;
  return part`
    select w.since, 'waiting', w.id, null::bigint, w.reference, null, w.word, w.event->>'trackingNumber', w.event->>'carrier', null, (w.event->>'estimatedDeliveryAt')::timestamptz, (w.event->>'happenedAt')::timestamptz
    from (
      select distinct on (reference, event->>'trackingNumber') *, event->>'status' as word from waiting_carrier_events
      where shop = ${ctx.shop} order by reference, event->>'trackingNumber', (event->>'happenedAt')::timestamptz desc, id desc) w
    where ${words ? part`(w.word = any(${words}) or ${others})` : part`true`} and ${from(cursor, "waiting", part`w.since`, part`w.id`)}
    order by w.since desc, w.id desc`;
}

const allWords = (["label_printed", "in_transit", "out_for_delivery", "delivered", "delayed", "failed"] as const).flatMap(wordsFor);

/** Rows after a place: older ones, and of the same moment those of later sources and smaller ids. */
function from(place: Place | undefined, source: Place["source"], at: Part, id: Part): Part {
  if (!place) return part`true`;
  if (source === place.source) return part`(${at}, ${id}) < (${place.at}::timestamptz, ${place.id}::text)`;
  return source > place.source ? part`${at} <= ${place.at}::timestamptz` : part`${at} < ${place.at}::timestamptz`;
}

function rowOf(row: FeedRow): ShipmentRow {
  const { source, id, order_id: orderId, number } = row;
  const type = source === "fulfillment" ? "Fulfillment" : "Order";
  return {
    id: source === "waiting" ? id : toGid(type, BigInt(id)),
    ...(orderId === null ? {} : { order_id: toGid("Order", orderId) }),
    order_number: row.order_number,
    status: row.status ?? stageOfWord(row.word ?? ""),
    carrierStatus: row.word,
    tracking: number === null ? null : { number, carrier: row.carrier, url: row.url },
    estimatedDeliveryAt: row.estimated_at?.toISOString() ?? null,
    createdAt: row.at.toISOString(),
    lastUpdateAt: row.updated_at?.toISOString() ?? null,
  };
}
