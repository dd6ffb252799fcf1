import { expect, test } from "vitest";
import { inTransaction } from "#app/platform/ctx.ts";
import { buildOrder } from "#test/factories/orders.ts";
import { testContext } from "#test/setup/context.ts";

test("tries a transaction again that PostgreSQL ended for a deadlock", async () => {
  const ctx = await testContext();
  const [a, b] = [await buildOrder(ctx), await buildOrder(ctx)];
  const touch = (first: bigint, second: bigint) =>
    inTransaction(ctx, async (tx) => {
      await tx.sql`select pg_sleep(0.2) from orders where shop = ${tx.shop} and id = ${first} for update`;
      await tx.sql`update orders set note = 'touched' where shop = ${tx.shop} and id = ${second}`;
    });

  await Promise.all([touch(a.id, b.id), touch(b.id, a.id)]);

  expect(await ctx.sql`select id from orders where shop = ${ctx.shop} and note = 'touched'`).toHaveLength(2);
});

test("commits what Prisma and statements by hand did together, or neither", async () => {
  const ctx = await testContext();
  const order = await buildOrder(ctx);

  const failed = inTransaction(ctx, async (tx) => {
    await tx.db.order.update({ where: { shop_id: { shop: tx.shop, id: order.id } }, data: { note: "by Prisma" } });
    await tx.sql`update orders set tags = array['by hand'] where shop = ${tx.shop} and id = ${order.id}`;
    throw new Error("changed my mind");
  });

  await expect(failed).rejects.toThrow("changed my mind");
  expect(await ctx.sql`select note, tags from orders where shop = ${ctx.shop}`).toEqual([{ note: null, tags: [] }]);
});

test("lets a context see the rows of its own shop, also when a statement forgets to say which", async () => {
  const [ctx, other] = [await testContext(), await testContext()];
  const order = await buildOrder(ctx);
  await buildOrder(other);

  const byHand = await ctx.sql<{ id: bigint }>`select id from orders`;
  const byPrisma = await inTransaction(ctx, (tx) => tx.db.order.findMany({ select: { id: true } }));

  expect(byHand).toEqual([{ id: order.id }]);
  expect(byPrisma).toEqual([{ id: order.id }]);
});

test("scopes every table that has a shop, so that a new one cannot be forgotten", async () => {
  const ctx = await testContext();

  const unscoped = await ctx.database.system`
    select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'shop' and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
      and not (c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))`;

  expect(unscoped).toEqual([]);
});

test.each(["raw_arrivals", "order_transition_logs", "audit_events"])("refuses to change or delete rows of %s", async (table) => {
  const ctx = await testContext();

  const triggers = await ctx.database.system`select tgname from pg_trigger where tgrelid = ${table}::regclass and tgname like 'append_only%'`;

  expect(triggers).toHaveLength(2);
});
