import { expect, test } from "vitest";
import type { Ctx } from "#app/platform/ctx.ts";
import { allowedActions } from "#app/platform/machine.ts";
import { buildReturn, outboxOf, returnOf } from "#test/factories/returns.ts";
import { testContext } from "#test/setup/context.ts";
import { advanceReturn } from "./advance-return.server.ts";
import { ReturnAction, returnMachine, ReturnState, type ReturnStepAction, targetOf } from "./schema.ts";

const steps = ReturnAction.options.flatMap((action) => (action === "open" ? [] : [action]));
const pairs = ReturnState.options.flatMap((state) => steps.map((action) => ({ state, action })));
const edges = pairs.flatMap(({ state, action }) => (returnMachine[state][action] ? [{ state, action, to: returnMachine[state][action] }] : []));
const absent = pairs.filter(({ state, action }) => !returnMachine[state][action] && targetOf[action] !== state);
const arrived = pairs.filter(({ state, action }) => targetOf[action] === state);

function take(ctx: Ctx, { id, orderId }: { id: string; orderId: bigint }, action: ReturnStepAction) {
  return advanceReturn(ctx, { orderId: orderId.toString(), returnId: id, action, ...(action === "deny" ? { note: "Worn" } : {}) });
}

/** The contract's table (section 3): each action with the states that it leads from, and where. */
const contract: Record<ReturnStepAction, readonly [from: readonly ReturnState[], to: ReturnState]> = {
  approve_request: [["requested"], "awaiting_label"],
  generate_label: [["awaiting_label"], "label_generated"],
  mark_in_transit: [["label_generated"], "in_transit"],
  request_inspection: [["label_generated", "in_transit"], "inspection"],
  approve_refund: [["inspection"], "awaiting_refund"],
  complete: [["awaiting_refund"], "completed"],
  deny: [["requested", "awaiting_label", "label_generated", "in_transit", "inspection", "awaiting_refund"], "denied"],
  cancel: [["requested", "awaiting_label", "label_generated", "in_transit"], "cancelled"],
};

test.each(steps)("%s leads from where the contract says to where it says, and from nowhere else", (action) => {
  const [from, to] = contract[action];

  expect(edges.filter((edge) => edge.action === action)).toEqual(ReturnState.options.flatMap((state) => (from.includes(state) ? [{ state, action, to }] : [])));
  expect(targetOf[action]).toBe(to);
});

test.each(edges)("takes a return by $action from $state to $to, with its history and the order's timeline", async ({ state, action, to }) => {
  const ctx = await testContext();
  const built = await buildReturn(ctx, { state });

  await take(ctx, built, action);

  const after = await returnOf(ctx, built.id);
  expect(after).toMatchObject({ state: to, version: 2, closed: ["completed", "denied", "cancelled"].includes(to) });
  expect(after.history.at(-1)).toMatchObject({ action, from_state: state, to_state: to });
  expect(await ctx.sql`select event, details->>'returnId' as id from timeline_entries where shop = ${ctx.shop} and event = ${`return.${to}`}`).toEqual([{ event: `return.${to}`, id: built.id }]);
  expect(await ctx.sql`select return_status from orders where shop = ${ctx.shop}`).toEqual([{ return_status: to }]);
});

test("refuses every other pair with the state and what it allows, and changes nothing", async () => {
  const ctx = await testContext();
  const returns = new Map<ReturnState, Awaited<ReturnType<typeof buildReturn>>>();
  for (const state of ReturnState.options) returns.set(state, await buildReturn(ctx, { state }));

  for (const { state, action } of absent) {
    const built = returns.get(state);
    const refused = built && take(ctx, built, action);
    await expect(refused, `${state} → ${action}`).rejects.toMatchObject({ kind: "conflict", code: "TRANSITION_NOT_ALLOWED", details: { state, allowed: allowedActions(returnMachine, state) } });
  }

  for (const [state, { id }] of returns) expect(await returnOf(ctx, id)).toMatchObject({ state, version: 1 });
  expect(await outboxOf(ctx)).toEqual([]);
});

test("does nothing for an action that leads to where the return is", async () => {
  const ctx = await testContext();

  for (const { state, action } of arrived) {
    const built = await buildReturn(ctx, { state });
    await take(ctx, built, action);
    expect(await returnOf(ctx, built.id)).toMatchObject({ state, version: 1 });
  }

  expect(await outboxOf(ctx)).toEqual([]);
});

test("takes a step once when several ask for it at the same moment", async () => {
  const ctx = await testContext();
  const built = await buildReturn(ctx, { state: "inspection" });

  const results = await Promise.allSettled(Array.from({ length: 5 }, () => take(ctx, built, "approve_refund")));

  expect(results.every(({ status }) => status === "fulfilled")).toBe(true);
  const after = await returnOf(ctx, built.id);
  expect(after).toMatchObject({ state: "awaiting_refund", version: 2, refunds: [{ status: "requested", amount: "499.00" }] });
  expect(await outboxOf(ctx)).toEqual(["shopify.return_refund"]);
});

test("lets one of two contrary actions win", async () => {
  const ctx = await testContext();
  const built = await buildReturn(ctx, { state: "in_transit" });

  const results = await Promise.allSettled([take(ctx, built, "request_inspection"), take(ctx, built, "cancel")]);

  const after = await returnOf(ctx, built.id);
  expect(after.version).toBe(2);
  expect(results.filter(({ status }) => status === "rejected")).toHaveLength(1);
  expect(["inspection", "cancelled"]).toContain(after.state);
});

test("opens one return of all that was sent, however many ask at once", async () => {
  const ctx = await testContext();
  const { id, orderId } = await buildReturn(ctx, { state: "denied", quantity: 3 });

  await Promise.all(Array.from({ length: 4 }, () => advanceReturn(ctx, { orderId: orderId.toString(), action: "open", reason: "Too small" })));

  const opened = await ctx.sql<{ id: string }>`select id from returns where shop = ${ctx.shop} and id <> ${id}`;
  expect(opened).toHaveLength(1);
  expect(await ctx.sql`select quantity, reason from return_lines where shop = ${ctx.shop} and return_id <> ${id}`).toEqual([{ quantity: 3, reason: "Too small" }]);
  expect(await outboxOf(ctx)).toEqual(["shopify.return_create"]);
});

test("refuses to open a return for units that cannot come back, or beside one that is further on", async () => {
  const ctx = await testContext();
  const done = await buildReturn(ctx, { state: "completed", quantity: 2 });
  const open = await buildReturn(ctx, { state: "in_transit" });

  const again = () => advanceReturn(ctx, { orderId: done.orderId.toString(), action: "open", lineItems: [{ id: done.lineItemId.toString(), quantity: 1 }] });
  const strange = () => advanceReturn(ctx, { orderId: done.orderId.toString(), action: "open", lineItems: [{ id: "999", quantity: 1 }] });
  const second = () => advanceReturn(ctx, { orderId: open.orderId.toString(), action: "open" });

  await expect(again()).rejects.toMatchObject({ kind: "conflict", code: "RETURN_LINES", details: { errors: [{ path: "lineItems.0.quantity" }] } });
  await expect(strange()).rejects.toMatchObject({ details: { errors: [{ path: "lineItems.0.id" }] } });
  await expect(second()).rejects.toMatchObject({ kind: "conflict", code: "RETURN_ALREADY_OPEN", details: { state: "in_transit", allowed: ["request_inspection", "deny", "cancel"] } });
});

test("keeps the label that was made, and the note of each step", async () => {
  const ctx = await testContext();
  const { id, orderId } = await buildReturn(ctx);

  await advanceReturn(ctx, { orderId: orderId.toString(), action: "generate_label", note: "By post", label: { url: "https://labels.example/1.pdf", trackingNumber: "RET-1", carrier: "Post" } });

  expect(await returnOf(ctx, id)).toMatchObject({ label_url: "https://labels.example/1.pdf", tracking_number: "RET-1", history: [{}, { action: "generate_label", note: "By post" }] });
});

test("knows no order or return of another shop", async () => {
  const ctx = await testContext();
  const own = await buildReturn(ctx);
  const other = await buildReturn(await testContext());

  await expect(take(ctx, other, "generate_label")).rejects.toMatchObject({ kind: "not_found" });
  await expect(take(ctx, { ...own, id: other.id }, "generate_label")).rejects.toMatchObject({ kind: "not_found", code: "RETURN_NOT_FOUND" });
});
