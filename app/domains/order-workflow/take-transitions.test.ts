import { describe, expect, test } from "vitest";
import type { WorkflowState } from "#app/domains/orders/schema.ts";
import { testContext } from "#test/setup/context.ts";
import { buildOrderIn, logOf, outboxOf, stateOf, transition } from "#test/factories/workflow.ts";

const cashOnDelivery = { gateways: ["Cash on Delivery (COD)"] };

/** The workflow as its document has it, the cash-on-delivery extension, and what each edge sends to Shopify. */
const edges: { name: string; from: WorkflowState; to: WorkflowState; sends: string[]; overrides?: object }[] = [
  { name: "mark_paid", from: "pending", to: "paid", sends: ["shopify.payment_capture"] },
  { name: "ship", from: "paid", to: "shipped", sends: ["shopify.fulfillment_create"] },
  { name: "fulfill", from: "shipped", to: "fulfilled", sends: ["shopify.delivery_report"] },
  { name: "cancel", from: "pending", to: "cancelled", sends: ["shopify.order_cancel"] },
  { name: "cancel", from: "paid", to: "cancelled", sends: ["shopify.order_cancel"] },
  { name: "refund", from: "fulfilled", to: "refunded", sends: ["shopify.refund_create"] },
  { name: "return", from: "fulfilled", to: "returned", sends: ["shopify.return_create"] },
  { name: "ship_before_payment", from: "pending", to: "shipped", sends: ["shopify.fulfillment_create"], overrides: cashOnDelivery },
];

describe.each(edges)("$name: $from → $to", ({ name, from, to, sends, overrides }) => {
  test("is taken with log, timeline and what it sends, in one commit", async () => {
    const ctx = await testContext();
    const order = await buildOrderIn(ctx, from, overrides);

    const result = await transition(ctx, order, to, { note: "as agreed" });

    expect(result).toMatchObject({ ok: true, fromState: from, toState: to, transition: name, idempotent: false, version: 1 });
    expect(await stateOf(ctx, order)).toEqual({ state: to, version: 1 });
    expect(await logOf(ctx, order)).toEqual([{ version: 1, from, to, transition: name, actor: "Asha", note: "as agreed", key: null, effects: result.effects, topic: null }]);
    expect((await outboxOf(ctx, order)).filter((type) => type.startsWith("shopify."))).toEqual(sends);
    expect(await ctx.sql`select details->>'note' as note from timeline_entries where shop = ${ctx.shop} and order_id = ${order.id} and event = ${`workflow.${name}`}`).toEqual([{ note: "as agreed" }]);
  });

  test("is refused to whom a guard refuses it, with the reason", async () => {
    const ctx = await testContext();
    const order = await buildOrderIn(ctx, from, overrides);

    const result = await transition(ctx, order, to, { params: { requiredPerms: ["settings"] } });

    expect(result).toMatchObject({ ok: false, fromState: from, transition: name, code: "GUARD_REFUSED", guard: "role_allowed", effects: [] });
    expect(await stateOf(ctx, order)).toEqual({ state: from, version: 0 });
    expect(await logOf(ctx, order)).toEqual([]);
    expect(await outboxOf(ctx, order)).toEqual([]);
  });

  test("is taken once by several at the same moment", async () => {
    const ctx = await testContext();
    const order = await buildOrderIn(ctx, from, overrides);

    const results = await Promise.all(Array.from({ length: 6 }, () => transition(ctx, order, to)));

    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const { code } of results.filter(({ ok }) => !ok)) expect(code).toBe("ALREADY_THERE");
    expect(await logOf(ctx, order)).toHaveLength(1);
    expect((await outboxOf(ctx, order)).filter((type) => type.startsWith("shopify."))).toEqual(sends);
  });

  test("does not find the order of another shop", async () => {
    const theirs = await testContext();
    const order = await buildOrderIn(theirs, from, overrides);

    const result = await transition(await testContext(), order, to);

    expect(result).toMatchObject({ ok: false, code: "ORDER_NOT_FOUND", fromState: null });
    expect(await stateOf(theirs, order)).toEqual({ state: from, version: 0 });
  });
});

const states: WorkflowState[] = ["pending", "paid", "shipped", "fulfilled", "cancelled", "refunded", "returned"];
const absent = states.flatMap((from) => states.filter((to) => to !== from && !edges.some((edge) => edge.from === from && edge.to === to)).map((to) => [from, to] as const));

test.each(absent)("refuses %s → %s, which the workflow does not have", async (from, to) => {
  const ctx = await testContext();
  const order = await buildOrderIn(ctx, from);

  const result = await transition(ctx, order, to);

  expect(result).toMatchObject({ ok: false, code: "NO_TRANSITION", transition: null });
  expect(await stateOf(ctx, order)).toEqual({ state: from, version: 0 });
});

test("refuses to ship what is not paid, unless it is paid on delivery", async () => {
  const ctx = await testContext();
  const order = await buildOrderIn(ctx, "pending");

  expect(await transition(ctx, order, "shipped")).toMatchObject({ ok: false, code: "GUARD_REFUSED", guard: "pays_on_delivery" });
});
