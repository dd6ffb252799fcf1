import { describe, expect, test } from "vitest";
import type { Ctx } from "#app/platform/ctx.ts";
import { buildOrderIn, logOf, stateOf, transition } from "#test/factories/workflow.ts";
import { operator, testContext, testSystemContext } from "#test/setup/context.ts";
import { registerEffect, registerTransition } from "../registry.ts";
import { applyRun, mostAtOnce } from "./apply-run.server.ts";
import { planRun } from "./plan-run.server.ts";
import { getRun } from "./read-runs.server.ts";
import { resultsFile } from "./results-file.server.ts";
import { workflowTasks } from "./tasks.server.ts";

function namesOf(orders: { id: bigint }[]): string[] {
  return orders.map(({ id }) => id.toString());
}

async function work(name: string): Promise<void> {
  await workflowTasks.find((task) => task.name === name)?.run(await testSystemContext(), {});
}

/** Many orders that wait for their payment, faster than one by one. */
async function buildMany(ctx: Ctx, count: number): Promise<string[]> {
  const { id } = await buildOrderIn(ctx, "pending");
  const rows = await ctx.sql<{ id: bigint }>`
    insert into orders (shop, id, name, number, created_at, updated_at, snapshot_tie, currency_code, total, financial_status, gateways, tags, search_text)
    select shop, id + i, '#' || i, i, created_at, updated_at, '', currency_code, total, 'pending', gateways, tags, '' from orders, generate_series(1, ${count - 1}::int) i where shop = ${ctx.shop} and id = ${id}
    returning id`;
  return [id, ...rows.map((row) => row.id)].map(String);
}

test("plans for each order: it will go, it is there already, or which guard refuses it and why; and changes nothing", async () => {
  const ctx = await testContext();
  const [pending, paid, fulfilled, voided] = [await buildOrderIn(ctx, "pending"), await buildOrderIn(ctx, "paid"), await buildOrderIn(ctx, "fulfilled"), await buildOrderIn(ctx, "pending", { financialStatus: "voided" })];

  const run = await planRun(ctx, { orderIds: namesOf([pending, paid, fulfilled, voided]), toState: "paid", note: "month's end" });

  expect(run).toMatchObject({ status: "planned", total: 4, note: "month's end", createdBy: "Asha", counts: { apply: 1, noop: 1, blocked: 2, applied: 0 } });
  expect(Object.fromEntries(run.items.map(({ name, plan, transition: by, guard, reason }) => [name, { plan, by, guard, hasReason: reason !== null }]))).toEqual({
    [pending.name]: { plan: "apply", by: "mark_paid", guard: null, hasReason: false },
    [paid.name]: { plan: "noop", by: null, guard: null, hasReason: true },
    [fulfilled.name]: { plan: "blocked", by: null, guard: null, hasReason: true },
    [voided.name]: { plan: "blocked", by: "mark_paid", guard: "payment_authorized", hasReason: true },
  });
  expect(await stateOf(ctx, pending)).toEqual({ state: "pending", version: 0 });
});

test("applies exactly the plan, and skips and reports what has changed since", async () => {
  const ctx = await testContext();
  const orders = [await buildOrderIn(ctx, "pending"), await buildOrderIn(ctx, "pending"), await buildOrderIn(ctx, "paid"), await buildOrderIn(ctx, "pending")];
  const [first, cancelled, , voided] = orders;
  const { id } = await planRun(ctx, { orderIds: namesOf(orders), toState: "paid", note: "month's end" });
  await transition(ctx, cancelled!, "cancelled");
  await ctx.sql`update orders set financial_status = 'voided' where shop = ${ctx.shop} and id = ${voided!.id}`;

  const run = await applyRun(ctx, id);

  expect(run).toMatchObject({ status: "done", counts: { apply: 3, noop: 1, blocked: 0, applied: 1, skipped: 2, failed: 0 } });
  expect(run.items.filter(({ outcome }) => outcome === "skipped").map(({ name }) => name)).toEqual([cancelled!.name, voided!.name]);
  expect(await logOf(ctx, first!)).toMatchObject([{ transition: "mark_paid", note: "month's end", actor: "Asha" }]);
  expect(await stateOf(ctx, cancelled!)).toMatchObject({ state: "cancelled" });
  expect(await ctx.sql`select event, data->>'applied' as applied from audit_events where shop = ${ctx.shop} and event like 'workflow.run_%' order by id`).toEqual([
    { event: "workflow.run_started", applied: "0" },
    { event: "workflow.run_finished", applied: "1" },
  ]);
});

test("skips an order that would go by another transition than was planned", async () => {
  const ctx = await testContext();
  const order = await buildOrderIn(ctx, "pending", { gateways: ["Cash on Delivery (COD)"] });
  const { id } = await planRun(ctx, { orderIds: namesOf([order]), toState: "shipped" });
  await ctx.sql`update orders set cod = false where shop = ${ctx.shop} and id = ${order.id}`;
  const remove = registerTransition({ name: "ship_anyway", from: ["pending"], to: "shipped", guards: [], effects: [] });

  const run = await applyRun(ctx, id);
  remove();

  expect(run.items).toMatchObject([{ plan: "apply", transition: "ship_before_payment", outcome: "skipped" }]);
  expect(await stateOf(ctx, order)).toEqual({ state: "pending", version: 0 });
});

test("reports what fails, and goes on with the others", async () => {
  const ctx = await testContext();
  const orders = await Promise.all([1, 2, 3].map(() => buildOrderIn(ctx, "refunded")));
  registerEffect("fails_for_one", (_tx, { order }) => {
    if (order.id === orders[1]?.id) throw new Error("no");
  });
  const remove = registerTransition({ name: "redo", from: ["refunded"], to: "paid", guards: [], effects: ["fails_for_one"] });

  const { id } = await planRun(ctx, { orderIds: namesOf(orders), toState: "paid" });
  const run = await applyRun(ctx, id);
  remove();

  expect(run.counts).toMatchObject({ applied: 2, failed: 1, skipped: 0 });
  expect(await stateOf(ctx, orders[1]!)).toEqual({ state: "refunded", version: 0 });
});

test("is applied once, however many ask for it", async () => {
  const ctx = await testContext();
  const orders = await Promise.all(Array.from({ length: 60 }, () => buildOrderIn(ctx, "pending")));
  const { id } = await planRun(ctx, { orderIds: namesOf(orders), toState: "paid" });

  await Promise.all([applyRun(ctx, id), applyRun(ctx, id), work("transitions.run")]);
  await work("transitions.run");

  expect(await getRun(ctx, id)).toMatchObject({ status: "done", counts: { applied: 60 } });
  expect(await ctx.sql`select count(*)::int as count from order_transition_logs where shop = ${ctx.shop}`).toEqual([{ count: 60 }]);
  expect(await ctx.sql`select count(*)::int as count from audit_events where shop = ${ctx.shop} and event = 'workflow.run_finished'`).toEqual([{ count: 1 }]);
});

test("is applied in the background above 250 orders, as whoever started it", async () => {
  const ctx = await testContext();
  const { id } = await planRun(ctx, { orderIds: await buildMany(ctx, mostAtOnce + 20), toState: "paid" });

  const started = await applyRun({ ...ctx, actor: { ...operator, label: "Meera" } }, id);
  await work("transitions.run");

  expect(started).toMatchObject({ status: "running", counts: { apply: 270, applied: 0 } });
  expect(await getRun(ctx, id)).toMatchObject({ status: "done", counts: { applied: 270 } });
  expect(await ctx.sql`select distinct actor_label, metadata->>'run' as run from order_transition_logs where shop = ${ctx.shop}`).toEqual([{ actor_label: "Meera", run: id }]);
});

test("goes on where a process left off when it died", async () => {
  const ctx = await testContext();
  const { id } = await planRun(ctx, { orderIds: namesOf([await buildOrderIn(ctx, "pending")]), toState: "paid" });
  await ctx.sql`update transition_runs set status = 'running', actor = ${JSON.stringify(operator)}, started_at = now() where shop = ${ctx.shop}`;

  await work("transitions.run");

  expect(await getRun(ctx, id)).toMatchObject({ status: "done", counts: { applied: 1 } });
});

describe("of another shop", () => {
  test("neither orders nor runs are found", async () => {
    const theirs = await testContext();
    const order = await buildOrderIn(theirs, "pending");
    const { id } = await planRun(theirs, { orderIds: namesOf([order]), toState: "paid" });
    const ctx = await testContext();

    await expect(planRun(ctx, { orderIds: namesOf([order]), toState: "paid" })).rejects.toMatchObject({ kind: "not_found" });
    await expect(applyRun(ctx, id)).rejects.toMatchObject({ kind: "not_found", code: "RUN_NOT_FOUND" });
    await expect(resultsFile(ctx, id)).rejects.toMatchObject({ kind: "not_found" });
    expect(await stateOf(theirs, order)).toEqual({ state: "pending", version: 0 });
  });
});

test("gives its results as a file, in which nothing is taken for a formula", async () => {
  const ctx = await testContext();
  const orders = [await buildOrderIn(ctx, "pending", { name: "=1+1,\"x\"" }), await buildOrderIn(ctx, "paid")];
  const { id } = await planRun(ctx, { orderIds: namesOf(orders), toState: "paid" });
  await applyRun(ctx, id);

  const { name, text } = await resultsFile(ctx, id);

  expect(name).toMatch(/^transitions-paid-\d{4}-\d\d-\d\d\.csv$/);
  const lines = text.replace("\uFEFF", "").trim().split("\r\n");
  expect(lines).toHaveLength(3);
  expect(lines[1]).toBe(`"'=1+1,""x""",gid://shopify/Order/${orders[0]?.id},pending,paid,apply,mark_paid,,,applied,`);
  expect(lines[2]).toContain(",noop,");
});

test("forgets runs that are old, and never one that is under way", async () => {
  const ctx = await testContext();
  const order = await buildOrderIn(ctx, "pending");
  const plans = await Promise.all([8, 1, 8].map(() => planRun(ctx, { orderIds: namesOf([order]), toState: "paid" })));
  const [old, fresh, running] = plans.map(({ id }) => id);
  await ctx.sql`update transition_runs set created_at = now() - interval '8 days' where shop = ${ctx.shop} and id <> ${fresh}`;
  await ctx.sql`update transition_runs set status = 'running', actor = ${JSON.stringify(operator)} where shop = ${ctx.shop} and id = ${running}`;

  await work("transitions.prune");

  await expect(getRun(ctx, old ?? "")).rejects.toMatchObject({ kind: "not_found" });
  expect([await getRun(ctx, fresh ?? ""), await getRun(ctx, running ?? "")]).toHaveLength(2);
});
