import { EventEmitter } from "node:events";
import type { WorkerEvents } from "graphile-worker";
import type { OpenDatabase } from "./db.server.ts";
import { startHeartbeat } from "./platform/heartbeat.server.ts";
import { connectWaker, startWorker } from "./platform/jobs.server.ts";
import { wake } from "./platform/wake.ts";
import { registerDomains, tasks } from "./registry.server.ts";

export interface WorkerProcessOptions {
  /** Jobs at once. */
  concurrency: number;
  /** After how many seconds without a beat a worker is taken to be dead; 45 when nothing is said. */
  deadAfterSeconds?: number;
}

export interface Worker {
  stop: () => Promise<void>;
}

/** Starts what works in the background; its `stop` waits for the jobs under way. */
export async function startWorkerProcess(database: OpenDatabase, { concurrency, deadAfterSeconds }: WorkerProcessOptions): Promise<Worker> {
  registerDomains();
  const events: WorkerEvents = new EventEmitter();
  const heartbeat = startHeartbeat(database, events, deadAfterSeconds);
  const stopWaker = await connectWaker(database.pool);
  await heartbeat.begun;
  const runner = await startWorker({ database, pool: database.pool, tasks, concurrency, events });
  // What waited while no worker was alive goes on now, rather than when the clock asks next.
  wake("outbox.dispatch");
  wake("intake.process");
  return {
    stop: async () => {
      await runner.stop();
      await stopWaker();
      await heartbeat.stop();
    },
  };
}
