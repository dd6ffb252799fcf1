import type { Ctx } from "#app/platform/ctx.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import type { DriftReport, ListDrift } from "../schema.ts";
import { driftedVariants } from "./drift-sql.ts";
import { probableCause } from "./probable-cause.ts";

interface DriftRow {
  id: bigint;
  product_id: bigint | null;
  sku: string | null;
  title: string;
  stock: number;
  reserved: number;
  active: number;
  total: number;
  editor: string | null;
  edited_at: Date | null;
  edited_units: number | null;
  event_id: string | null;
  event_type: string | null;
  event_order: bigint | null;
  stuck: number;
  stuck_since: Date | null;
  stuck_until: Date | null;
  missed_at: Date | null;
}

/** For so long a webhook that was missed, and a reservation that had been stuck, count as a cause. */
const memoryDays = 7;

/** Where reserved units and ACTIVE reservations differ, the largest difference first, with the probable cause of each. (Contract, section 5.) */
export async function listDrift(ctx: Ctx, { limit }: ListDrift): Promise<DriftReport> {
  const since = new Date(ctx.now.getTime() - memoryDays * 86_400_000);
  const rows = await ctx.sql<DriftRow>`
    with page as materialized (
      select d.*, count(*) over ()::int as total from (${driftedVariants(ctx.shop)}) d order by abs(d.reserved - d.active) desc, d.id limit ${limit}
    )
    select p.*, v.product_id, v.sku, coalesce(concat_ws(' · ', nullif(v.product_title, ''), v.title), '') as title, coalesce(v.stock, 0) as stock,
      edit.editor, edit.at as edited_at, edit.units as edited_units, failed.id as event_id, failed.type as event_type, failed.order_id as event_order,
      stuck.count as stuck, stuck.since as stuck_since, stuck.until as stuck_until, case when v.missed_at > ${since} then v.missed_at end as missed_at
    from page p
    left join product_variants v on v.shop = ${ctx.shop} and v.id = p.id
    left join lateral (
      select max(e.at) as at, (array_agg(e.editor order by e.id desc))[1] as editor,
        sum((case when e.reservation_id is null then 1 else -1 end) * (coalesce(e.after, 0) - coalesce(e.before, 0)))::int as units
      from inventory_edits e where e.shop = ${ctx.shop} and e.variant_id = p.id and e.settled_at is null) edit on true
    left join lateral (
      select e.id, e.type, e.order_id from outbox_events e
      where e.shop = ${ctx.shop} and e.status = 'FAILED' and exists (select from reservations r where r.shop = e.shop and r.order_id = e.order_id and r.variant_id = p.id)
      order by e.failed_at desc limit 1) failed on true
    left join lateral (
      select count(*)::int as count, min(r.expires_at) as since, case when bool_and(r.settled_at is not null) then max(r.settled_at) end as until from (
        select expires_at, settled_at from reservations where shop = ${ctx.shop} and variant_id = p.id and status = 'ACTIVE' and expires_at <= ${ctx.now}
        union all -- the sweeper looks every minute: what it ended so much later was stuck till then
        select expires_at, settled_at from reservations
        where shop = ${ctx.shop} and variant_id = p.id and status = 'EXPIRED' and settled_at - expires_at > interval '5 minutes' and settled_at > ${since}) r) stuck on true
    order by abs(p.reserved - p.active) desc, p.id`;
  return { products: rows.map(driftedProduct), total: rows[0]?.total ?? 0, checkedAt: ctx.now.toISOString() };
}

function driftedProduct(row: DriftRow): DriftReport["products"][number] {
  const drift = row.reserved - row.active;
  return {
    productId: row.product_id === null ? null : toGid("Product", row.product_id),
    variantId: toGid("ProductVariant", row.id),
    sku: row.sku,
    title: row.title,
    stock: row.stock,
    reservedStock: row.reserved,
    activeReservations: row.active,
    drift,
    probableCause: probableCause(drift, {
      edit: row.editor && row.edited_at ? { editor: row.editor, at: row.edited_at.toISOString(), units: row.edited_units ?? 0 } : null,
      failedOutbox: row.event_id && row.event_type && row.event_order ? { eventId: row.event_id, eventType: row.event_type, orderId: toGid("Order", row.event_order) } : null,
      stuck: row.stuck_since ? { reservations: row.stuck, since: row.stuck_since.toISOString(), endedAt: row.stuck_until?.toISOString() ?? null } : null,
      missedAt: row.missed_at?.toISOString() ?? null,
    }),
  };
}
