import { EventEmitter } from "node:events";
import { makeWorkerUtils } from "graphile-worker";
import { expect, test } from "vitest";
import { testDatabase } from "#test/setup/database.ts";
import { startHeartbeat } from "./heartbeat.server.ts";
import { clockItems, startWorker, type Task } from "./jobs.server.ts";

test("has what the clock asked for run again when the worker that had begun it is gone", async () => {
  const database = await testDatabase();
  const events = new EventEmitter();
  const ran = new Promise((resolve) => events.once("ran", () => resolve("ran")));
  const daily: Task = { name: "daily", cron: "17 3 * * *", run: async () => void events.emit("ran") };
  const utils = await makeWorkerUtils({ pgPool: database.pool });
  for (const { task, options } of clockItems([daily])) await utils.addJob(task, {}, options);
  await database.system`update graphile_worker._private_jobs set attempts = 1, locked_by = 'gone', locked_at = now() - interval '46 seconds'`;

  const heartbeat = startHeartbeat(database, events);
  const runner = await startWorker({ database, pool: database.pool, tasks: [daily], concurrency: 1, events });

  expect(await ran).toBe("ran");
  await runner.stop();
  await heartbeat.stop();
  await utils.release();
});
