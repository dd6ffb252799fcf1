import type { Tx } from "#app/platform/ctx.ts";
import { wake } from "#app/platform/wake.ts";

export type ReadCause = "webhook" | "order" | "sweep";

/** Has Shopify asked for the stock of variants or inventory items, by their GIDs, as soon as this is committed. */
export async function requestReads(tx: Tx, gids: readonly string[], cause: ReadCause): Promise<void> {
  if (gids.length === 0) return;
  await tx.sql`
    insert into stock_reads as r (shop, gid, due_at, cause)
    select ${tx.shop}, gid, now(), ${cause} from unnest(${[...new Set(gids)].sort()}::text[]) as gid
    on conflict (shop, gid) do update set
      due_at = case when r.attempts > 0 then r.due_at else least(r.due_at, excluded.due_at) end, version = r.version + 1 -- one under way is followed by another`;
  tx.afterCommit(() => wake("inventory.read"));
}

/** The same for everything that an order names; what the mirror does not know yet gets a row, of which nothing is known. */
export async function requestOrderReads(tx: Tx, orderId: bigint): Promise<void> {
  await tx.sql`
    insert into product_variants (shop, id, product_id, product_title, title, sku)
    select distinct on (l.variant_id) l.shop, l.variant_id, l.product_id, l.title, l.variant_title, l.sku
    from order_line_items l where l.shop = ${tx.shop} and l.order_id = ${orderId} and l.variant_id is not null
    order by l.variant_id on conflict do nothing`;
  const rows = await tx.sql<{ gid: string }>`
    select distinct 'gid://shopify/ProductVariant/' || l.variant_id as gid from order_line_items l where l.shop = ${tx.shop} and l.order_id = ${orderId} and l.variant_id is not null`;
  await requestReads(tx, rows.map(({ gid }) => gid), "order");
}
