import { afterEach, describe, expect, test } from "vitest";
import { buildOrderIn, logOf, outboxOf, stateOf, transition } from "#test/factories/workflow.ts";
import { testContext, testSystemContext } from "#test/setup/context.ts";
import { configureWorkflow } from "./mode.ts";
import { registerEffect, registerGuard, registerTransition } from "./registry.ts";
import { takeTransitions } from "./take-transitions.server.ts";

describe("an idempotency key", () => {
  test("gives a repeated request the earlier result and does nothing twice", async () => {
    const ctx = await testContext();
    const order = await buildOrderIn(ctx, "pending");

    const first = await transition(ctx, order, "paid", { idempotencyKey: "k-1" });
    await transition(ctx, order, "shipped");
    const again = await transition(ctx, order, "paid", { idempotencyKey: "k-1" });

    expect(again).toEqual({ ...first, idempotent: true });
    expect(await stateOf(ctx, order)).toEqual({ state: "shipped", version: 2 });
    expect(await logOf(ctx, order)).toMatchObject([{ key: "k-1" }, { key: null }]);
  });

  test("lets one of several concurrent requests do it, and gives the others its result", async () => {
    const ctx = await testContext();
    const order = await buildOrderIn(ctx, "pending");

    const results = await Promise.all(Array.from({ length: 8 }, () => transition(ctx, order, "paid", { idempotencyKey: "k-1" })));

    expect(results.filter(({ ok }) => ok)).toHaveLength(8);
    expect(results.filter(({ idempotent }) => !idempotent)).toHaveLength(1);
    expect(await outboxOf(ctx, order)).toEqual(["shopify.payment_capture"]);
  });

  test("is each order's own", async () => {
    const ctx = await testContext();
    const orders = [await buildOrderIn(ctx, "pending"), await buildOrderIn(ctx, "pending")];

    const results = await takeTransitions(ctx, orders.map(({ id }) => id), { toState: "paid", idempotencyKey: "k-1" });

    expect(results.map(({ ok, idempotent }) => ({ ok, idempotent }))).toEqual([{ ok: true, idempotent: false }, { ok: true, idempotent: false }]);
  });
});

test("a dry run says what would happen, and changes nothing", async () => {
  const ctx = await testContext();
  const order = await buildOrderIn(ctx, "pending");

  expect(await transition(ctx, order, "paid", { dryRun: true })).toMatchObject({ ok: true, transition: "mark_paid" });
  expect(await transition(ctx, order, "shipped", { dryRun: true })).toMatchObject({ ok: false, guard: "pays_on_delivery" });
  expect(await stateOf(ctx, order)).toEqual({ state: "pending", version: 0 });
  expect(await logOf(ctx, order)).toEqual([]);
  expect(await outboxOf(ctx, order)).toEqual([]);
});

describe("a failing step", () => {
  const removals: (() => void)[] = [];
  afterEach(() => {
    for (const remove of removals.splice(0)) remove();
  });

  function breaking(guards: string[], effects: string[]): void {
    removals.push(registerTransition({ name: "breaking", from: ["refunded"], to: "paid", guards, effects }));
  }

  test("is rolled back with all that its effects did, and holds up no other order", async () => {
    const ctx = await testContext();
    const [good, bad, other] = [await buildOrderIn(ctx, "refunded"), await buildOrderIn(ctx, "refunded"), await buildOrderIn(ctx, "refunded")];
    registerEffect("write_then_fail", async (tx, { order }) => {
      await tx.sql`update orders set note = 'touched' where shop = ${tx.shop} and id = ${order.id}`;
      if (order.id === bad.id) throw new Error("the printer is out of paper");
    });
    breaking([], ["send_email", "write_then_fail"]);

    const results = await takeTransitions(ctx, [good.id, bad.id, other.id], { toState: "paid" });

    expect(results.map(({ ok, code }) => [ok, code])).toEqual([[true, undefined], [false, "EFFECT_FAILED"], [true, undefined]]);
    expect(await ctx.sql`select id from orders where shop = ${ctx.shop} and note = 'touched' order by id`).toEqual([good, other].map(({ id }) => ({ id })).sort((a, b) => (a.id < b.id ? -1 : 1)));
    expect(await stateOf(ctx, bad)).toEqual({ state: "refunded", version: 0 });
    expect(await logOf(ctx, bad)).toEqual([]);
  });

  test("does not say more of an error than whose it was", async () => {
    const ctx = await testContext();
    const order = await buildOrderIn(ctx, "refunded");
    registerEffect("leak", () => {
      throw new Error("password=hunter2");
    });
    breaking([], ["leak"]);

    const { reason } = await transition(ctx, order, "paid");

    expect(reason).toContain("leak");
    expect(reason).not.toContain("hunter2");
  });

  test("counts as refused when a guard cannot say", async () => {
    const ctx = await testContext();
    const order = await buildOrderIn(ctx, "refunded");
    registerGuard("cannot_say", () => {
      throw new Error("no answer");
    });
    breaking(["cannot_say"], []);

    expect(await transition(ctx, order, "paid")).toMatchObject({ ok: false, code: "GUARD_FAILED" });
    expect(await stateOf(ctx, order)).toEqual({ state: "refunded", version: 0 });
  });

  test("asks the guards again under the lock", async () => {
    const ctx = await testContext();
    const order = await buildOrderIn(ctx, "refunded");
    let asked = 0;
    registerGuard("first_time_only", () => ((asked += 1) === 1 ? { allowed: true } : { allowed: false, reason: "not any more" }));
    breaking(["first_time_only"], []);

    expect(await transition(ctx, order, "paid")).toMatchObject({ ok: false, code: "GUARD_REFUSED", reason: "not any more" });
    expect(asked).toBe(2);
  });
});

test("the database refuses to change, remove or skip what the log says", async () => {
  const ctx = await testContext();
  const order = await buildOrderIn(ctx, "pending");
  await transition(ctx, order, "paid");

  await expect(ctx.sql`update order_transition_logs set note = 'no' where shop = ${ctx.shop}`).rejects.toThrow();
  await expect(ctx.sql`delete from order_transition_logs where shop = ${ctx.shop}`).rejects.toThrow();
  const system = await testSystemContext();
  await expect(system.sql`delete from order_transition_logs where shop = ${ctx.shop}`).rejects.toThrow();
  await expect(system.sql`truncate order_transition_logs`).rejects.toThrow();
  expect(await logOf(ctx, order)).toHaveLength(1);
});

describe("with the workflow off", () => {
  afterEach(() => configureWorkflow({ enabled: true }));

  test.each([
    ["everywhere", async () => configureWorkflow({ enabled: false })],
    ["in a shop", async (ctx: Awaited<ReturnType<typeof testContext>>) => void (await ctx.sql`insert into shop_settings (shop, "values", updated_at, updated_by) values (${ctx.shop}, '{"workflowEnabled": false}', now(), 'test')`)],
  ])("%s, sets a state directly, without guards and effects, and logs it", async (_where, switchOff) => {
    const ctx = await testContext();
    const order = await buildOrderIn(ctx, "pending");
    await switchOff(ctx);

    const result = await transition(ctx, order, "fulfilled", { note: "emergency", params: { requiredPerms: ["settings"] } });

    expect(result).toMatchObject({ ok: true, transition: "direct_update", effects: [] });
    expect(await stateOf(ctx, order)).toEqual({ state: "fulfilled", version: 1 });
    expect(await logOf(ctx, order)).toMatchObject([{ from: "pending", to: "fulfilled", transition: "direct_update", actor: "Asha", note: "emergency", effects: [] }]);
    expect(await outboxOf(ctx, order)).toEqual([]);
  });
});
