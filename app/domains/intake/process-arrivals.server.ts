import type { SystemCtx } from "#app/platform/ctx.ts";
import { wake } from "#app/platform/wake.ts";
import { part } from "#app/platform/sql.ts";
import { processEvent } from "./process-event.server.ts";

const batch = 200;
const lanes = 4;
/** How soon what another had in its hands at that moment is looked at again. */
const againMs = 100;

const workable = part`e.status = 'pending' and not exists (select from pauses h where h.shop = e.shop and h.kind = 'topic' and h.name = e.topic)`;

/**
 * Processes what is pending, oldest first. Any number of workers may do so at once: each event is in one pair of hands, and
 * one that fails waits for its next attempt while the others go on. Topics that a person paused wait.
 */
export async function processArrivals(ctx: SystemCtx): Promise<void> {
  const pending = await ctx.sql<{ shop: string; idempotency_key: string }>`
    select shop, idempotency_key from events_processed e
    where ${workable} and next_attempt_at <= now()
    order by seq limit ${batch} for update of e skip locked`;
  const queue = pending.values();
  const began = performance.now();
  // A batch takes its time: what comes of an event bears the time of its own turn, or steps would stand in the wrong order.
  const inTurn = () => ({ ...ctx, now: new Date(ctx.now.getTime() + Math.floor(performance.now() - began)) });
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const { shop, idempotency_key } of queue) await processEvent(inTurn(), shop, idempotency_key);
    }),
  );
  if (pending.length === batch) wake("intake.process");
  else await wakeForNextAttempt(ctx);
}

/**
 * Asks again when the next event is due, since the clock would only do so within the minute: one that failed, after its wait; one
 * that is due and still pending, soon. The latter was skipped because its row was locked, as a web process does that compares it.
 */
async function wakeForNextAttempt(ctx: SystemCtx): Promise<void> {
  const [next] = await ctx.sql<{ ms: number | null }>`
    select (extract(epoch from min(next_attempt_at) - now()) * 1000)::int as ms from events_processed e
    where ${workable} and next_attempt_at <= now() + interval '1 minute'`;
  if (next?.ms !== null && next?.ms !== undefined) setTimeout(() => wake("intake.process"), Math.max(next.ms + 10, againMs)).unref();
}
