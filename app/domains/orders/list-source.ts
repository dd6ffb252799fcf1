import type { Ctx } from "#app/platform/ctx.ts";
import { type Part, part } from "#app/platform/sql.ts";
import { type CountedTab, isCounted } from "./counts/ledger.ts";
import { type Filters, filterCondition, isUnfiltered } from "./list-filter.ts";

/** The most orders of a search that are looked at one by one; beyond it the list is walked from its newest order on. */
export const mostHits = 10_000;

/** Where the rows of a list come from. `o` is a row of orders; `at` and `id` are its place in the list. */
export interface Source {
  /** CTEs that `from` needs. */
  with: Part[];
  from: Part;
  where: Part;
  at: Part;
  id: Part;
  /** Set when the list is a whole tab: its places and counts are in the ledger. */
  tab?: CountedTab;
  /** How many orders a search found, and as what. */
  found?: { hits: Part; query: Part };
}

/** The orders themselves, in the order of the index that fits the filters. */
export function ordersSource(ctx: Ctx, filters: Filters): Source {
  const tab = isUnfiltered(filters) && isCounted(filters.tab) ? { tab: filters.tab } : {};
  return { with: [], from: part`orders o`, where: filterCondition(ctx, filters), at: part`o.created_at`, id: part`o.id`, ...tab };
}

/** What the search index finds, if that is not too much: then there are no rows, and `found` says how it went. */
export function hitsSource(ctx: Ctx, filters: Filters, q: string): Source {
  return {
    with: [
      part`hits as materialized (select order_id, created_at, query from find_orders(${wordsOf(q)}::text[], ${mostHits + 1}))`,
      part`found as materialized (select count(*)::int as hits, min(query) as query from hits)`,
    ],
    from: part`hits h join orders o on o.shop = ${ctx.shop} and o.id = h.order_id`,
    where: part`(select hits from found) <= ${mostHits} and ${filterCondition(ctx, filters)}`,
    at: part`o.created_at`,
    id: part`o.id`,
    found: { hits: part`(select hits from found)`, query: part`(select query from found)` },
  };
}

/** The same orders, by looking at one after the other from the newest on: for a search that finds so many that some are near. */
export function walkSource(ctx: Ctx, filters: Filters, query: string): Source {
  return {
    with: [],
    from: part`order_search s join orders o on o.shop = s.shop and o.id = s.order_id`,
    where: part`s.shop = ${ctx.shop} and s.terms @@ ${query}::tsquery and ${filterCondition(ctx, filters)}`,
    at: part`s.created_at`,
    id: part`s.order_id`,
  };
}

function wordsOf(q: string): string[] {
  return q.split(/\s+/).filter(Boolean);
}
