import { describe, expect, test } from "vitest";
import { applyRefund } from "#app/domains/orders/index.server.ts";
import { inTransaction } from "#app/platform/ctx.ts";
import { buildCodOrder, codBooks, onOrder } from "#test/factories/cod.ts";
import { buildOrder } from "#test/factories/orders.ts";
import { newId, testContext } from "#test/setup/context.ts";
import { captureCod } from "./capture-cod.server.ts";
import { settleCodAccount } from "./cod-account.server.ts";
import { type CodRefundWish, refundCod } from "./refund-cod.server.ts";

type Ctx = Awaited<ReturnType<typeof testContext>>;

const refund = (ctx: Ctx, orderId: bigint, wish: Partial<CodRefundWish> = {}) => onOrder(ctx, orderId, (tx, order) => refundCod(tx, order, { amount: "100", reason: "Dented", ...wish }));
const refundsOut = (ctx: Ctx) => ctx.sql<{ id: string; payload: unknown }>`select id, payload from outbox_events where shop = ${ctx.shop} and type = 'shopify.refund_create' order by seq`;

async function captured() {
  const ctx = await testContext();
  const { id } = await buildCodOrder(ctx);
  await onOrder(ctx, id, (tx, order) => captureCod(tx, order));
  return { ctx, id };
}

test("records what was given back, and has Shopify record it", async () => {
  const { ctx, id } = await captured();

  const refunded = await refund(ctx, id);

  expect((await codBooks(ctx, id)).account).toEqual({ expected: "499.00", captured: "499.00", refunded: "100.00" });
  expect(await refundsOut(ctx)).toEqual([{ id: refunded.refundId, payload: { orderId: id.toString(), amount: "100", note: "Dented" } }]);
});

test("takes the same refund again for the same, and another key for another", async () => {
  const { ctx, id } = await captured();
  const first = await refund(ctx, id);

  const again = await refund(ctx, id, { amount: "100.00" });
  const second = await refund(ctx, id, { refundKey: "second-parcel" });
  const secondAgain = await refund(ctx, id, { refundKey: "second-parcel" });

  expect(again).toEqual({ status: "noop", refundId: first.refundId, matched: { id: first.refundId, at: ctx.now.toISOString() } });
  expect([second.status, secondAgain.status]).toEqual(["applied", "noop"]);
  expect((await codBooks(ctx, id)).account?.refunded).toBe("200.00");
});

describe("refuses", () => {
  test("money that was never collected", async () => {
    const ctx = await testContext();
    const { id } = await buildCodOrder(ctx);

    await expect(refund(ctx, id)).rejects.toMatchObject({ kind: "conflict", code: "NOT_CAPTURED" });
    expect(await refundsOut(ctx)).toEqual([]);
  });

  test("what is not cash on delivery", async () => {
    const ctx = await testContext();
    const { id } = await buildOrder(ctx);

    await expect(refund(ctx, id)).rejects.toMatchObject({ kind: "conflict", code: "NOT_COD" });
  });

  test("more than is left of it", async () => {
    const { ctx, id } = await captured();
    await refund(ctx, id, { amount: "400" });

    await expect(refund(ctx, id, { amount: "99.01" })).rejects.toMatchObject({ kind: "conflict", code: "REFUND_EXCEEDS_CAPTURED", details: { left: { amount: "99.00", currencyCode: "INR" } } });
    expect((await codBooks(ctx, id)).account?.refunded).toBe("400.00");
  });

  test("a key that stands for another refund", async () => {
    const { ctx, id } = await captured();
    await refund(ctx, id, { refundKey: "k" });

    await expect(refund(ctx, id, { amount: "101", refundKey: "k" })).rejects.toMatchObject({ kind: "invalid", code: "REFUND_KEY_REUSED" });
  });
});

test("never gives back more than was collected, however many ask at once", async () => {
  const { ctx, id } = await captured();

  const results = await Promise.allSettled(Array.from({ length: 12 }, (_, index) => refund(ctx, id, { amount: "120", reason: `Parcel ${index}` })));

  const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  expect(refused).toHaveLength(8);
  for (const error of refused) expect(error).toMatchObject({ code: "REFUND_EXCEEDS_CAPTURED" });
  expect((await codBooks(ctx, id)).account?.refunded).toBe("480.00");
  expect(await refundsOut(ctx)).toHaveLength(4);
});

test("records the same refund once, however many tell it at once", async () => {
  const { ctx, id } = await captured();

  const results = await Promise.all(Array.from({ length: 8 }, () => refund(ctx, id)));

  expect(results.filter(({ status }) => status === "applied")).toHaveLength(1);
  expect((await codBooks(ctx, id)).account?.refunded).toBe("100.00");
});

describe("the database itself", () => {
  const write = (ctx: Ctx, orderId: bigint, kind: string, amount: number) =>
    inTransaction(ctx, (tx) => tx.sql`insert into cod_entries (shop, id, order_id, kind, amount, actor_id, actor_label, at, correlation_id) values (${tx.shop}, gen_random_uuid(), ${orderId}, ${kind}, ${amount}, 'x', 'x', ${tx.now}, 'x')`);

  test("refuses a refund of money that was never collected", async () => {
    const ctx = await testContext();
    const { id } = await buildCodOrder(ctx);
    await inTransaction(ctx, (tx) => settleCodAccount(tx, id));

    await expect(write(ctx, id, "refunded", 1)).rejects.toMatchObject({ code: "23514" });
  });

  test.each([
    ["a refund beyond what is left", "refunded", 500],
    ["a capture beyond what is owed", "captured", 1],
  ])("refuses %s", async (_name, kind, amount) => {
    const { ctx, id } = await captured();

    await expect(write(ctx, id, kind, amount)).rejects.toMatchObject({ code: "23514" });
  });

  test("refuses money for an order without an account, and to change what was written", async () => {
    const { ctx, id } = await captured();

    await expect(write(ctx, newId(), "captured", 1)).rejects.toMatchObject({ code: "23514" });
    await expect(ctx.sql`update cod_entries set amount = 1 where shop = ${ctx.shop} and order_id = ${id}`).rejects.toThrow();
  });
});

describe("refunds that Shopify tells of", () => {
  const told = (ctx: Ctx, orderId: bigint, note: string | null, amount = "100.00") =>
    inTransaction(ctx, async (tx) => {
      await applyRefund(tx, { orderId, id: newId(), shopifyReturnId: null, amount, currencyCode: "INR", note, lines: [], createdAt: new Date("2026-11-21T05:00:00Z") });
      await settleCodAccount(tx, orderId);
    });

  test("are ours when they carry our mark", async () => {
    const { ctx, id } = await captured();
    const { refundId } = await refund(ctx, id);

    await told(ctx, id, `Dented (ref ${refundId.slice(-12)})`);

    expect((await codBooks(ctx, id)).account?.refunded).toBe("100.00");
  });

  test("count when they were made there, and leave less to give back here", async () => {
    const { ctx, id } = await captured();
    await told(ctx, id, "Made in Shopify", "450.00");

    await expect(refund(ctx, id)).rejects.toMatchObject({ code: "REFUND_EXCEEDS_CAPTURED" });
    expect((await codBooks(ctx, id)).entries).toContainEqual({ kind: "refunded", amount: "450.00", actor_id: "shopify" });
  });

  test("wait until it is known that the money came in", async () => {
    const ctx = await testContext();
    const { id } = await buildCodOrder(ctx);
    await told(ctx, id, null);
    const early = await codBooks(ctx, id);

    await onOrder(ctx, id, (tx, order) => captureCod(tx, order));
    await inTransaction(ctx, (tx) => settleCodAccount(tx, id));

    expect(early.account?.refunded).toBe("0.00");
    expect((await codBooks(ctx, id)).account).toEqual({ expected: "499.00", captured: "499.00", refunded: "100.00" });
  });
});
