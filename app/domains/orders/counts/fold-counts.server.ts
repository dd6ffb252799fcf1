import type { SystemCtx } from "#app/platform/ctx.ts";
import { eachAlone } from "#app/platform/each-alone.ts";
import { countAnew, everything, type Folded, type Stretch, sumUp } from "./count-anew.server.ts";

/** A block that has grown to so many orders is divided. */
const largestBlock = 2_000;
/** Changes that are folded in one by one; a shop with more of them is counted from its orders instead. */
const mostChanges = 50_000;

/** Folds what has changed in the shops' lists into their counts, so that little is left to add up when a list is read. */
export async function foldCounts(ctx: SystemCtx): Promise<void> {
  const shops = await ctx.sql<{ shop: string }>`
    with recursive changed as (
      (select shop from order_changes order by shop limit 1)
      union all
      select (select c.shop from order_changes c where c.shop > s.shop order by c.shop limit 1) from changed s where s.shop is not null)
    select shop from changed where shop is not null`;
  await eachAlone(shops, async ({ shop }) => foldShop(ctx, shop));
}

/** Folds the changes of one shop, unless another process is at it. */
async function foldShop(ctx: SystemCtx, shop: string): Promise<void> {
  await aloneWith(ctx, shop, async (tx) => {
    const [state] = await tx.sql<{ known: boolean; changes: number }>`
      select exists (select from order_counts where shop = ${shop}) as known,
        (select count(*)::int from (select from order_changes where shop = ${shop} limit ${mostChanges + 1}) c) as changes`;
    if (!state?.known || state.changes > mostChanges) return sumUp(tx, shop, await countAnew(tx, shop, everything));
    const folded = await foldChanges(tx, shop);
    for (const stretch of await overgrown(tx, shop)) {
      const { changes, notices } = await countAnew(tx, shop, stretch);
      folded.changes += changes;
      folded.notices += notices;
    }
    await sumUp(tx, shop, folded);
  });
}

/** Runs `run` in a transaction while no other process changes the shop's counts; not at all when one does. */
export async function aloneWith(ctx: SystemCtx, shop: string, run: (tx: SystemCtx) => Promise<void>): Promise<void> {
  await ctx.database.systemTransaction(ctx, async (tx) => {
    const [lock] = await tx.sql<{ taken: boolean }>`select pg_try_advisory_xact_lock(hashtextextended(${shop}, 48)) as taken`;
    if (lock?.taken) await run(tx);
  });
}

/**
 * Moves the changes that are there into the blocks that they lie in and the assignees' counts; gives how many. One statement, so that no snapshot has a
 * change twice or not at all.
 */
async function foldChanges(tx: SystemCtx, shop: string): Promise<Folded> {
  const [done] = await tx.sql<Folded>`
    with gone as (delete from order_changes where shop = ${shop} returning created_at, order_id, before, after, assignee_before, assignee_after),
    assigned as (
      insert into order_assignee_counts as c (shop, assignee, count)
      select ${shop}, who.assignee, sum(who.n) from gone cross join lateral (values (assignee_after, 1), (assignee_before, -1)) who(assignee, n)
      where who.assignee is not null group by who.assignee having sum(who.n) <> 0
      on conflict (shop, assignee) do update set count = c.count + excluded.count),
    moved as (
      select b.from_at, b.from_id, t.tab, sum((g.after >> t.tab & 1) - (g.before >> t.tab & 1)) as n
      from gone g
      cross join lateral (
        select from_at, from_id from order_blocks
        where shop = ${shop} and tab = 0 and (from_at, from_id) <= (g.created_at, g.order_id)
        order by from_at desc, from_id desc limit 1) b
      cross join generate_series(0, 9) t(tab)
      where (g.after >> t.tab & 1) <> (g.before >> t.tab & 1)
      group by b.from_at, b.from_id, t.tab),
    counted as (
      update order_blocks b set count = b.count + m.n from moved m
      where b.shop = ${shop} and b.tab = m.tab and b.from_at = m.from_at and b.from_id = m.from_id)
    select count(*)::int as changes, count(*) filter (where order_id is null)::int as notices from gone`;
  return done ?? { changes: 0, notices: 0 };
}

function overgrown(tx: SystemCtx, shop: string): Promise<Stretch[]> {
  return tx.sql<Stretch>`
    select "fromAt", "fromId", "toAt", "toId" from (
      select from_at::text as "fromAt", from_id as "fromId", count,
        coalesce(lead(from_at) over newer, 'infinity')::text as "toAt", coalesce(lead(from_id) over newer, 0) as "toId"
      from order_blocks where shop = ${shop} and tab = 0 window newer as (order by from_at, from_id)) blocks
    where count > ${largestBlock}`;
}
