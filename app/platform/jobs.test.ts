import { EventEmitter } from "node:events";
import { makeWorkerUtils } from "graphile-worker";
import { expect, test } from "vitest";
import { testDatabase } from "#test/setup/database.ts";
import { connectWaker, startWorker, type Task } from "./jobs.server.ts";
import { wake } from "./wake.ts";

test("goes on with its work when a job fails, and keeps what went wrong", async () => {
  const database = await testDatabase();
  const done = new EventEmitter();
  const later = new Promise((resolve) => done.once("later", resolve));
  const tasks: Task[] = [
    { name: "fails", run: () => Promise.reject(new Error("the other side hung up")) },
    { name: "later", run: async () => void done.emit("later") },
  ];
  const utils = await makeWorkerUtils({ pgPool: database.pool });
  await utils.addJob("fails", {}, { maxAttempts: 1 });
  const runner = await startWorker({ database, pool: database.pool, tasks, concurrency: 1, events: new EventEmitter() });

  const kept = () => database.system`select attempts::int, last_error from graphile_worker._private_jobs where locked_by is null`;
  await expect.poll(kept, { timeout: 10_000 }).toEqual([{ attempts: 1, last_error: expect.stringContaining("the other side hung up") }]);
  await utils.addJob("later", {});
  await later;

  await runner.stop();
  await utils.release();
});

test("many wake-ups are one job, which is begun again when the worker that had begun it is gone", async () => {
  const database = await testDatabase();
  const stop = await connectWaker(database.pool);

  for (let time = 0; time < 5; time += 1) wake("inventory.read");
  await stop();

  const [job, ...more] = await database.system<{ max_attempts: number }>`select max_attempts::int from graphile_worker._private_jobs where key = 'inventory.read'`;
  expect(job?.max_attempts).toBeGreaterThan(1);
  expect(more).toEqual([]);
});
