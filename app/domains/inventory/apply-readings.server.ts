import { type Ctx, inTransaction, type Tx } from "#app/platform/ctx.ts";
import { json } from "#app/platform/sql.ts";
import { settleVariantAlerts } from "./inventory-alerts.server.ts";
import { keepLogistics } from "./keep-logistics.server.ts";
import type { Logistics } from "./logistics.ts";
import { requestReads } from "./request-reads.server.ts";

/** What Shopify answered about one thing that it was asked for. */
export type StockReading =
  | { kind: "gone"; variantId: bigint }
  | { kind: "elsewhere"; gid: string }
  | {
      kind: "known";
      variantId: bigint;
      productId: bigint;
      inventoryItemId: bigint;
      productTitle: string;
      title: string | null;
      sku: string | null;
      tracked: boolean;
      policy: "deny" | "continue";
      /** Available and committed units over all locations. */
      units: number;
      logistics: Logistics;
      swept: boolean;
    };

/** Brings the mirror up to what Shopify answered. A demand that came while it was asked stands. */
export function applyReadings(ctx: Ctx, readings: readonly StockReading[], answered: readonly { gid: string; version: number }[]): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const known = readings.flatMap((reading) => (reading.kind === "known" ? [reading] : []));
    const gone = readings.flatMap((reading) => (reading.kind === "gone" ? [reading.variantId] : []));
    await applyKnown(tx, known);
    await keepLogistics(tx, known);
    await tx.sql`
      update product_variants set deleted_at = coalesce(deleted_at, ${tx.now}), read_at = ${tx.now} where shop = ${tx.shop} and id = any(${gone.map(String)}::bigint[])`;
    await requestReads(tx, readings.flatMap((reading) => (reading.kind === "elsewhere" ? [reading.gid] : [])), "webhook");
    await tx.sql`
      delete from stock_reads r using unnest(${answered.map(({ gid }) => gid)}::text[], ${answered.map(({ version }) => version)}::int[]) as a(gid, version)
      where r.shop = ${tx.shop} and r.gid = a.gid and r.version = a.version`;
    await tx.sql`update stock_reads set due_at = now(), attempts = 0 where shop = ${tx.shop} and gid = any(${answered.map(({ gid }) => gid)})`;
  });
}

async function applyKnown(tx: Tx, readings: readonly Extract<StockReading, { kind: "known" }>[]): Promise<void> {
  if (readings.length === 0) return;
  const rows = json(readings);
  await tx.sql`
    insert into product_variants (shop, id) select distinct ${tx.shop}, r."variantId" from jsonb_to_recordset(${rows}::jsonb) as r("variantId" bigint) order by 2
    on conflict do nothing`;
  const changed = await tx.sql<{ id: bigint }>`
    with locked as (
      select id, stock, oversold, read_at from product_variants
      where shop = ${tx.shop} and id in (select r."variantId" from jsonb_to_recordset(${rows}::jsonb) as r("variantId" bigint)) order by id for update
    ), leaving as ( -- committed here, and still in Shopify's figure as far as the mirror knows
      select r.variant_id as id, sum(r.quantity)::int as quantity
      from reservations r join orders o on o.shop = r.shop and o.id = r.order_id
      where r.shop = ${tx.shop} and r.status = 'COMMITTED' and r.variant_id in (select id from locked)
        and o.shopify_fulfillment_status <> 'fulfilled' and o.cancelled_at is null and o.deleted_at is null
      group by r.variant_id
    ), told as (
      select distinct on (r."variantId") r.*, greatest(0, r.units - coalesce(g.quantity, 0)) as stock
      from jsonb_to_recordset(${rows}::jsonb) as r(
        "variantId" bigint, "productId" bigint, "inventoryItemId" bigint, "productTitle" text, title text, sku text, tracked boolean, policy text, units int, swept boolean)
      left join leaving g on g.id = r."variantId"
    )
    update product_variants v set
      product_id = t."productId", inventory_item_id = t."inventoryItemId", product_title = t."productTitle", title = t.title, sku = t.sku, tracked = t.tracked, policy = t.policy,
      stock = t.stock, oversold = greatest(0, v.reserved_stock - t.stock), deleted_at = null, read_at = ${tx.now},
      missed_at = case when t.swept and l.read_at is not null and l.stock <> t.stock then ${tx.now} else v.missed_at end
    from told t join locked l on l.id = t."variantId"
    where v.shop = ${tx.shop} and v.id = t."variantId"
    returning case when v.oversold > 0 or l.oversold > 0 then v.id end as id`;
  await settleVariantAlerts(tx, changed.flatMap(({ id }) => id ?? []));
}
