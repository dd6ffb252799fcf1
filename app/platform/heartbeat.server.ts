import { Logger, makeWorkerUtils, type WorkerEvents } from "graphile-worker";
import type pg from "pg";
import { v7 as uuid } from "uuid";
import type { Database } from "./ctx.ts";
import { messageOf } from "./errors.ts";
import { logger } from "./logger.server.ts";

const beatMs = 5_000;
/** Without a beat for so long a worker is taken to be dead, and its jobs are given to others. */
const deadAfterSeconds = 30;

export interface Heartbeat {
  stop: () => Promise<void>;
}

/**
 * Says every few seconds that this process and its workers are alive, and frees the jobs of workers that no longer say so:
 * graphile-worker alone would leave the jobs of a killed process locked for four hours.
 */
export function startHeartbeat(database: Database & { pool: pg.Pool }, events: WorkerEvents): Heartbeat {
  const id = uuid();
  const workerIds = new Set<string>();
  events.on("worker:create", ({ worker }) => workerIds.add(worker.workerId));
  events.on("pool:create", ({ workerPool }) => workerIds.add(workerPool.id));

  const beat = async () => {
    try {
      await database.system`
        insert into worker_heartbeats (id, role, worker_ids, started_at, last_beat_at) values (${id}, 'worker', ${[...workerIds]}, now(), now())
        on conflict (id) do update set worker_ids = excluded.worker_ids, last_beat_at = now()`;
      await freeJobsOfTheDead(database, database.pool);
    } catch (error) {
      logger.warn({ error: messageOf(error) }, "heartbeat failed");
    }
  };
  let beating = beat();
  const timer = setInterval(() => {
    beating = beat();
  }, beatMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await beating;
      await database.system`delete from worker_heartbeats where id = ${id}`;
    },
  };
}

async function freeJobsOfTheDead(database: Database, pool: pg.Pool): Promise<void> {
  const [state] = await database.system<{ dead: string[] | null }>`
    select array_agg(distinct j.locked_by) as dead
    from graphile_worker._private_jobs j
    where j.locked_by is not null and j.locked_at < now() - make_interval(secs => ${deadAfterSeconds})
      and not exists (select from worker_heartbeats h where j.locked_by = any(h.worker_ids) and h.last_beat_at > now() - make_interval(secs => ${deadAfterSeconds}))`;
  if (!state?.dead?.length) return;
  const utils = await makeWorkerUtils({ pgPool: pool, logger: quiet });
  await utils.forceUnlockWorkers(state.dead).finally(() => utils.release());
  logger.warn({ workers: state.dead.length }, "freed the jobs of workers that died");
  await database.system`delete from worker_heartbeats where last_beat_at < now() - interval '1 day'`;
}

const quiet = new Logger(() => () => {});
