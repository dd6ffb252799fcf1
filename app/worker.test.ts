import { expect, test } from "vitest";
import { outboxRows, post, receiver } from "#test/factories/outbox-receiver.ts";
import { testContext } from "#test/setup/context.ts";
import { testDatabase } from "#test/setup/database.ts";
import { tasks } from "./registry.server.ts";
import { startWorkerProcess } from "./worker.server.ts";

test("a worker that starts sends what waited while none was alive, and does not wait for the clock", async () => {
  const ctx = await testContext();
  const database = await testDatabase();
  const { type, seen } = receiver("patient");
  await post(ctx, { type, payload: { n: 1 } });
  // What the clock asks for says so in its payload.
  await database.system`create table asked_at_once (key text)`;
  await database.system`create function note_asked() returns trigger language plpgsql as $$ begin if not new.payload::jsonb ? '_cron' then insert into asked_at_once values (new.key); end if; return new; end $$`;
  await database.system`create trigger note_asked after insert on graphile_worker._private_jobs for each row execute function note_asked()`;

  const worker = await startWorkerProcess(database, { concurrency: 2 });
  const asked = () => database.system`select distinct key from asked_at_once where key in ('outbox.dispatch', 'intake.process') order by key`;
  await expect.poll(asked).toEqual([{ key: "intake.process" }, { key: "outbox.dispatch" }]);

  await expect.poll(() => outboxRows(ctx), { timeout: 15_000 }).toMatchObject([{ status: "DELIVERED" }]);
  expect(seen).toEqual([1]);
  await worker.stop();
});

test.each(["outbox.dispatch", "intake.process", "reservations.sweep", "metrics.sample", "assignments.auto", "orders.poll"])("the clock asks for %s every minute, whoever forgot to", (name) => {
  expect(tasks.find((task) => task.name === name)?.cron).toBe("* * * * *");
});
