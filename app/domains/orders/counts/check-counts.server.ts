import type { SystemCtx } from "#app/platform/ctx.ts";
import { logger } from "#app/platform/logger.server.ts";
import { countAnew, everything, sumUp } from "./count-anew.server.ts";
import { aloneWith } from "./fold-counts.server.ts";
import { countedTabs, type Ledger, tabCountsOf } from "./ledger.ts";

/** Compares every shop's counts with its orders; where they differ, says so in the log and counts anew. Gives the shops. */
export async function checkCounts(ctx: SystemCtx): Promise<string[]> {
  const shops = await ctx.sql<{ shop: string }>`select shop from order_counts order by shop`;
  const wrong: string[] = [];
  for (const { shop } of shops) {
    await aloneWith(ctx, shop, async (tx) => {
      if (await countsAreRight(tx, shop)) return;
      wrong.push(shop);
      logger.error({ shop }, "the counts of the orders list had drifted; they are counted anew");
      const { changes, notices } = await countAnew(tx, shop, everything);
      await sumUp(tx, shop, { changes: changes + 1, notices }); // lists that were read meanwhile are of another version
    });
  }
  return wrong;
}

/** One statement, so that orders, blocks and changes are of one snapshot. */
async function countsAreRight(tx: SystemCtx, shop: string): Promise<boolean> {
  const [state] = await tx.sql<Pick<Ledger, "counts" | "pending"> & { blocks: number[] | null; orders: number[] | null; assigneesDiffer: boolean }>`
    select to_json(c.counts) as counts,
      (select json_agg(json_build_array(before, after, times)) from (select before, after, count(*)::int as times from order_changes where shop = ${shop} group by before, after) p) as pending,
      (select json_agg(n order by tab) from (select tab, sum(count)::int as n from order_blocks where shop = ${shop} group by tab) b) as blocks,
      (select json_agg(n order by tab) from (
        select t.tab, sum(order_tabs(o) >> t.tab & 1)::int as n from orders o cross join generate_series(0, 9) t(tab) where o.shop = ${shop} group by t.tab) r) as orders,
      exists (
        select from (
          select assignee, count as n from order_assignee_counts where shop = ${shop}
          union all select assignee_after, 1 from order_changes where shop = ${shop}
          union all select assignee_before, -1 from order_changes where shop = ${shop}
          union all select order_assignee(o), -1 from orders o where o.shop = ${shop}) each
        where assignee is not null group by assignee having sum(n) <> 0) as "assigneesDiffer"
    from order_counts c where c.shop = ${shop}`;
  if (!state) return true;
  const counted = tabCountsOf(state);
  return !state.assigneesDiffer && same(countedTabs.map((tab) => counted[tab]), state.orders ?? countedTabs.map(() => 0)) && same(state.counts ?? [], state.blocks ?? []);
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
