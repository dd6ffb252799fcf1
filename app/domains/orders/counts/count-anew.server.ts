import type { SystemCtx } from "#app/platform/ctx.ts";

/** How many orders a new block has. */
const blockSize = 1_000;

/** A part of a shop's list: from a place, and up to another that is no longer in it. Times as PostgreSQL writes them. */
export interface Stretch {
  fromAt: string;
  fromId: bigint;
  toAt: string;
  toId: bigint;
}

export const everything: Stretch = { fromAt: "-infinity", fromId: 0n, toAt: "infinity", toId: 0n };

/** Changes that were folded in: how many, and how many of them were not of an order. */
export interface Folded {
  changes: number;
  notices: number;
}

/**
 * Makes the blocks of a stretch anew from the orders in it, and drops the changes that they contain; gives how many those
 * were. When the stretch is everything, the assignees' counts are made anew too. For a caller who holds the shop's counts alone.
 */
export async function countAnew(tx: SystemCtx, shop: string, stretch: Stretch): Promise<Folded> {
  const { fromAt, fromId, toAt, toId } = stretch;
  const whole = stretch === everything;
  if (whole) await tx.sql`delete from order_assignee_counts where shop = ${shop}`;
  await tx.sql`
    delete from order_blocks where shop = ${shop} and (from_at, from_id) >= (${fromAt}::timestamptz, ${fromId}::bigint) and (from_at, from_id) < (${toAt}::timestamptz, ${toId}::bigint)`;
  const [done] = await tx.sql<Folded>`
    with gone as (
      delete from order_changes
      where shop = ${shop} and (created_at is null
        or ((created_at, order_id) >= (${fromAt}::timestamptz, ${fromId}::bigint) and (created_at, order_id) < (${toAt}::timestamptz, ${toId}::bigint)))
      returning order_id, assignee_before, assignee_after),
    assigned as (
      insert into order_assignee_counts as c (shop, assignee, count)
      select ${shop}, assignee, sum(n) from (
        select assigned_to as assignee, count(*) as n from orders where ${whole} and shop = ${shop} and deleted_at is null and assigned_to is not null group by assigned_to
        union all
        select who.assignee, sum(who.n) from gone cross join lateral (values (assignee_after, 1), (assignee_before, -1)) who(assignee, n)
        where not ${whole} and who.assignee is not null group by who.assignee) each
      group by assignee having sum(n) <> 0
      on conflict (shop, assignee) do update set count = c.count + excluded.count),
    placed as (
      select o.created_at, o.id, order_tabs(o) as tabs, (row_number() over (order by o.created_at, o.id) - 1) / ${blockSize} as block
      from orders o
      where o.shop = ${shop} and o.deleted_at is null
        and (o.created_at, o.id) >= (${fromAt}::timestamptz, ${fromId}::bigint) and (o.created_at, o.id) < (${toAt}::timestamptz, ${toId}::bigint)),
    firsts as (select distinct on (block) block, created_at, id from placed order by block, created_at, id),
    counted as (select block, t.tab, sum(tabs >> t.tab & 1) as n from placed cross join generate_series(0, 9) t(tab) group by block, t.tab),
    made as (
      insert into order_blocks (shop, tab, from_at, from_id, count)
      select ${shop}, c.tab, case when c.block = 0 then ${fromAt}::timestamptz else f.created_at end, case when c.block = 0 then ${fromId}::bigint else f.id end, c.n
      from counted c join firsts f using (block))
    select count(*)::int as changes, count(*) filter (where order_id is null)::int as notices from gone`;
  // A stretch without orders is a block all the same.
  await tx.sql`
    insert into order_blocks (shop, tab, from_at, from_id, count)
    select ${shop}, t.tab, ${fromAt}::timestamptz, ${fromId}::bigint, 0 from generate_series(0, 9) t(tab)
    on conflict do nothing`;
  return done ?? { changes: 0, notices: 0 };
}

/** Brings a shop's totals up to its blocks, and its versions on by the changes that were folded in. */
export async function sumUp(tx: SystemCtx, shop: string, { changes, notices }: Folded): Promise<void> {
  await tx.sql`delete from order_assignee_counts where shop = ${shop} and count = 0`;
  await tx.sql`
    insert into order_counts as c (shop, counts, version, notices)
    select ${shop}, array_agg(n order by tab), ${changes}, ${notices} from (select tab, sum(count) as n from order_blocks where shop = ${shop} group by tab) tabs
    on conflict (shop) do update set counts = excluded.counts, version = c.version + excluded.version, notices = c.notices + excluded.notices`;
}
