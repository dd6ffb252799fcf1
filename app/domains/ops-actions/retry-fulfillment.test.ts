import { describe, expect, test } from "vitest";
import { fulfillOrders } from "#app/domains/shipments/index.server.ts";
import { inTransaction } from "#app/platform/ctx.ts";
import { findDestination } from "#app/platform/outbox.ts";
import { buildOrder } from "#test/factories/orders.ts";
import { testContext } from "#test/setup/context.ts";
import { retryFulfillmentAction } from "./retry-fulfillment.server.ts";

type Ctx = Awaited<ReturnType<typeof testContext>>;

const retry = (ctx: Ctx, order: { id: bigint }) => retryFulfillmentAction(ctx, { order_id: order.id.toString() });
const attempts = (ctx: Ctx) => ctx.sql<{ attempt: number; status: string; tracking_number: string | null }>`select attempt, status, tracking_number from fulfillment_intents where shop = ${ctx.shop} order by attempt`;
const audit = (ctx: Ctx) => ctx.sql<{ event: string; action: string; data: { status: string } }>`select event, action, data from audit_events where shop = ${ctx.shop} order by at, id`;
const outbox = (ctx: Ctx) => ctx.sql<{ payload: unknown }>`select payload from outbox_events where shop = ${ctx.shop} and type = 'shopify.fulfillment_create' order by seq`;

/** What the outbox does when Shopify refuses for good. */
async function fail(ctx: Ctx, orderId: bigint, attempt: number) {
  await inTransaction(ctx, async (tx) => findDestination("shopify.fulfillment_create")?.fail(tx, { id: "00000000-0000-0000-0000-000000000000", payload: { orderId: orderId.toString(), attempt }, orderId, attempt: 1, firstAttemptAt: tx.now }, "On hold"));
}

test("asks Shopify again after a failure, with the next number and the same tracking", async () => {
  const ctx = await testContext();
  const order = await buildOrder(ctx);
  await fulfillOrders(ctx, { orderIds: [order.name], tracking: { number: "TRK1", carrier: "Delhivery" } });
  await fail(ctx, order.id, 1);

  const answer = await retry(ctx, order);

  expect(answer).toMatchObject({ status: "applied", action: "retry-fulfillment", order_id: `gid://shopify/Order/${order.id}`, correlation_id: ctx.correlationId, details: { fulfillment_attempt: 2 } });
  expect(await attempts(ctx)).toEqual([
    { attempt: 1, status: "failed", tracking_number: "TRK1" },
    { attempt: 2, status: "requested", tracking_number: "TRK1" },
  ]);
  expect(await outbox(ctx)).toHaveLength(2);
});

test("what failed is on the order's timeline, with what Shopify said", async () => {
  const ctx = await testContext();
  const order = await buildOrder(ctx);
  await retry(ctx, order);

  await fail(ctx, order.id, 1);

  const lines = await ctx.sql`select details from timeline_entries where shop = ${ctx.shop} and order_id = ${order.id} and event = 'fulfillment.failed'`;
  expect(lines).toMatchObject([{ details: { message: "On hold", attempt: 1 } }]);
});

test("asks for the first time when nobody has", async () => {
  const ctx = await testContext();
  const order = await buildOrder(ctx);

  const answer = await retry(ctx, order);

  expect(answer).toMatchObject({ status: "applied", details: { fulfillment_attempt: 1 } });
});

test("meets an attempt that is on its way, says which, and is on record", async () => {
  const ctx = await testContext();
  const order = await buildOrder(ctx);
  await retry(ctx, order);

  const answer = await retry(ctx, order);

  expect(answer).toMatchObject({ status: "noop", details: { fulfillment_attempt: 1, matched: { id: "fulfillment-attempt:1", at: ctx.now.toISOString() } } });
  expect(await outbox(ctx)).toHaveLength(1);
  expect((await audit(ctx)).map(({ event, data }) => [event, data.status])).toEqual([
    ["ops.action.executed", "applied"],
    ["ops.action.executed", "noop"],
  ]);
});

describe("refuses, on record", () => {
  test.each([
    ["a cancelled order", { cancelledAt: new Date("2026-11-20T11:00:00Z") }, "ORDER_CANCELLED"],
    ["an order that is fulfilled", { fulfillmentStatus: "fulfilled" as const }, "ALREADY_FULFILLED"],
  ])("%s", async (_name, overrides, code) => {
    const ctx = await testContext();
    const order = await buildOrder(ctx, overrides);

    await expect(retry(ctx, order)).rejects.toMatchObject({ kind: "conflict", code });
    expect(await attempts(ctx)).toEqual([]);
    expect(await audit(ctx)).toEqual([{ event: "ops.action.refused", action: "retry-fulfillment", data: { status: "refused", details: { code, message: expect.any(String) } } }]);
  });

  test("an order of another shop, as one that does not exist", async () => {
    const ctx = await testContext();
    const order = await buildOrder(await testContext());

    await expect(retry(ctx, order)).rejects.toMatchObject({ kind: "not_found", code: "ORDER_NOT_FOUND" });
    expect(await audit(ctx)).toHaveLength(1);
  });
});

test("makes one attempt of many calls at once", async () => {
  const ctx = await testContext();
  const order = await buildOrder(ctx);

  const answers = await Promise.all(Array.from({ length: 10 }, () => retry(ctx, order)));

  expect(answers.filter(({ status }) => status === "applied")).toHaveLength(1);
  expect(await attempts(ctx)).toHaveLength(1);
  expect(await outbox(ctx)).toHaveLength(1);
  expect(await audit(ctx)).toHaveLength(10);
});
