import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { makeWorkerUtils } from "graphile-worker";
import { expect, test } from "vitest";
import { testContext } from "#test/setup/context.ts";
import { testDatabase } from "#test/setup/database.ts";
import { currentHolder } from "./dispatch/holder.ts";
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

test("takes a worker to be dead whose last beat is more than 45 seconds old, and no other", async () => {
  const database = await testDatabase();
  const ctx = await testContext();
  for (const [name, seconds] of [["late", 40], ["silent", 46]] as const) {
    const [{ id } = { id: "" }] = await database.system<{ id: string }>`
      insert into worker_heartbeats (id, role, worker_ids, started_at, last_beat_at) values (gen_random_uuid(), 'worker', '{}', now(), now() - make_interval(secs => ${seconds})) returning id`;
    await ctx.sql`
      insert into outbox_events (shop, id, type, stream, payload, next_attempt_at, correlation_id, created_at, leased_by, leased_until)
      values (${ctx.shop}, ${randomUUID()}, 'test', ${name}, '{}', now(), 'test', now(), ${id}, now() + interval '3 minutes')`;
  }

  await startHeartbeat(database, new EventEmitter()).stop();

  expect(await ctx.sql`select stream, leased_by is null as free from outbox_events where shop = ${ctx.shop} order by stream`).toEqual([{ stream: "late", free: false }, { stream: "silent", free: true }]);
});

test("leaves the jobs of a worker that is alive, however long they take", async () => {
  const database = await testDatabase();
  const utils = await makeWorkerUtils({ pgPool: database.pool });
  await utils.addJob("long", {}, { jobKey: "long" });
  await database.system`update graphile_worker._private_jobs set locked_by = 'busy', locked_at = now() - interval '10 minutes' where key = 'long'`;
  await database.system`insert into worker_heartbeats (id, role, worker_ids, started_at, last_beat_at) values (${randomUUID()}, 'worker', array['busy'], now(), now())`;

  await startHeartbeat(database, new EventEmitter()).stop();

  expect(await database.system`select locked_by from graphile_worker._private_jobs where key = 'long'`).toEqual([{ locked_by: "busy" }]);
  await database.system`delete from graphile_worker._private_jobs where key = 'long'`;
  await utils.release();
});

test("begins no calls while it has not been able to say that it is alive", async () => {
  const database = await testDatabase();
  const beat = Promise.withResolvers<never>();

  const heartbeat = startHeartbeat({ ...database, system: () => beat.promise }, new EventEmitter());
  const before = currentHolder().isSafe();
  beat.reject(new Error("the database is away"));
  await heartbeat.begun;
  const refused = currentHolder().isSafe();
  await expect(heartbeat.stop()).rejects.toThrow();

  const working = startHeartbeat(database, new EventEmitter());
  await working.begun;
  expect([before, refused, currentHolder().isSafe()]).toEqual([false, false, true]);
  await working.stop();
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
