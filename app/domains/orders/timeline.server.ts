import { v7 as uuid } from "uuid";
import type { Ctx, Tx } from "#app/platform/ctx.ts";
import { json, part } from "#app/platform/sql.ts";

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
    on conflict (shop, order_id, dedupe_key) do update set ts = excluded.ts, details = excluded.details, correlation_id = excluded.correlation_id
    where (excluded.ts, excluded.details::text) < (t.ts, t.details::text)`;
}

export interface TimelineItem {
  ts: string;
  event: string;
  details: Record<string, unknown>;
}

/** An order's timeline, newest first, before a time if one is given. */
export async function listTimeline(ctx: Ctx, orderId: bigint, { before, limit }: { before?: Date; limit: number }): Promise<TimelineItem[]> {
  const rows = await ctx.sql<{ ts: Date; event: string; details: Record<string, unknown> }>`
    select ts, event, details from timeline_entries
    where shop = ${ctx.shop} and order_id = ${orderId} ${before ? part`and ts < ${before}` : part``}
    order by ts desc, id desc limit ${limit}`;
  return rows.map((row) => ({ ...row, ts: row.ts.toISOString() }));
}
