import { Logger, makeWorkerUtils, parseCronItems, run, type Runner, type Task as GraphileTask, type WorkerEvents } from "graphile-worker";
import type pg from "pg";
import { v7 as uuid } from "uuid";
import { type Database, systemContext, type SystemCtx } from "./ctx.ts";
import { messageOf } from "./errors.ts";
import { logger } from "./logger.server.ts";
import { jobSeconds } from "./metrics.server.ts";
import { setWaker, type Wakeable } from "./wake.ts";

/** A piece of work that a worker does on request or by the clock. It may run twice, or at the same time as itself. */
export interface Task {
  name: string;
  /** When the clock asks for it, in cron's notation; missed runs are not caught up. */
  cron?: string;
  run: (ctx: SystemCtx, payload: unknown) => Promise<void>;
}

/** How often a job is begun, by the clock or on a wake-up, before it waits for the next. */
const attempts = 3;
/** How long wake-ups of one task are gathered before the queue hears of them. */
const gatherMs = 10;

/** Lets `wake` reach the workers of all processes: many wake-ups become one job. Returns how to stop it. */
export async function connectWaker(pool: pg.Pool): Promise<() => Promise<void>> {
  const utils = await makeWorkerUtils({ pgPool: pool, logger: graphileLogger });
  const waiting = new Set<Wakeable>();
  let flushing: Promise<void> | undefined;

  const flush = async () => {
    await new Promise((done) => setTimeout(done, gatherMs));
    const tasks = [...waiting];
    waiting.clear();
    // One waiting job of each is enough: it works until nothing is left.
    for (const task of tasks) await utils.addJob(task, {}, { jobKey: task, maxAttempts: attempts });
  };
  const start = () => {
    flushing = flush()
      .catch((error) => logger.warn({ error: messageOf(error) }, "the workers could not be woken; the clock will find the work"))
      .finally(() => {
        flushing = undefined;
        if (waiting.size > 0) start();
      });
  };
  setWaker((task) => {
    waiting.add(task);
    if (!flushing) start();
  });
  return async () => {
    setWaker(() => {});
    await flushing;
    await utils.release();
  };
}

export interface WorkerOptions {
  database: Database;
  pool: pg.Pool;
  tasks: readonly Task[];
  concurrency: number;
  events: WorkerEvents;
}

/** Starts a worker. Its `stop` waits for the jobs under way. */
export async function startWorker({ database, pool, tasks, concurrency, events }: WorkerOptions): Promise<Runner> {
  const taskList = Object.fromEntries(tasks.map((task) => [task.name, graphileTask(database, task)]));
  return run({ pgPool: pool, events, logger: graphileLogger, concurrency, noHandleSignals: true, pollInterval: 1_000, taskList, parsedCronItems: parseCronItems(clockItems(tasks)) });
}

/**
 * What the clock asks for. A worker that is killed uses up the attempt that it had begun: with one alone, its job would not run
 * again before the clock's next time, which may be a day away.
 */
export function clockItems(tasks: readonly Pick<Task, "name" | "cron">[]) {
  return tasks.flatMap(({ name, cron: match }) => (match ? [{ task: name, match, options: { jobKey: name, maxAttempts: attempts } }] : []));
}

/** graphile-worker's own log, at the level at which it matters here. */
const graphileLogger = new Logger(() => (level, message) => {
  if (level === "error" || level === "warning") logger.warn({ worker: true }, message);
});

function graphileTask(database: Database, task: Task): GraphileTask {
  return async (payload) => {
    const end = jobSeconds.startTimer({ task: task.name });
    try {
      await task.run(systemContext(database, uuid(), new Date()), payload);
      end({ outcome: "done" });
    } catch (error) {
      end({ outcome: "failed" });
      throw error;
    }
  };
}
