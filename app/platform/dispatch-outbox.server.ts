import { crashPoint } from "./crash-point.ts";
import type { SystemCtx } from "./ctx.ts";
import { claimEvents, claimProbes, type Claimed, isAnyDue, leaseSeconds } from "./dispatch/claim.server.ts";
import { deliverEvent, giveBack } from "./dispatch/deliver.server.ts";
import { currentHolder } from "./dispatch/holder.ts";
import { openLanes } from "./dispatch/lanes.ts";
import { markTogether } from "./dispatch/marks.server.ts";
import { wake } from "./wake.ts";

/** Calls at once to one destination of one shop, and events in this process's hands at once. */
const perDestination = 16;
const mostAtOnce = 256;
const mostAtOneClaim = 64;
/** How long events of one destination may keep it from looking for others. */
const patienceMs = 50;
/** How soon what is due after a look without a find is looked for again. */
const againMs = 100;
/** After so long it lets the process do something else, such as stop. */
const turnMs = 5_000;
/** Longer than any call takes: none is begun when the lease will not outlast it. */
const longestCallMs = 60_000;

/**
 * Sends what is waiting to leave, oldest first and within a stream one after the other, until nothing is due. Each event is
 * leased to one worker; a worker that dies loses its leases, and whoever takes them over asks first whether the call had its
 * effect. A destination that keeps failing is left alone for a while, and so is one that a person paused.
 */
export async function dispatchOutbox(ctx: SystemCtx): Promise<void> {
  const lanes = openLanes(perDestination);
  const mark = markTogether(ctx);
  const resting = new Set<string>();
  const end = performance.now() + turnMs;

  const start = (event: Claimed) => {
    const key = `${event.shop} ${event.destination}`;
    const leaseEnd = performance.now() + leaseSeconds * 1000 - longestCallMs;
    const isMine = () => performance.now() < leaseEnd && currentHolder().isSafe();
    lanes.run(key, async () => {
      if (resting.has(key)) await giveBack(ctx, event);
      else if (await deliverEvent({ system: ctx, event, mark, isMine })) resting.add(key);
    });
  };

  const probedAt = performance.now();
  (await claimProbes(ctx)).forEach(start);
  while (performance.now() < end) {
    const wasIdle = lanes.size === 0;
    const claimed = await claimEvents(ctx, mostAtOneClaim, lanes.busy());
    if (claimed.length > 0) crashPoint("outbox.claimed");
    claimed.forEach(start);
    // A destination that was busy when it was asked for more may have more, although it is done by now.
    if (wasIdle && lanes.size === 0) break;
    // With nothing more to take, each delivery may have made another event of its stream the first.
    if (claimed.length === mostAtOneClaim) await lanes.until(mostAtOnce - mostAtOneClaim);
    else await lanes.until(Math.floor(lanes.size * 0.75), patienceMs);
  }
  await lanes.finish();
  if (performance.now() >= end) wake("outbox.dispatch");
  else await wakeForNext(ctx, performance.now() - probedAt);
}

/**
 * What is due before the clock asks the next time: events that wait for their next attempt, destinations for their next try; also
 * destinations whose time has come in the milliseconds since they were looked for.
 */
async function wakeForNext(ctx: SystemCtx, sinceProbesMs: number): Promise<void> {
  const ms = (await isAnyDue(ctx)) ? againMs : await nextDueMs(ctx, sinceProbesMs);
  if (ms !== undefined) setTimeout(() => wake("outbox.dispatch"), ms).unref();
}

async function nextDueMs(ctx: SystemCtx, sinceProbesMs: number): Promise<number | undefined> {
  const [next] = await ctx.sql<{ ms: number | null }>`
    select (extract(epoch from least(
      (select min(next_attempt_at) from outbox_events where status = 'PENDING' and next_attempt_at between now() and now() + interval '1 minute'),
      (select min(blocked_until) from outbox_circuits where blocked_until between now() - make_interval(secs => ${sinceProbesMs / 1000}) and now() + interval '1 minute')) - now()) * 1000)::int as ms`;
  return next?.ms === null || next?.ms === undefined ? undefined : Math.max(0, next.ms) + 10;
}
