import { crashPoint } from "#app/platform/crash-point.ts";
import type { SystemCtx } from "#app/platform/ctx.ts";
import { names } from "#app/platform/sql.ts";

/** What stays of a shop: that it asked to be forgotten, and when it was. */
const proof = "privacy_requests";

/**
 * Deletes everything that the database has of a shop, in every table that knows shops, but for the proof that it was asked for.
 * One table a transaction: after a crash it goes on where it was. Gives how many rows of which table there were.
 */
export async function redactShop(ctx: SystemCtx, shop: string): Promise<Record<string, number>> {
  // Without its row nothing of it comes in any more but the compliance topics.
  await ctx.sql`update shops set uninstalled_at = coalesce(uninstalled_at, ${ctx.now}) where shop = ${shop}`;
  const tables = await ctx.sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'shop' and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace and c.relname <> ${proof} order by c.relname = 'shops', c.relname`;
  const counts: Record<string, number> = {};
  // Again until nothing is found: the database notes down the deletion of orders, for the counts of their list.
  for (let deleted = -1; deleted !== 0; ) {
    deleted = 0;
    for (const { name } of tables) {
      const count = await deleteFrom(ctx, name, shop);
      if (count > 0) counts[name] = (counts[name] ?? 0) + count;
      deleted += count;
      crashPoint("privacy.batch");
    }
  }
  await ctx.sql`update privacy_requests set customer_id = null, order_ids = '{}' where shop = ${shop}`;
  return counts;
}

async function deleteFrom(ctx: SystemCtx, table: string, shop: string): Promise<number> {
  return ctx.database.systemTransaction(ctx, async ({ sql }) => {
    await sql`select set_config('app.maintenance', 'redaction', true)`;
    const [deleted] = await sql<{ count: number }>`with gone as (delete from ${names(table)} where shop = ${shop} returning 1) select count(*)::int as count from gone`;
    return deleted?.count ?? 0;
  });
}
