import fc from "fast-check";
import { expect, test } from "vitest";
import type { Ctx } from "#app/platform/ctx.ts";
import { operator, testContext, testSystemContext } from "#test/setup/context.ts";
import { listOrders } from "../list-orders.server.ts";
import { ListOrders } from "../list-query.ts";
import { OrdersPage, Tab } from "../schema.ts";
import { tabCondition } from "../tabs.ts";
import { checkCounts } from "./check-counts.server.ts";
import { foldCounts } from "./fold-counts.server.ts";

const orders = 12;
const assignees = [null, operator.label, operator.id, "Bo"];

const kinds = ["insert", "delete", "hide", "show", "assign", "urgent", "move", "alert"] as const;

interface Change {
  order: number;
  kind: (typeof kinds)[number];
  value: number;
}

const changes = fc.array(
  fc.oneof(
    fc.record({ order: fc.nat(orders - 1), kind: fc.constantFrom(...kinds), value: fc.nat(3) }),
    fc.constant("fold" as const),
  ),
  { minLength: 5, maxLength: 40 },
);

async function make(ctx: Ctx, { order, kind, value }: Change): Promise<unknown> {
  const id = 1_000 + order;
  const at = new Date(Date.UTC(2026, 10, 20, 0, order, value));
  switch (kind) {
    case "insert":
      return ctx.sql`
        insert into orders (shop, id, name, number, created_at, updated_at, snapshot_tie, currency_code, total, tags, gateways, assigned_to)
        values (${ctx.shop}, ${id}, ${`#${order}`}, ${order}, ${at}, now(), '', 'INR', 10, '{}', '{}', ${assignees[value]}) on conflict do nothing`;
    case "delete":
      return ctx.sql`delete from orders where shop = ${ctx.shop} and id = ${id}`;
    case "hide":
      return ctx.sql`update orders set deleted_at = now() where shop = ${ctx.shop} and id = ${id}`;
    case "show":
      return ctx.sql`update orders set deleted_at = null where shop = ${ctx.shop} and id = ${id}`;
    case "assign":
      return ctx.sql`update orders set assigned_to = ${assignees[value]} where shop = ${ctx.shop} and id = ${id}`;
    case "urgent":
      return ctx.sql`update orders set priority = ${value > 1 ? "urgent" : "normal"} where shop = ${ctx.shop} and id = ${id}`;
    case "move":
      return ctx.sql`update orders set created_at = ${at}, assigned_to = ${assignees[value]} where shop = ${ctx.shop} and id = ${id}`;
    case "alert":
      return ctx.sql`insert into alerts (shop, id, subject, kind, severity, title, opened_at) values (${ctx.shop}, gen_random_uuid(), gen_random_uuid()::text, 'inventory', 'info', 'Short', now())`;
  }
}

async function tabsOf(ctx: Ctx): Promise<Record<string, number>> {
  return OrdersPage.parse(JSON.parse((await listOrders(ctx, ListOrders.parse({}))).text)).tabs;
}

async function counted(ctx: Ctx): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const tab of Tab.options) {
    const [row] = await ctx.sql<{ count: number }>`
      select count(*)::int as count from orders o where o.shop = ${ctx.shop} and o.deleted_at is null and ${tabCondition(tab, [operator.id, operator.label])}`;
    counts[tab] = row?.count ?? 0;
  }
  return counts;
}

test("counts of tabs and of a caller's own orders are those of the orders, whatever changes at once and whenever changes are folded in", async () => {
  const system = await testSystemContext();
  await fc.assert(
    fc.asyncProperty(changes, async (story) => {
      const ctx = await testContext();
      const line = story.flatMap((step) => (step === "fold" ? [] : [step]));

      for (const step of story) {
        await (step === "fold" ? foldCounts(system) : make(ctx, step));
        expect(await tabsOf(ctx)).toEqual(await counted(ctx));
      }
      await Promise.all([...line.map((change) => make(ctx, { ...change, value: 3 - change.value })), foldCounts(system), foldCounts(system)]);

      expect(await tabsOf(ctx)).toEqual(await counted(ctx));
      await foldCounts(system);
      expect(await tabsOf(ctx)).toEqual(await counted(ctx));
      expect(await checkCounts(system)).toEqual([]);
    }),
    { numRuns: 10 },
  );
}, 60_000);

test("an assignee's count that has drifted is noticed and mended", async () => {
  const system = await testSystemContext();
  const ctx = await testContext();
  for (let order = 0; order < 6; order += 1) await make(ctx, { order, kind: "insert", value: 1 + (order % 3) });
  await foldCounts(system);
  await ctx.sql`update order_assignee_counts set count = count + 1 where shop = ${ctx.shop} and assignee = 'Bo'`;
  await ctx.sql`delete from order_assignee_counts where shop = ${ctx.shop} and assignee = ${operator.label}`;

  expect(await checkCounts(system)).toEqual([ctx.shop]);

  expect((await tabsOf(ctx))["mine"]).toBe(4);
  expect(await checkCounts(system)).toEqual([]);
});

test("alerts that open are on the next page, though no order changes", async () => {
  const ctx = await testContext();
  await tabsOf(ctx);

  await make(ctx, { order: 0, kind: "alert", value: 0 });

  const { alerts } = OrdersPage.parse(JSON.parse((await listOrders(ctx, ListOrders.parse({}))).text));
  expect(alerts.map(({ title }) => title)).toEqual(["Short"]);
});
