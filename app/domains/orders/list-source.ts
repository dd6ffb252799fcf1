import type { Ctx } from "#app/platform/ctx.ts";
import { type Part, part } from "#app/platform/sql.ts";
import { type CountedTab, isCounted } from "./counts/ledger.ts";
import { callerNames, type Filters, filterCondition, isUnfiltered } from "./list-filter.ts";

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
  /** Set when the rows are found in the order of one index, whatever the values: one plan is good for all of them. */
  steady?: boolean;
  /** What is another to read so many of the newest rows: where the list is in several places, or has to be sorted. */
  newest?: (most: Part) => Pick<Source, "from"> | Pick<Source, "with">;
  /** The same list for who only counts it, where that takes less. */
  counted?: { from: Part; where: Part };
  /** How many orders a search found, and as what. */
  found?: { hits: Part; query: Part };
}

/** The orders themselves, in the order of the index that fits the filters. */
export function ordersSource(ctx: Ctx, filters: Filters): Source {
  const tab = isUnfiltered(filters) && isCounted(filters.tab) ? { tab: filters.tab } : {};
  const newest = isUnfiltered(filters) && filters.tab === "mine" ? { newest: newestOf(ctx) } : {};
  return { with: [], from: part`orders o`, where: filterCondition(ctx, filters), at: part`o.created_at`, id: part`o.id`, steady: isInIndexOrder(filters), ...tab, ...newest };
}

/** A caller's orders are under each of the caller's names in an index: so many of each are enough, the index has them in order. */
function newestOf(ctx: Ctx): (most: Part) => Pick<Source, "from"> {
  return (most) => ({
    from: part`unnest(${callerNames(ctx)}::text[]) me(name) cross join lateral (
    select * from orders where shop = ${ctx.shop} and deleted_at is null and assigned_to = me.name order by created_at desc, id desc limit ${most}) o`,
  });
}

/** Whether a list has all orders of the shop. */
function takesAll(filters: Filters): boolean {
  return filters.tab === "all" && isUnfiltered(filters);
}

/** Whether one index has the list's orders in its order: a tab's, a state's or an assignee's. */
function isInIndexOrder({ tab, status, priority, assigned_to: assignee, date_start: start, date_end: end }: Filters): boolean {
  if (tab === "mine" || priority || start || end) return false;
  const chosen = [tab !== "all", Boolean(status?.length), assignee !== undefined && assignee !== ""].filter(Boolean);
  return chosen.length <= 1 && (status?.length ?? 0) <= 1;
}

/** What the search index finds, if that is not too much: then there are no rows, and `found` says how it went. */
export function hitsSource(ctx: Ctx, filters: Filters, words: string[], rare: string[]): Source {
  const newest = (first: Part | number) => [
    part`hits as materialized (select * from find_orders(${words}::text[], ${rare}::text[], ${mostHits + 1}, ${first}))`,
    part`found as materialized (select coalesce(max(hits), 0) as hits, (select query from hits limit 1) as query from (select hits from hits limit 1) h)`,
  ];
  return {
    with: newest(mostHits + 1),
    // One by one in the list's order, so that no more orders are read than are shown.
    from: part`
      (select order_id, created_at from hits order by created_at desc, order_id desc) h
      cross join lateral (select * from orders where shop = ${ctx.shop} and id = h.order_id limit 1) o`,
    where: part`(select hits from found) <= ${mostHits} and ${filterCondition(ctx, filters)}`,
    at: part`h.created_at`,
    id: part`h.order_id`,
    steady: true,
    ...(takesAll(filters) ? { newest: (most: Part) => ({ with: newest(most) }) } : {}),
    found: { hits: part`(select hits from found)`, query: part`(select query from found)` },
  };
}

/** The same orders, by looking at one after the other from the newest on: for a search that finds so many that some are near. */
export function walkSource(ctx: Ctx, filters: Filters, query: Part): Source {
  const matches = part`s.shop = ${ctx.shop} and s.terms @@ ${query}`;
  return {
    with: [],
    from: part`order_search s join orders o on o.shop = s.shop and o.id = s.order_id`,
    where: part`${matches} and ${filterCondition(ctx, filters)}`,
    at: part`s.created_at`,
    id: part`s.order_id`,
    steady: takesAll(filters),
    ...(takesAll(filters) ? { counted: { from: part`order_search s`, where: matches } } : {}), // an order that is deleted has no terms
  };
}

/** What the search index is asked for a word. */
export function queryOfWord(ctx: Ctx, word: string): Part {
  return part`(select search_query(${ctx.shop}, ${[word]}::text[])::tsquery)`;
}

export function wordsOf(q: string): string[] {
  return q.split(/\s+/).filter(Boolean);
}
