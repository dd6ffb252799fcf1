import { expect, test } from "vitest";
import type { Ctx } from "#app/platform/ctx.ts";
import { arrival, work } from "#test/factories/arrivals.ts";
import { orderWebhook } from "#test/factories/webhooks.ts";
import { testContext } from "#test/setup/context.ts";
import { collectArrivals } from "./collect-arrivals.server.ts";

/** What a web process takes arrivals with. */
const webProcess = (ctx: Ctx) => collectArrivals(ctx.database, () => new Date());

async function effectsOf(ctx: Ctx) {
  return {
    events: await ctx.sql`select status, deliveries from events_processed where shop = ${ctx.shop} and duplicate_of is null`,
    orders: await ctx.sql`select id from orders where shop = ${ctx.shop}`,
    exceptions: await ctx.sql`select 1 from exceptions where shop = ${ctx.shop}`,
  };
}

test("takes one delivery that comes a hundred times at once, to two processes, as one", async () => {
  const ctx = await testContext();
  const delivery = arrival(ctx, "orders/create", orderWebhook());
  const [one, other] = [webProcess(ctx), webProcess(ctx)];

  const receipts = await Promise.all(Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? one(delivery) : other(delivery))));
  await work(ctx);

  expect(receipts.filter((receipt) => receipt?.duplicate === false)).toHaveLength(1);
  expect(receipts.filter((receipt) => receipt?.duplicate === true)).toHaveLength(99);
  expect(await effectsOf(ctx)).toMatchObject({ events: [{ status: "processed", deliveries: 100 }], orders: [expect.anything()], exceptions: [] });
});

test("tells all but one of the deliveries of a merchant action, which come at the same moment, that they repeat it", async () => {
  const ctx = await testContext();
  const payload = orderWebhook();
  const collect = webProcess(ctx);
  const turn = () => new Promise((done) => setImmediate(done));

  const receipts = [];
  for (let index = 0; index < 6; index += 1) {
    receipts.push(collect(arrival(ctx, "orders/updated", payload, { eventGroup: "one-action" })));
    await turn();
  }
  const duplicates = (await Promise.all(receipts)).filter((receipt) => receipt?.duplicate);
  await work(ctx);

  expect(duplicates).toHaveLength(5);
  expect(await effectsOf(ctx)).toMatchObject({ events: [{ status: "processed", deliveries: 1 }], orders: [expect.anything()], exceptions: [] });
});

test("keeps the first of them as the original, also when they are stored together", async () => {
  const ctx = await testContext();
  const payload = orderWebhook();
  const collect = webProcess(ctx);

  const receipts = await Promise.all(Array.from({ length: 3 }, () => collect(arrival(ctx, "orders/updated", payload, { eventGroup: "one-action" }))));
  await work(ctx);

  expect(receipts.map((receipt) => receipt?.duplicate)).toEqual([false, true, true]);
  const [original] = await ctx.sql<{ first_raw_id: string }>`select first_raw_id from events_processed where shop = ${ctx.shop} and duplicate_of is null`;
  expect(original?.first_raw_id).toBe(receipts[0]?.rawId);
});
