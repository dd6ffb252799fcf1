import type { Ctx } from "#app/platform/ctx.ts";
import { join, part } from "#app/platform/sql.ts";
import { callerNames, filterCondition } from "./list-filter.ts";
import type { ListOrders } from "./list-query.ts";
import { Tab } from "./schema.ts";
import { tabCondition } from "./tabs.ts";

/** Up to here counts are exact; beyond it they say that there are more. */
export const exactUpTo = 10_000;

export interface BoundedCount {
  count: number;
  isFloor: boolean;
}

/** How many orders a query finds, exactly up to 10,000. */
export async function countMatches(ctx: Ctx, query: ListOrders): Promise<BoundedCount> {
  const [row] = await ctx.sql<{ count: number }>`
    select count(*)::int from (select from orders o where ${filterCondition(ctx, query)} limit ${exactUpTo + 1}) bounded`;
  return bounded(row?.count ?? 0);
}

export interface TabCounts {
  counts: Record<Tab, number>;
  isFloor: boolean;
}

/** How many orders each tab has, exactly up to 10,000. */
export async function countTabs(ctx: Ctx): Promise<TabCounts> {
  const counts = Tab.options.map(
    (tab) => part`select ${tab}::text as tab, count(*)::int from (
      select from orders o where o.shop = ${ctx.shop} and o.deleted_at is null and ${tabCondition(tab, callerNames(ctx))} limit ${exactUpTo + 1}) bounded`,
  );
  const rows = await ctx.sql<{ tab: Tab; count: number }>`${join(counts, " union all ")}`;
  const found = new Map(rows.map(({ tab, count }) => [tab, bounded(count)]));
  const of = (tab: Tab) => found.get(tab)?.count ?? 0;
  return {
    counts: {
      all: of("all"),
      unfulfilled: of("unfulfilled"),
      unassigned: of("unassigned"),
      mine: of("mine"),
      urgent: of("urgent"),
      tracking_pending: of("tracking_pending"),
      delayed: of("delayed"),
      returns: of("returns"),
      support: of("support"),
      cod: of("cod"),
      closed: of("closed"),
    },
    isFloor: [...found.values()].some(({ isFloor }) => isFloor),
  };
}

function bounded(count: number): BoundedCount {
  return { count: Math.min(count, exactUpTo), isFloor: count > exactUpTo };
}
