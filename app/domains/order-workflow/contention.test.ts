import { expect, test } from "vitest";
import { buildOrderOf, buildVariant, reservationsOf, stockOf } from "#test/factories/inventory.ts";
import { buildOrderIn, logOf, outboxOf, stateOf, transition } from "#test/factories/workflow.ts";
import { testContext } from "#test/setup/context.ts";
import { takeTransitions } from "./take-transitions.server.ts";

test("two hundred concurrent transitions on one order: one winner of each edge, and no deadlock", async () => {
  const ctx = await testContext();
  const order = await buildOrderIn(ctx, "pending");

  const wishes = Array.from({ length: 200 }, (_, index) => (["paid", "shipped", "fulfilled", "cancelled"] as const)[index % 4] ?? "paid");
  const results = await Promise.all(wishes.map((to) => transition(ctx, order, to)));

  const taken = results.filter(({ ok }) => ok);
  const log = await logOf(ctx, order);
  expect(log.map(({ version, transition: name }) => [version, name])).toEqual(taken.toSorted((a, b) => (a.version ?? 0) - (b.version ?? 0)).map(({ version, transition: name }) => [version, name]));
  expect(new Set(log.map(({ transition: name }) => name)).size).toBe(log.length);
  expect(log.slice(1).map(({ from }) => from)).toEqual(log.slice(0, -1).map(({ to }) => to));
  expect(await stateOf(ctx, order)).toEqual({ state: log.at(-1)?.to, version: log.length });
  expect((await outboxOf(ctx, order)).filter((type) => type === "shopify.order_cancel").length).toBe(log.filter(({ to }) => to === "cancelled").length);
});

test("several over the same orders and the same goods, named in any order, all come to an end", async () => {
  const ctx = await testContext();
  const variants = [await buildVariant(ctx, { stock: 100 }), await buildVariant(ctx, { stock: 100 }), await buildVariant(ctx, { stock: 100 })];
  const orders: { id: bigint }[] = [];
  for (let index = 0; index < 12; index += 1) {
    const wanted = variants.filter((_, place) => place !== index % 3).map((variant) => [variant, 1] as const);
    orders.push(await buildOrderOf(ctx, index % 2 ? wanted : wanted.toReversed(), { financialStatus: "pending" }));
  }
  const ids = orders.map(({ id }) => id);
  const half = ids.slice(0, 6);

  const answers = await Promise.all([ids, ids.toReversed(), half, half.toReversed(), ids.slice(6)].map((chosen) => takeTransitions(ctx, chosen, { toState: "paid" })));

  expect(answers.flat().filter(({ ok }) => ok)).toHaveLength(12);
  for (const variant of variants) expect(await stockOf(ctx, variant)).toMatchObject({ stock: 100, reserved: 8, oversold: 0 });
});

test("the last units go to one of several orders; the others stay where they were, and hold nothing", async () => {
  const ctx = await testContext();
  const variant = await buildVariant(ctx, { stock: 2 });
  const orders = await Promise.all(Array.from({ length: 5 }, () => buildOrderOf(ctx, [[variant, 2]], { financialStatus: "pending" })));

  const results = await Promise.all(orders.map((order) => transition(ctx, order, "paid")));

  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  for (const { code } of results.filter(({ ok }) => !ok)) expect(code).toBe("EFFECT_FAILED");
  for (const [index, order] of orders.entries()) {
    expect(await stateOf(ctx, order)).toMatchObject({ state: results[index]?.ok ? "paid" : "pending" });
    expect(await reservationsOf(ctx, order.id)).toHaveLength(results[index]?.ok ? 1 : 0);
    expect(await outboxOf(ctx, order)).toEqual(results[index]?.ok ? ["shopify.payment_capture"] : []);
  }
});
