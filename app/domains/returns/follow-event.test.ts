import { expect, test } from "vitest";
import type { Ctx } from "#app/platform/ctx.ts";
import { take } from "#test/factories/arrivals.ts";
import { buildReturn, outboxOf, returnOf } from "#test/factories/returns.ts";
import { testContext } from "#test/setup/context.ts";
import { advanceReturn } from "./advance-return.server.ts";

function tell(ctx: Ctx, topic: string, payload: unknown, triggeredAt?: Date) {
  return take(ctx, { topic, payload, source: "warehouse", triggeredAt });
}

async function exceptionsOf(ctx: Ctx) {
  return ctx.sql<{ reason_code: string }>`select reason_code from exceptions where shop = ${ctx.shop}`;
}

test.each([
  ["returns.label_generated", "awaiting_label", "label_generated", 1],
  ["returns.in_transit", "label_generated", "in_transit", 1],
  ["returns.received", "in_transit", "inspection", 1],
  ["returns.received", "awaiting_label", "inspection", 2],
] as const)("%s leads a return from %s to %s, each step on record", async (topic, state, to, steps) => {
  const ctx = await testContext();
  const { id, orderId } = await buildReturn(ctx, { state });

  await tell(ctx, topic, { order_id: orderId.toString(), tracking_number: "RET-7" });

  expect(await returnOf(ctx, id)).toMatchObject({ state: to, version: 1 + steps, tracking_number: "RET-7" });
  expect(await exceptionsOf(ctx)).toEqual([]);
});

test("finds the return by its own id too", async () => {
  const ctx = await testContext();
  const { id } = await buildReturn(ctx, { state: "in_transit" });

  await tell(ctx, "returns.received", { return_id: id });

  expect(await returnOf(ctx, id)).toMatchObject({ state: "inspection" });
});

test("completes the return that the ERP has refunded, and moves no money a second time", async () => {
  const ctx = await testContext();
  const { id, orderId } = await buildReturn(ctx, { state: "inspection" });
  await advanceReturn(ctx, { orderId: orderId.toString(), action: "approve_refund" });

  await tell(ctx, "erp.refund_completed", { order_id: orderId.toString(), amount: 499, reference: "ERP-1" });

  expect(await returnOf(ctx, id)).toMatchObject({
    state: "completed",
    refunds: [
      { source: "shopify", amount: "0.00" },
      { source: "erp", status: "made", amount: "499.00" },
    ],
  });
});

test("does nothing for a repeat, and for news that are old", async () => {
  const ctx = await testContext();
  const { id, orderId } = await buildReturn(ctx, { state: "label_generated" });
  await tell(ctx, "returns.received", { order_id: orderId.toString() });

  await tell(ctx, "returns.received", { order_id: orderId.toString() });
  await tell(ctx, "returns.in_transit", { order_id: orderId.toString() }, new Date(ctx.now.getTime() - 3_600_000));

  expect(await returnOf(ctx, id)).toMatchObject({ state: "inspection", version: 2 });
  expect(await exceptionsOf(ctx)).toEqual([]);
});

test("keeps a fact that no path explains as a contradiction", async () => {
  const ctx = await testContext();
  const { id, orderId } = await buildReturn(ctx, { state: "denied", stateSince: new Date(ctx.now.getTime() - 60_000) });

  await tell(ctx, "returns.received", { order_id: orderId.toString() });

  expect(await returnOf(ctx, id)).toMatchObject({ state: "denied", version: 1 });
  expect(await exceptionsOf(ctx)).toEqual([{ reason_code: "STATE_CONFLICT" }]);
});

test("keeps what does not fit its type, and what is about nothing that is known", async () => {
  const ctx = await testContext();

  await tell(ctx, "erp.refund_completed", { order_id: "1" });

  expect(await exceptionsOf(ctx)).toEqual([{ reason_code: "INVALID_PAYLOAD" }]);
});

test("moves a return once, however often the fact is told at the same moment", async () => {
  const ctx = await testContext();
  const { id, orderId } = await buildReturn(ctx, { state: "in_transit" });

  await Promise.all(Array.from({ length: 5 }, () => tell(ctx, "returns.received", { order_id: orderId.toString() })));

  expect(await returnOf(ctx, id)).toMatchObject({ state: "inspection", version: 2 });
});

test("leaves a return of another shop alone", async () => {
  const ctx = await testContext();
  const others = await testContext();
  const { id } = await buildReturn(others, { state: "in_transit" });

  await tell(ctx, "returns.received", { return_id: id });

  expect(await returnOf(others, id)).toMatchObject({ state: "in_transit", version: 1 });
  expect(await outboxOf(others)).toEqual([]);
});
