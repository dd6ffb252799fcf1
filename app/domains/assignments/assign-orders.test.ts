import { expect, test } from "vitest";
import { contextFor, inTransaction } from "#app/platform/ctx.ts";
import type { Sql } from "#app/platform/sql.ts";
import { buildOrder } from "#test/factories/orders.ts";
import { testContext } from "#test/setup/context.ts";
import { narrowDatabase } from "#test/setup/database.ts";
import { assignOrders } from "./assign-orders.server.ts";

async function assignmentOf(ctx: Awaited<ReturnType<typeof testContext>>, orderId: bigint) {
  const [row] = await ctx.sql<{ assigned_to: string | null; version: number | null }>`
    select o.assigned_to, a.version from orders o left join order_assignments a on a.shop = o.shop and a.order_id = o.id where o.shop = ${ctx.shop} and o.id = ${orderId}`;
  return row;
}

test("reads the shop's settings once, however many orders are given", async () => {
  const ctx = await testContext();
  const orders = [await buildOrder(ctx), await buildOrder(ctx), await buildOrder(ctx)];
  let reads = 0;

  await inTransaction(ctx, (tx) => {
    const counted: Sql = <Row extends object>(statement: TemplateStringsArray, ...values: unknown[]) => {
      if (statement.join("").includes("shop_settings")) reads += 1;
      return tx.sql<Row>(statement, ...values);
    };
    return assignOrders({ ...tx, sql: counted }, { orderIds: orders.map(({ name }) => name), assignee: "maya" });
  });

  expect(reads).toBe(1);
});

test("gives orders to an assignee with history, timeline and a metafield write on its way to Shopify", async () => {
  const ctx = await testContext();
  const order = await buildOrder(ctx);

  const assigned = await assignOrders(ctx, { orderIds: [order.name, order.id.toString()], assignee: "maya" });

  expect(assigned).toEqual([{ id: `gid://shopify/Order/${order.id}`, assignedTo: "maya" }]);
  expect(await assignmentOf(ctx, order.id)).toEqual({ assigned_to: "maya", version: 1 });
  expect(await ctx.sql`select "from", "to", version from order_assignment_history where shop = ${ctx.shop}`).toEqual([{ from: null, to: "maya", version: 1 }]);
  expect(await ctx.sql`select type from outbox_events where shop = ${ctx.shop}`).toEqual([{ type: "shopify.assignment_metafield" }]);
  expect(await ctx.sql`select event from timeline_entries where shop = ${ctx.shop} and event = 'assignment.changed'`).toHaveLength(1);
});

test("does nothing for an order that has the assignee already", async () => {
  const ctx = await testContext();
  const order = await buildOrder(ctx);
  await assignOrders(ctx, { orderIds: [order.name], assignee: "maya" });

  await assignOrders(ctx, { orderIds: [order.name], assignee: "maya" });

  expect(await assignmentOf(ctx, order.id)).toEqual({ assigned_to: "maya", version: 1 });
});

test("changes nothing when one of the orders is unknown", async () => {
  const ctx = await testContext();
  const order = await buildOrder(ctx);

  const refused = assignOrders(ctx, { orderIds: [order.name, "#404404"], assignee: "maya" });

  await expect(refused).rejects.toMatchObject({ kind: "not_found", details: { errors: [{ path: "orderIds.1" }] } });
  expect(await assignmentOf(ctx, order.id)).toEqual({ assigned_to: null, version: null });
});

test("lets one of several concurrent assigners win and counts the others", async () => {
  const ctx = await testContext();
  const order = await buildOrder(ctx);

  const results = await Promise.allSettled(["a", "b", "c", "d"].map((assignee) => assignOrders(ctx, { orderIds: [order.name], assignee, expectedVersion: 0 })));

  const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  expect(refused).toHaveLength(3);
  for (const error of refused) expect(error).toMatchObject({ kind: "conflict", code: "ASSIGNMENT_CONFLICT" });
  expect(await ctx.sql`select 1 from assignment_conflicts where shop = ${ctx.shop}`).toHaveLength(3);
});

test("refuses as many as there are connections at once, and does not wait for one more of them", async () => {
  const ctx = await testContext();
  const orders = [await buildOrder(ctx), await buildOrder(ctx)];
  const narrow = await narrowDatabase(2);
  const within = contextFor(narrow, ctx.shop, ctx.actor, ctx.correlationId, ctx.now);

  const results = await Promise.allSettled(orders.map(({ name }) => assignOrders(within, { orderIds: [name], assignee: "maya", expectedVersion: 1 })));
  await narrow.close();

  for (const result of results) expect(result).toMatchObject({ status: "rejected", reason: { code: "ASSIGNMENT_CONFLICT" } });
  expect(await ctx.sql`select 1 from assignment_conflicts where shop = ${ctx.shop}`).toHaveLength(2);
});

test("does not see an order of another shop", async () => {
  const ctx = await testContext();
  const order = await buildOrder(await testContext());

  const refused = assignOrders(ctx, { orderIds: [order.id.toString()], assignee: "maya" });

  await expect(refused).rejects.toMatchObject({ kind: "not_found" });
});
