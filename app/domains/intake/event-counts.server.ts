import type { SystemCtx } from "#app/platform/ctx.ts";
import { type Part, part } from "#app/platform/sql.ts";

/**
 * How a shop's events ended and how often Shopify's came, as a query of one row: `processed`, `quarantined`, `ignored` (without
 * those that repeat another), `received` and `repeated`. The database counts along as events change, so that it takes as long with
 * a million of them; for all shops together if no shop is given.
 */
export function eventFigures(shop: string | undefined): Part {
  const wanted = shop === undefined ? part`true` : part`shop = ${shop}`;
  return part`
    select coalesce(sum(processed), 0)::int as processed, coalesce(sum(quarantined), 0)::int as quarantined, coalesce(sum(ignored), 0)::int as ignored,
      coalesce(sum(received), 0)::int as received, coalesce(sum(repeated), 0)::int as repeated
    from (
      select processed, quarantined, ignored, received, repeated from event_counts where ${wanted}
      union all select processed, quarantined, ignored, received, repeated from event_changes where ${wanted}) figures`;
}

/** Folds what has changed into the counts. One statement, so that no snapshot has a change twice or not at all; several at once share the changes. */
export async function foldEventCounts(ctx: SystemCtx): Promise<void> {
  await ctx.sql`
    with taken as (
      select shop, seq from event_changes for update skip locked
    ), gone as (
      delete from event_changes c using taken t where c.shop = t.shop and c.seq = t.seq returning c.*)
    insert into event_counts as n (shop, processed, quarantined, ignored, received, repeated)
    select shop, sum(processed), sum(quarantined), sum(ignored), sum(received), sum(repeated) from gone group by shop order by shop
    on conflict (shop) do update set processed = n.processed + excluded.processed, quarantined = n.quarantined + excluded.quarantined,
      ignored = n.ignored + excluded.ignored, received = n.received + excluded.received, repeated = n.repeated + excluded.repeated`;
}
