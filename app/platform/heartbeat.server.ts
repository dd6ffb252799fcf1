import { Logger, makeWorkerUtils, type WorkerEvents } from "graphile-worker";
import type pg from "pg";
import { v7 as uuid } from "uuid";
import type { Database } from "./ctx.ts";
import { setHolder } from "./dispatch/holder.ts";
import { messageOf } from "./errors.ts";
import { logger } from "./logger.server.ts";
import { wake } from "./wake.ts";

/** Without a beat for so long a worker is taken to be dead, and its jobs and the calls that it was making are given to others. */
const usualPatienceSeconds = 45;
/** A worker beats so often in that time, */
const beats = 15;
/** and after this part of it without a beat it begins no more calls: those under way end before others repeat them. */
const safePart = 1 / 3;

export interface Heartbeat {
  /** Resolves after the first beat: no work is to be begun before. */
  begun: Promise<void>;
  stop: () => Promise<void>;
}

/**
 * Says every few seconds that this process and its workers are alive, and frees the jobs of workers that no longer say so:
 * graphile-worker alone would leave the jobs of a killed process locked for four hours.
 */
export function startHeartbeat(database: Database & { pool: pg.Pool }, events: WorkerEvents, deadAfterSeconds = usualPatienceSeconds): Heartbeat {
  const id = uuid();
  const workerIds = new Set<string>();
  events.on("worker:create", ({ worker }) => workerIds.add(worker.workerId));
  events.on("pool:create", ({ workerPool }) => workerIds.add(workerPool.id));

  // Until the first beat is on record nobody knows of this process, and what it takes may be given to others at any time.
  let lastBeat = -Infinity;
  setHolder({ id, isSafe: () => performance.now() - lastBeat < deadAfterSeconds * 1000 * safePart });

  const beat = async () => {
    const begun = performance.now();
    try {
      await database.system`
        insert into worker_heartbeats (id, role, worker_ids, started_at, last_beat_at) values (${id}, 'worker', ${[...workerIds]}, now(), now())
        on conflict (id) do update set worker_ids = excluded.worker_ids, last_beat_at = now()`;
      lastBeat = begun;
      await freeCallsOfTheDead(database, deadAfterSeconds);
      await freeJobsOfTheDead(database, deadAfterSeconds);
    } catch (error) {
      logger.warn({ error: messageOf(error) }, "heartbeat failed");
    }
  };
  const begun = beat();
  let beating = begun;
  const timer = setInterval(() => {
    beating = beat();
  }, (deadAfterSeconds * 1000) / beats);
  return {
    begun,
    stop: async () => {
      clearInterval(timer);
      await beating;
      setHolder({ id: null, isSafe: () => true });
      await database.system`delete from worker_heartbeats where id = ${id}`;
    },
  };
}

async function freeCallsOfTheDead(database: Database, deadAfterSeconds: number): Promise<void> {
  const freed = await database.system<{ id: string }>`
    with dead as (delete from worker_heartbeats where last_beat_at < now() - make_interval(secs => ${deadAfterSeconds}) returning id)
    update outbox_events o set leased_until = null, leased_by = null
    where o.status = 'PENDING' and o.leased_by is not null and (o.leased_by in (select id from dead) or not exists (select from worker_heartbeats h where h.id = o.leased_by)) returning o.id`;
  if (freed.length === 0) return;
  logger.warn({ events: freed.length }, "freed the outbox events of a worker that died");
  wake("outbox.dispatch");
}

async function freeJobsOfTheDead(database: Database & { pool: pg.Pool }, deadAfterSeconds: number): Promise<void> {
  const [state] = await database.system<{ dead: string[] | null }>`
    select array_agg(distinct j.locked_by) as dead
    from graphile_worker._private_jobs j
    where j.locked_by is not null and j.locked_at < now() - make_interval(secs => ${deadAfterSeconds})
      and not exists (select from worker_heartbeats h where j.locked_by = any(h.worker_ids) and h.last_beat_at > now() - make_interval(secs => ${deadAfterSeconds}))`;
  if (!state?.dead?.length) return;
  const utils = await makeWorkerUtils({ pgPool: database.pool, logger: quiet });
  await utils.forceUnlockWorkers(state.dead).finally(() => utils.release());
  // Jobs that were asked for once more while they were held have had a successor since, and would lie about for ever.
  await database.system`delete from graphile_worker._private_jobs where locked_by is null and key is null and attempts >= max_attempts and last_error is null`;
  logger.warn({ workers: state.dead.length }, "freed the jobs of workers that died");
}

const quiet = new Logger(() => () => {});
