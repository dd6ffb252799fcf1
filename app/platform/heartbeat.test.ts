import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { makeWorkerUtils } from "graphile-worker";
import { expect, test } from "vitest";
import { testContext } from "#test/setup/context.ts";
import { testDatabase } from "#test/setup/database.ts";
import { startHeartbeat } from "./heartbeat.server.ts";
import { clockItems, startWorker, type Task } from "./jobs.server.ts";

test("frees the calls of a worker that was killed before anybody knew of it, and no others", async () => {
  const database = await testDatabase();
  const ctx = await testContext();
  const [living, gone] = [randomUUID(), randomUUID()];
  await database.system`insert into worker_heartbeats (id, role, worker_ids, started_at, last_beat_at) values (${living}, 'worker', '{}', now(), now())`;
  for (const holder of [living, gone]) {
    await ctx.sql`
      insert into outbox_events (shop, id, type, stream, payload, next_attempt_at, correlation_id, created_at, leased_by, leased_until)
      values (${ctx.shop}, ${randomUUID()}, 'test', ${holder}, '{}', now(), 'test', now(), ${holder}, now() + interval '3 minutes')`;
  }

  await startHeartbeat(database, new EventEmitter()).stop();

  expect(await ctx.sql`select stream, leased_by from outbox_events where shop = ${ctx.shop}`).toEqual(expect.arrayContaining([{ stream: living, leased_by: living }, { stream: gone, leased_by: null }]));
});

test("removes a dead worker's jobs that have a successor", async () => {
  const database = await testDatabase();
  const utils = await makeWorkerUtils({ pgPool: database.pool });
  await utils.addJob("superseded", { n: 1 }, { jobKey: "superseded", maxAttempts: 3 });
  await database.system`update graphile_worker._private_jobs set attempts = 1, locked_by = 'dead', locked_at = now() - interval '46 seconds' where key = 'superseded'`;
  await utils.addJob("superseded", { n: 2 }, { jobKey: "superseded", maxAttempts: 3 });

  await startHeartbeat(database, new EventEmitter()).stop();

  expect(await database.system`select payload, key from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'superseded'`).toEqual([{ payload: { n: 2 }, key: "superseded" }]);
  await utils.release();
});

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
