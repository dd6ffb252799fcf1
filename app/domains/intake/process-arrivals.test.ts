import { afterEach, expect, test } from "vitest";
import { inTransaction, systemContext } from "#app/platform/ctx.ts";
import { setWaker, type Wakeable } from "#app/platform/wake.ts";
import { arrive, work } from "#test/factories/arrivals.ts";
import { orderWebhook } from "#test/factories/webhooks.ts";
import { testContext } from "#test/setup/context.ts";
import { processArrivals } from "./process-arrivals.server.ts";

afterEach(() => setWaker(() => {}));

test("looks soon again at an event that another had locked when it was its turn", async () => {
  const ctx = await testContext();
  await arrive(ctx, { topic: "orders/create", payload: orderWebhook() });
  const statuses = () => ctx.sql<{ status: string }>`select status from events_processed where shop = ${ctx.shop}`;
  const woken = new Promise<Wakeable>((resolve) => setWaker(resolve));

  await inTransaction(ctx, async (tx) => {
    await tx.sql`select 1 from events_processed where shop = ${ctx.shop} for update`;
    await processArrivals(systemContext(ctx.database, ctx.correlationId, ctx.now));
  });
  expect(await statuses()).toEqual([{ status: "pending" }]);

  expect(await woken).toBe("intake.process");
  await work(ctx);
  expect(await statuses()).toEqual([{ status: "processed" }]);
});

test("dates what comes of an event by its own turn, not by the beginning of the batch", async () => {
  const ctx = await testContext();
  for (let count = 0; count < 40; count += 1) await arrive(ctx, { topic: "orders/create", payload: orderWebhook() });

  await work(ctx);

  const moments = await ctx.sql`select distinct created_at from order_transition_logs where shop = ${ctx.shop}`;
  expect(moments.length).toBeGreaterThan(1);
});

test("tells open dashboards of an event that it has processed, also when it moves no order to another state", async () => {
  const ctx = await testContext();
  const order = orderWebhook();
  await arrive(ctx, { topic: "orders/create", payload: order });
  await work(ctx);
  await ctx.sql`delete from live_signals where shop = ${ctx.shop}`;
  await arrive(ctx, { topic: "orders/updated", payload: { ...order, note: "Ring twice", updated_at: new Date(Date.now() + 60_000).toISOString() } });

  await work(ctx);

  expect(await ctx.sql`select data from live_signals where shop = ${ctx.shop} and event = 'refresh'`).toEqual([{ data: { reason: "webhook", orderIds: [`gid://shopify/Order/${String(order["id"])}`] } }]);
});
