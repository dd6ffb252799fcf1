import { expect, test } from "vitest";
import { outboxRows, post, receiver } from "#test/factories/outbox-receiver.ts";
import { testContext } from "#test/setup/context.ts";
import { testDatabase } from "#test/setup/database.ts";
import { tasks } from "./registry.server.ts";
import { startWorkerProcess } from "./worker.server.ts";

test("a worker that starts sends what waited while none was alive", async () => {
  const ctx = await testContext();
  const { type, seen } = receiver("patient");
  await post(ctx, { type, payload: { n: 1 } });

  const worker = await startWorkerProcess(await testDatabase(), { concurrency: 2 });

  await expect.poll(() => outboxRows(ctx), { timeout: 15_000 }).toMatchObject([{ status: "DELIVERED" }]);
  expect(seen).toEqual([1]);
  await worker.stop();
});

test.each(["outbox.dispatch", "intake.process", "reservations.sweep", "metrics.sample", "assignments.auto", "orders.poll"])("the clock asks for %s every minute, whoever forgot to", (name) => {
  expect(tasks.find((task) => task.name === name)?.cron).toBe("* * * * *");
});
