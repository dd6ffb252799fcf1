import type { SystemCtx } from "#app/platform/ctx.ts";
import { wake } from "#app/platform/wake.ts";
import { processEvent } from "./process-event.server.ts";

const batch = 200;
const lanes = 4;

/**
 * Processes what is pending, oldest first. Any number of workers may do so at once: each event is in one pair of hands, and
 * one that fails waits for its next attempt while the others go on. Topics that a person paused wait.
 */
export async function processArrivals(ctx: SystemCtx): Promise<void> {
  const pending = await ctx.sql<{ shop: string; idempotency_key: string }>`
    select shop, idempotency_key from events_processed e
    where status = 'pending' and next_attempt_at <= now() and not exists (select from pauses h where h.shop = e.shop and h.kind = 'topic' and h.name = e.topic)
    order by seq limit ${batch} for update of e skip locked`;
  const queue = pending.values();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const { shop, idempotency_key } of queue) await processEvent(ctx, shop, idempotency_key);
    }),
  );
  if (pending.length === batch) wake("intake.process");
  else await wakeForNextAttempt(ctx);
}

/** An event that failed is due again before the clock asks the next time: this asks when it is. */
async function wakeForNextAttempt(ctx: SystemCtx): Promise<void> {
  const [next] = await ctx.sql<{ ms: number | null }>`
    select (extract(epoch from min(next_attempt_at) - now()) * 1000)::int as ms from events_processed
    where status = 'pending' and next_attempt_at between now() and now() + interval '1 minute'`;
  if (next?.ms !== null && next?.ms !== undefined) setTimeout(() => wake("intake.process"), next.ms + 10).unref();
}
