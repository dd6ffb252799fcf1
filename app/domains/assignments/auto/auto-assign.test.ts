import { expect, test } from "vitest";
import { lockOrders } from "#app/domains/orders/index.server.ts";
import { type Ctx, inTransaction, type Tx } from "#app/platform/ctx.ts";
import { json } from "#app/platform/sql.ts";
import { buildOrder } from "#test/factories/orders.ts";
import { testContext, testSystemContext } from "#test/setup/context.ts";
import { untilWaiting } from "#test/setup/until-waiting.ts";
import { assignOrders, autoAssign, reportConflicts } from "../index.server.ts";
import { AutoAssign, type AutoStrategy } from "../schema.ts";
import { assignmentTasks } from "../tasks.server.ts";

const run = (ctx: Ctx, strategy: AutoStrategy, options: object = {}) => autoAssign(ctx, AutoAssign.parse({ strategy, ...options }));
const report = (ctx: Ctx) => reportConflicts(ctx, { hours: 2, limit: 50 });

async function settings(ctx: Ctx, values: object): Promise<void> {
  await ctx.sql`insert into shop_settings (shop, "values", updated_at, updated_by) values (${ctx.shop}, ${json(values)}, ${ctx.now}, 'test')`;
}

async function owners(ctx: Ctx): Promise<Record<string, number>> {
  const rows = await ctx.sql<{ owner: string; count: number }>`select coalesce(assigned_to, 'nobody') as owner, count(*)::int from orders where shop = ${ctx.shop} group by 1`;
  return Object.fromEntries(rows.map(({ owner, count }) => [owner, count]));
}

const build = (ctx: Ctx, count: number) => Promise.all(Array.from({ length: count }, (_, index) => buildOrder(ctx, { createdAt: new Date(Date.UTC(2026, 10, 20, 10, index)) })));
const team = [{ assignee: "asha" }, { assignee: "kabir" }];

test("deals out orders in turn, over several runs, with history, timeline and a record", async () => {
  const ctx = await testContext();
  await settings(ctx, { teamMembers: team });
  const [first] = await build(ctx, 3);

  const one = await run(ctx, "round_robin", { limit: 1 });
  const rest = await run(ctx, "round_robin");

  expect(one).toEqual({ assigned: [{ id: `gid://shopify/Order/${first?.id}`, assignedTo: "asha", source: "auto" }], conflicts: 0, left: [], dryRun: false });
  expect(rest.assigned.map(({ assignedTo }) => assignedTo)).toEqual(["kabir", "asha"]);
  expect(await ctx.sql`select source, version from order_assignment_history where shop = ${ctx.shop}`).toEqual(Array.from({ length: 3 }, () => ({ source: "auto", version: 1 })));
  expect(await ctx.sql`select 1 from audit_events where shop = ${ctx.shop} and event = 'assignments.dealt'`).toHaveLength(2);
});

test("says in a dry run who would get what, and gives nothing to anybody", async () => {
  const ctx = await testContext();
  await settings(ctx, { teamMembers: team });
  await build(ctx, 2);

  const { assigned, dryRun } = await run(ctx, "least_loaded", { dryRun: true });

  expect(dryRun).toBe(true);
  expect(assigned.map(({ assignedTo }) => assignedTo)).toEqual(["asha", "kabir"]);
  expect(await owners(ctx)).toEqual({ nobody: 2 });
});

test("routes by the shop's rules, and says why it left the others", async () => {
  const ctx = await testContext();
  await settings(ctx, { teamMembers: team, assignmentRules: [{ tags: ["gift"], assignee: "kabir" }, { countries: ["DE"], team: "everyone" }] });
  const [gift, german] = [await buildOrder(ctx, { tags: ["gift"] }), await buildOrder(ctx, { shippingAddress: { country_code: "DE" } })];
  const other = await buildOrder(ctx);

  const { assigned, left } = await run(ctx, "route");

  expect(assigned).toEqual(expect.arrayContaining([{ id: `gid://shopify/Order/${gift.id}`, assignedTo: "kabir", source: "route" }, { id: `gid://shopify/Order/${german.id}`, assignedTo: "asha", source: "route" }]));
  expect(left).toEqual([{ id: `gid://shopify/Order/${other.id}`, reason: "no_rule" }]);
});

test("gives each order to one, and nobody more than their capacity, with every assigner at work at once", async () => {
  const ctx = await testContext();
  await settings(ctx, { teamMembers: [{ assignee: "asha", capacity: 10 }, { assignee: "kabir", capacity: 12 }], assignmentRules: [{ team: "everyone" }] });
  const orders = await build(ctx, 40);

  const manual = orders.slice(0, 8).map(({ id }) => assignOrders(ctx, { orderIds: [id.toString()], assignee: "maya", expectedVersion: 0 }));
  const [byHand, ...runs] = await Promise.all([Promise.allSettled(manual), run(ctx, "round_robin"), run(ctx, "least_loaded"), run(ctx, "route"), run(ctx, "least_loaded")]);

  const refused = byHand.filter(({ status }) => status === "rejected").length;
  const found = await owners(ctx);
  expect(found).toEqual({ asha: 10, kabir: 12, ...(refused < 8 ? { maya: 8 - refused } : {}), nobody: 18 - (8 - refused) });
  expect(new Set(runs.flatMap(({ assigned }) => assigned.map(({ id }) => id))).size).toBe(22);
  expect(await ctx.sql`select 1 from order_assignment_history where shop = ${ctx.shop} group by order_id having count(*) > 1`).toEqual([]);
  const { bySource } = await report(ctx);
  expect(bySource.auto + bySource.route).toBe(runs.reduce((sum, { conflicts }) => sum + conflicts, 0));
  expect(bySource.manual).toBe(refused);
});

test("waits for nobody: an order that somebody works on is counted, and left for the next run", async () => {
  const ctx = await testContext();
  await settings(ctx, { teamMembers: team });
  const [held] = await build(ctx, 2);

  const result = await inTransaction(ctx, async (tx) => {
    await lockOrders(tx, [held?.id ?? 0n]);
    return run(ctx, "round_robin");
  });

  expect(result).toMatchObject({ assigned: [{ assignedTo: "asha" }], conflicts: 1, left: [{ id: `gid://shopify/Order/${held?.id}`, reason: "busy" }] });
  expect(await report(ctx)).toMatchObject({ total: 1, bySource: { manual: 0, auto: 1, route: 0 }, recent: [{ source: "auto", outcome: "given_up" }] });
});

test("tries an order again that somebody else only held for a moment, and counts that as a conflict that went well", async () => {
  const ctx = await testContext();
  await settings(ctx, { teamMembers: team });
  const [order] = await build(ctx, 1);
  const takeTurn = (tx: Tx) => tx.sql`select pg_advisory_xact_lock(hashtextextended(${tx.shop}, 45))`;

  // The assigner's first round meets the order's lock; its second waits for somebody else's turn until that is gone.
  const { running, behind, end } = await inTransaction(ctx, async (holder) => {
    await lockOrders(holder, [order?.id ?? 0n]);
    const [began, done] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const started = await inTransaction(ctx, async (first) => {
      await takeTurn(first);
      const assigner = run(ctx, "round_robin");
      await untilWaiting(1);
      const next = inTransaction(ctx, async (tx) => {
        await takeTurn(tx);
        began.resolve();
        await done.promise;
      });
      await untilWaiting(2);
      return { running: assigner, behind: next, end: done.resolve };
    });
    await began.promise;
    await untilWaiting(1);
    return started;
  });
  end();
  await behind;

  expect(await running).toMatchObject({ assigned: [{ assignedTo: "asha" }], conflicts: 1, left: [] });
  expect(await report(ctx)).toMatchObject({ total: 1, recent: [{ source: "auto", outcome: "retried" }] });
});

test("gives nothing to somebody who is away, and nobody what is closed; dashboards hear of the rest", async () => {
  const ctx = await testContext();
  await settings(ctx, { teamMembers: [{ assignee: "asha", available: false }, { assignee: "kabir" }] });
  const orders = await build(ctx, 2);
  await buildOrder(ctx, { cancelledAt: ctx.now });
  await ctx.sql`delete from live_signals where shop = ${ctx.shop}`;

  await run(ctx, "round_robin");

  expect(await owners(ctx)).toEqual({ kabir: 2, nobody: 1 });
  expect(await ctx.sql`select data from live_signals where shop = ${ctx.shop} and event = 'refresh'`).toEqual([{ data: { reason: "action", orderIds: orders.map(({ id }) => `gid://shopify/Order/${id}`) } }]);
});

test("shows conflicts by source and hour, of its own shop alone", async () => {
  const [ctx, other] = [await testContext({ now: new Date("2026-11-20T10:30:00Z") }), await testContext()];
  const order = await buildOrder(ctx);
  await assignOrders(ctx, { orderIds: [order.name], assignee: "asha", expectedVersion: 0 });
  await Promise.allSettled([assignOrders(ctx, { orderIds: [order.name], assignee: "kabir", expectedVersion: 0 })]);

  expect(await report(ctx)).toMatchObject({
    total: 1,
    series: [{ at: "2026-11-20T09:00:00.000Z", manual: 0, auto: 0, route: 0 }, { at: "2026-11-20T10:00:00.000Z", manual: 1 }],
    recent: [{ orderName: order.name, source: "manual", outcome: "refused", expectedVersion: 0, foundVersion: 1, actorId: "7001" }],
  });
  expect(await report(other)).toMatchObject({ total: 0, recent: [] });
});

test("works by the clock in the shops that ask for it", async () => {
  const [ctx, other] = [await testContext(), await testContext()];
  await settings(ctx, { teamMembers: team, autoAssign: "round_robin" });
  await settings(other, { teamMembers: team });
  for (const shop of [ctx, other]) await build(shop, 1);

  for (const { run: work } of assignmentTasks) await work(await testSystemContext(), {});

  expect(await owners(ctx)).toEqual({ asha: 1 });
  expect(await owners(other)).toEqual({ nobody: 1 });
});
