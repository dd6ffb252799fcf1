import { afterEach, expect, test } from "vitest";
import { readOrders } from "#app/domains/orders/index.server.ts";
import { testContext } from "#test/setup/context.ts";
import { buildOrderIn, logOf, outboxOf, stateOf, transition } from "#test/factories/workflow.ts";
import { checkRegistry, registerEffect, registerGuard, registerTransition, transitions } from "./registry.ts";
import { TransitionService } from "./transition-service.server.ts";

const rules = "./test/samples/shop-rules.ts";
const added: (() => void)[] = [];
afterEach(() => {
  for (const remove of added.splice(0)) remove();
});

function add(transition: Parameters<typeof registerTransition>[0]): void {
  added.push(registerTransition(transition));
}

test("takes a shop's own transition, with a guard and an effect from another module by name", async () => {
  add({ name: "gift", from: ["refunded"], to: "paid", guards: ["role_allowed", `${rules}#onlyGifts`], effects: [`${rules}#wrapAsGift`] });
  const ctx = await testContext();
  const order = await buildOrderIn(ctx, "refunded");

  const refused = await transition(ctx, order, "paid");
  const taken = await transition(ctx, order, "paid", { note: "a gift" });

  expect(refused).toMatchObject({ ok: false, code: "GUARD_REFUSED", guard: `${rules}#onlyGifts`, reason: "Only gifts go this way." });
  expect(taken).toMatchObject({ ok: true, transition: "gift", effects: [`${rules}#wrapAsGift`] });
  expect(await outboxOf(ctx, order)).toEqual(["mail.send"]);
});

test("takes a guard and an effect that are registered under a key, as a function or by the name of an export", async () => {
  registerGuard("only_gifts", `${rules}#onlyGifts`);
  registerEffect("note_it", async (tx, { order, note }) => {
    await tx.sql`update orders set note = ${note} where shop = ${tx.shop} and id = ${order.id}`;
  });
  add({ name: "gift", from: ["refunded"], to: "paid", guards: ["only_gifts"], effects: ["note_it"] });
  const ctx = await testContext();
  const order = await buildOrderIn(ctx, "refunded");

  await transition(ctx, order, "paid", { note: "a gift" });

  expect(await ctx.sql`select note from orders where shop = ${ctx.shop} and id = ${order.id}`).toEqual([{ note: "a gift" }]);
  expect(await logOf(ctx, order)).toMatchObject([{ transition: "gift", effects: ["note_it"] }]);
});

test.each([
  ["a guard that nobody registered", ["no_such_guard"], []],
  ["an effect that nobody registered", [], ["no_such_effect"]],
  ["an export that is not there", [`${rules}#noSuchExport`], []],
  ["an export that is no function", [`${rules}#notAFunction`], []],
])("finds %s at the start, and refuses the transition", async (_what, guards, effects) => {
  add({ name: "broken", from: ["refunded"], to: "paid", guards, effects });
  const ctx = await testContext();
  const order = await buildOrderIn(ctx, "refunded");

  await expect(checkRegistry()).rejects.toThrow();
  expect(await transition(ctx, order, "paid")).toMatchObject({ ok: false, transition: "broken" });
  expect(await stateOf(ctx, order)).toEqual({ state: "refunded", version: 0 });
});

test("refuses a second transition of the same name", () => {
  expect(() => add({ name: "ship", from: ["refunded"], to: "paid", guards: [], effects: [] })).toThrow();
});

test("finds every guard and effect that the workflow names", async () => {
  await expect(checkRegistry()).resolves.toBeUndefined();
  expect(transitions().find(({ name }) => name === "cancel")).toMatchObject({ from: ["pending", "paid"], to: "cancelled" });
});

test("says which transitions a state has, and of an order which of them are allowed and why others are not", async () => {
  const ctx = await testContext();
  const order = await buildOrderIn(ctx, "pending");
  const [locked] = await readOrders(ctx, [order.id]);

  const attempts = await TransitionService.allowedTransitions(ctx, locked!);

  expect(TransitionService.transitionsForState("pending").map(({ name }) => name)).toEqual(["mark_paid", "cancel", "ship_before_payment"]);
  expect(TransitionService.transitionsForState("cancelled")).toEqual([]);
  expect(attempts.map(({ name, allowed, guard }) => [name, allowed, guard])).toEqual([
    ["mark_paid", true, undefined],
    ["cancel", true, undefined],
    ["ship_before_payment", false, "pays_on_delivery"],
  ]);
  expect(await TransitionService.canTransition(ctx, locked!, "paid")).toMatchObject({ step: { transition: { name: "mark_paid" } } });
  expect(await TransitionService.canTransition(ctx, locked!, "fulfilled")).toMatchObject({ code: "NO_TRANSITION" });
});
