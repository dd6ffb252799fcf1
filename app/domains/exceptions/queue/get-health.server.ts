import { eventFigures } from "#app/domains/intake/index.server.ts";
import { lastPollerTick } from "#app/domains/polling/index.server.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { isForAllShops } from "../find-exception.server.ts";
import type { Health } from "../schema.ts";

/** Without a beat for so long, no worker is taken to be alive. */
const workerSilentSeconds = 30;
/** An event that is due and has waited so long shows that the workers do not keep up. */
const longestWaitSeconds = 300;

interface HealthRow {
  open: number;
  processed: number;
  quarantined: number;
  ignored: number;
  pending: number;
  late: boolean;
  worker: boolean;
}

/**
 * How intake is doing for the caller's shop, or for all shops together. An event that only repeats another is not counted.
 * `degraded` when no worker is alive or they do not keep up. (Contract, section 2.)
 */
export async function getHealth(ctx: Ctx): Promise<Health> {
  const all = isForAllShops(ctx);
  const [row] = await ctx.database.system<HealthRow>`
    with waiting as (
      select count(*)::int as count, min(next_attempt_at) < now() - make_interval(secs => ${longestWaitSeconds}) as late from events_processed where status = 'pending' and (${all} or shop = ${ctx.shop})
    )
    select (select count(*)::int from exceptions where status = 'open' and (${all} or shop = ${ctx.shop})) as open,
      f.processed, f.quarantined, f.ignored, w.count as pending, coalesce(w.late, false) as late,
      exists (select from worker_heartbeats where last_beat_at > now() - make_interval(secs => ${workerSilentSeconds})) as worker
    from waiting w, (${eventFigures(all ? undefined : ctx.shop)}) f`;
  const { open = 0, processed = 0, quarantined = 0, ignored = 0, pending = 0, late = false, worker = false } = row ?? {};
  return {
    status: worker && !late ? "ok" : "degraded",
    exceptions_open: open,
    idempotency: { processed, quarantined, ignored },
    pending,
    checks: { database: "ok", worker: worker ? "ok" : "stale", poller: { last_tick_at: (await lastPollerTick(ctx))?.toISOString() ?? null } },
  };
}
