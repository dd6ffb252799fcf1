import { describe, expect, test } from "vitest";
import { applyOrderSnapshot } from "#app/domains/orders/index.server.ts";
import { inTransaction } from "#app/platform/ctx.ts";
import { buildCodOrder, codBooks, onOrder } from "#test/factories/cod.ts";
import { buildOrder } from "#test/factories/orders.ts";
import { testContext } from "#test/setup/context.ts";
import { captureCod } from "./capture-cod.server.ts";
import { settleCodAccount } from "./cod-account.server.ts";

type Ctx = Awaited<ReturnType<typeof testContext>>;

const capture = (ctx: Ctx, orderId: bigint, amount?: string) => onOrder(ctx, orderId, (tx, order) => captureCod(tx, order, { amount }));
const outbox = (ctx: Ctx) => ctx.sql<{ type: string; payload: unknown }>`select type, payload from outbox_events where shop = ${ctx.shop} order by seq`;

test("collects all that is owed, and has Shopify mark the order as paid", async () => {
  const ctx = await testContext();
  const { id } = await buildCodOrder(ctx);

  const captured = await capture(ctx, id);

  expect(captured).toMatchObject({ status: "applied", amount: "499.00" });
  expect(await codBooks(ctx, id)).toEqual({
    account: { expected: "499.00", captured: "499.00", refunded: "0.00" },
    entries: [expect.objectContaining({ kind: "expected", actor_id: "shopify" }), { kind: "captured", amount: "499.00", actor_id: ctx.actor.id }],
  });
  expect(await outbox(ctx)).toEqual([{ type: "shopify.payment_capture", payload: { orderId: id.toString() } }]);
  expect(await ctx.sql`select cod_status from orders where shop = ${ctx.shop} and id = ${id}`).toEqual([{ cod_status: "captured" }]);
  expect(await ctx.sql`select event from timeline_entries where shop = ${ctx.shop} and event = 'payment.cod_captured'`).toHaveLength(1);
});

test("meets the earlier capture, and says which", async () => {
  const ctx = await testContext();
  const { id } = await buildCodOrder(ctx);
  const first = await capture(ctx, id);

  const second = await capture(ctx, id);

  expect(second).toEqual({ status: "noop", matched: { id: first.status === "applied" ? first.paymentId : "", at: ctx.now.toISOString() } });
  expect(await outbox(ctx)).toHaveLength(1);
});

test("takes an order that Shopify says is paid as collected", async () => {
  const ctx = await testContext();
  const { id } = await buildCodOrder(ctx, { financialStatus: "paid", totalOutstanding: "0.00" });

  const captured = await capture(ctx, id);

  expect(captured.status).toBe("noop");
  expect((await codBooks(ctx, id)).account).toEqual({ expected: "499.00", captured: "499.00", refunded: "0.00" });
  expect(await outbox(ctx)).toEqual([]);
});

describe("refuses", () => {
  test("what is not cash on delivery", async () => {
    const ctx = await testContext();
    const { id } = await buildOrder(ctx);

    await expect(capture(ctx, id)).rejects.toMatchObject({ kind: "conflict", code: "NOT_COD" });
  });

  test("a cancelled order", async () => {
    const ctx = await testContext();
    const { id } = await buildCodOrder(ctx, { cancelledAt: new Date("2026-11-20T11:00:00Z") });

    await expect(capture(ctx, id)).rejects.toMatchObject({ kind: "conflict", code: "ORDER_CANCELLED" });
    expect(await outbox(ctx)).toEqual([]);
  });

  test.each([
    ["more than is owed", "500", "conflict", "CAPTURE_EXCEEDS_EXPECTED"],
    ["a part of it on a plan that has no parts", "200", "conflict", "PARTIAL_CAPTURE_NOT_ON_PLAN"],
    ["an amount that the currency does not have", "10.001", "invalid", "INVALID_AMOUNT"],
  ])("%s", async (_name, amount, kind, code) => {
    const ctx = await testContext();
    const { id } = await buildCodOrder(ctx);

    await expect(capture(ctx, id, amount)).rejects.toMatchObject({ kind, code });
    expect((await codBooks(ctx, id)).entries).toEqual([]);
  });
});

test("takes parts where the plan has them, and marks the order as paid with the last", async () => {
  const ctx = await testContext();
  await ctx.sql`update shops set shopify_plus = true where shop = ${ctx.shop}`;
  const { id } = await buildCodOrder(ctx);

  await capture(ctx, id, "200");
  const [between] = await ctx.sql<{ cod_status: string }>`select cod_status from orders where shop = ${ctx.shop} and id = ${id}`;
  await capture(ctx, id);

  expect(between?.cod_status).toBe("pending");
  expect((await codBooks(ctx, id)).account).toEqual({ expected: "499.00", captured: "499.00", refunded: "0.00" });
  expect((await outbox(ctx)).map(({ payload }) => payload)).toEqual([{ orderId: id.toString(), amount: "200" }, { orderId: id.toString() }]);
});

test("collects once, however many ask at once", async () => {
  const ctx = await testContext();
  const { id } = await buildCodOrder(ctx);

  const results = await Promise.all(Array.from({ length: 12 }, () => capture(ctx, id)));

  expect(results.filter(({ status }) => status === "applied")).toHaveLength(1);
  expect((await codBooks(ctx, id)).account?.captured).toBe("499.00");
  expect(await outbox(ctx)).toHaveLength(1);
});

test("stays collected while Shopify still tells of an unpaid order, and when it says that it is paid", async () => {
  const ctx = await testContext();
  const order = await buildCodOrder(ctx);
  await capture(ctx, order.id);

  const tell = (financialStatus: string, hour: number) =>
    inTransaction(ctx, async (tx) => {
      await applyOrderSnapshot(tx, { ...order, financialStatus, totalOutstanding: financialStatus === "paid" ? "0.00" : "499.00", updatedAt: new Date(`2026-11-21T0${hour}:00:00Z`) }, "");
      await settleCodAccount(tx, order.id);
    });
  await tell("pending", 1);
  const [between] = await ctx.sql<{ cod_status: string }>`select cod_status from orders where shop = ${ctx.shop} and id = ${order.id}`;
  await tell("paid", 2);

  expect(between?.cod_status).toBe("captured");
  expect((await codBooks(ctx, order.id)).entries.map(({ kind }) => kind)).toEqual(["expected", "captured"]);
});
