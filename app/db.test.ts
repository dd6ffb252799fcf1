import { describe, expect, test } from "vitest";
import { inSavepoint, inSteadyTransaction, inTransaction, type Tx } from "#app/platform/ctx.ts";
import type { Sql } from "#app/platform/sql.ts";
import { buildOrder } from "#test/factories/orders.ts";
import { testContext, testSystemContext } from "#test/setup/context.ts";

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
    await tx.prisma((db) => db.order.update({ where: { shop_id: { shop: tx.shop, id: order.id } }, data: { note: "by Prisma" } }));
    await tx.sql`update orders set tags = array['by hand'] where shop = ${tx.shop} and id = ${order.id}`;
    throw new Error("changed my mind");
  });

  await expect(failed).rejects.toThrow("changed my mind");
  expect(await ctx.sql`select note, tags from orders where shop = ${ctx.shop}`).toEqual([{ note: null, tags: [] }]);
});

test("undoes what Prisma did when its part is refused, and nothing else", async () => {
  const ctx = await testContext();
  const order = await buildOrder(ctx);

  await inTransaction(ctx, async (tx) => {
    await tx.sql`update orders set tags = array['by hand'] where shop = ${tx.shop} and id = ${order.id}`;
    const refused = tx.prisma(async (db) => {
      await db.order.updateMany({ data: { note: "by Prisma" } });
      throw new Error("changed my mind");
    });
    await expect(refused).rejects.toThrow("changed my mind");
  });

  expect(await ctx.sql`select note, tags from orders where shop = ${ctx.shop}`).toEqual([{ note: null, tags: ["by hand"] }]);
});

test("lets what joins a transaction end with a last statement of its own, and commits nothing before the caller does", async () => {
  const ctx = await testContext();
  await buildOrder(ctx);

  const failed = inTransaction(ctx, async (tx) => {
    await inTransaction(tx, (inner) => inner.last`update orders set note = 'touched' where shop = ${inner.shop}`);
    await inSavepoint(tx, (inner) => inner.last`update orders set tags = array['touched'] where shop = ${inner.shop}`);
    throw new Error("changed my mind");
  });

  await expect(failed).rejects.toThrow("changed my mind");
  expect(await ctx.sql`select note, tags from orders where shop = ${ctx.shop}`).toEqual([{ note: null, tags: [] }]);
});

describe.each([
  ["a transaction", inTransaction],
  ["a steady transaction", inSteadyTransaction],
])("%s", (_name, open) => {
  const touch = (tx: Tx, id: bigint) => tx.sql<{ id: bigint }>`update orders set note = 'touched' where id = ${id} returning id`;

  test("is over with its last statement, and committed unless that fails", async () => {
    const ctx = await testContext();
    const order = await buildOrder(ctx);

    await expect(open(ctx, async (tx) => (await touch(tx, order.id), await tx.last`select 1 / 0`))).rejects.toMatchObject({ code: "22012" });
    expect(await ctx.sql`select id from orders where shop = ${ctx.shop} and note = 'touched'`).toEqual([]);
    const late = open(ctx, async (tx) => {
      await tx.last`update orders set note = 'last' where shop = ${tx.shop}`;
      await touch(tx, order.id);
    });
    await expect(late).rejects.toThrow("last statement");
    expect(await ctx.sql`select note from orders where shop = ${ctx.shop}`).toEqual([{ note: "last" }]);
  });

  test("sees and changes the rows of its own shop alone, whichever shop its connection was for before", async () => {
    const [ctx, other] = [await testContext(), await testContext()];
    const [mine, theirs] = [await buildOrder(ctx), await buildOrder(other)];

    for (let round = 0; round < 3; round += 1) {
      expect(await open(ctx, async (tx) => [...(await touch(tx, mine.id)), ...(await touch(tx, theirs.id))])).toEqual([{ id: mine.id }]);
      expect(await open(other, async (tx) => [...(await touch(tx, mine.id)), ...(await touch(tx, theirs.id))])).toEqual([{ id: theirs.id }]);
    }
  });

  test("is joined by the one inside it: both are undone together, and nobody is woken", async () => {
    const ctx = await testContext();
    const order = await buildOrder(ctx);
    let woken = 0;

    const failed = open(ctx, async (tx) => {
      await inTransaction(tx, (inner) => touch(inner, order.id));
      await inSteadyTransaction(tx, async (inner) => inner.afterCommit(() => (woken += 1)));
      throw new Error("changed my mind");
    });

    await expect(failed).rejects.toThrow("changed my mind");
    expect(await ctx.sql`select note from orders where shop = ${ctx.shop}`).toEqual([{ note: null }]);
    expect(woken).toBe(0);
  });

  test("wakes others once it is committed", async () => {
    const ctx = await testContext();
    const order = await buildOrder(ctx);
    let seen: Promise<unknown> = Promise.resolve();

    await open(ctx, async (tx) => {
      tx.afterCommit(() => {
        seen = ctx.sql`select note from orders where shop = ${ctx.shop}`;
      });
      await touch(tx, order.id);
    });

    expect(await seen).toEqual([{ note: "touched" }]);
  });

  test("does not pass for committed when one of its statements failed and nobody said so", async () => {
    const ctx = await testContext();
    const order = await buildOrder(ctx);

    const swallowed = open(ctx, async (tx) => {
      await touch(tx, order.id);
      await tx.sql`select 1 / 0`.catch(() => []);
    });

    await expect(swallowed).rejects.toThrow("rolled back");
    expect(await ctx.sql`select note from orders where shop = ${ctx.shop}`).toEqual([{ note: null }]);
  });

  test("is undone when its connection is lost, and the next one has another", async () => {
    const ctx = await testContext();
    const order = await buildOrder(ctx);

    const lost = open(ctx, async (tx) => {
      await touch(tx, order.id);
      const [backend] = await tx.sql<{ pid: number }>`select pg_backend_pid() as pid`;
      await ctx.database.system`select pg_terminate_backend(${backend?.pid}, 5000)`;
      await tx.sql`select 1`;
    });

    await expect(lost).rejects.toThrow();
    expect(await open(ctx, (tx) => tx.sql`select note from orders where shop = ${tx.shop}`)).toEqual([{ note: null }]);
  });
});

test("lets a context see the rows of its own shop, also when a statement forgets to say which", async () => {
  const [ctx, other] = [await testContext(), await testContext()];
  const order = await buildOrder(ctx);
  await buildOrder(other);

  const byHand = await ctx.sql<{ id: bigint }>`select id from orders`;
  const byPrisma = await inTransaction(ctx, (tx) => tx.prisma((db) => db.order.findMany({ select: { id: true } })));

  expect(byHand).toEqual([{ id: order.id }]);
  expect(byPrisma).toEqual([{ id: order.id }]);
});

test.each(["a statement", "a transaction"])("gives what spans shops big integers as they are, in %s too", async (which) => {
  const { database } = await testContext();
  const read = (sql: Sql) => sql<{ id: bigint }>`select ${2n ** 62n}::bigint as id`;

  const rows = which === "a statement" ? await read(database.system) : await database.systemTransaction(await testSystemContext(), (tx) => read(tx.sql));

  expect(rows).toEqual([{ id: 2n ** 62n }]);
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
