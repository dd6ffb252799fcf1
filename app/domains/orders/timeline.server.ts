import { v7 as uuid } from "uuid";
import type { Ctx, Tx } from "#app/platform/ctx.ts";
import { json, part } from "#app/platform/sql.ts";
import type { TimelineItem } from "./schema.ts";
import { newestFirst, toldOnce } from "./timeline-sql.ts";

export interface NewTimelineEntry {
  orderId: bigint;
  /** When it happened. */
  ts: Date;
  /** A past fact: `payment.paid`, `assignment.changed`, `return.opened`. */
  event: string;
  details: Record<string, unknown>;
  /** The same key is the same happening: told again it stays one entry. */
  key: string;
}

/** Puts a happening on an order's timeline, once: as its earliest telling has it, in whatever order they come. */
export async function recordTimeline(tx: Tx, { orderId, ts, event, details, key }: NewTimelineEntry): Promise<void> {
  await tx.sql`
    insert into timeline_entries as t (shop, order_id, id, ts, event, details, dedupe_key, correlation_id)
    values (${tx.shop}, ${orderId}, ${uuid()}, ${ts}, ${event}, ${json({ ...details, actor: tx.actor.label })}, ${key}, ${tx.correlationId})
    on conflict (shop, order_id, dedupe_key) do update set ts = excluded.ts, event = excluded.event, details = excluded.details, correlation_id = excluded.correlation_id
    where (excluded.ts, excluded.event, excluded.details::text) < (t.ts, t.event, t.details::text)`;
}

export interface TimelinePage {
  timeline: TimelineItem[];
  /** The time before which there is more; null at the end. */
  nextBefore: string | null;
}

/**
 * An order's timeline, newest first, before a time if one is given. Since a time says where to go on, a page never ends between
 * entries of one moment: it is shorter than the limit instead, and longer only where more than that happened at once.
 */
export async function listTimeline(ctx: Ctx, orderId: bigint, { before, limit }: { before?: Date; limit: number }): Promise<TimelinePage> {
  const ofOrder = part`t.shop = ${ctx.shop} and t.order_id = ${orderId} and ${toldOnce}`;
  const rows = await ctx.sql<{ ts: Date; event: string; details: Record<string, unknown>; more: boolean }>`
    with page as (
      select t.* from timeline_entries t where ${ofOrder} ${before ? part`and t.ts < ${before}` : part``} order by t.ts desc fetch first (${limit}::int) rows with ties),
    moments as (select ts, sum(count(*)) over (order by ts desc) as so_far, row_number() over (order by ts desc) as place from page group by ts),
    whole as (select min(ts) as oldest from moments where so_far <= ${limit} or place = 1)
    select t.ts, t.event, t.details, exists (select from timeline_entries t where ${ofOrder} and t.ts < oldest) as more
    from page t, whole where t.ts >= oldest order by ${newestFirst}`;
  const oldest = rows.at(-1);
  return { timeline: rows.map(({ ts, event, details }) => ({ ts: ts.toISOString(), event, details })), nextBefore: oldest?.more ? oldest.ts.toISOString() : null };
}
