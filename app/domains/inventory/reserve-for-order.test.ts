import fc from "fast-check";
import { expect, test } from "vitest";
import { getOrder, lockOrders } from "#app/domains/orders/index.server.ts";
import { inTransaction } from "#app/platform/ctx.ts";
import { buildOrderOf, buildVariant, reservationsOf, reserve, reserveLast, stockOf } from "#test/factories/inventory.ts";
import { buildOrder, lineItem } from "#test/factories/orders.ts";
import { testContext } from "#test/setup/context.ts";
import { availabilityFor, commitForOrder, releaseForOrder, reserveForOrder } from "./index.server.ts";

test("holds what an order needs, with an entry on its timeline", async () => {
  const ctx = await testContext();
  const [kettle, lid] = [await buildVariant(ctx), await buildVariant(ctx)];
  const order = await buildOrderOf(ctx, [[kettle, 2], [lid, 1]]);

  await reserve(ctx, order.id);

  expect(await stockOf(ctx, kettle)).toEqual({ stock: 10, reserved: 2, oversold: 0 });
  expect(await stockOf(ctx, lid)).toEqual({ stock: 10, reserved: 1, oversold: 0 });
  const [entry] = await ctx.sql<{ details: { items: unknown[] } }>`select details from timeline_entries where shop = ${ctx.shop} and event = 'inventory.held'`;
  expect(entry?.details.items).toHaveLength(2);
});

test("holds two lines of one variant together", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx, { stock: 3 });
  const order = await buildOrderOf(ctx, [[kettle, 2], [kettle, 2]]);

  await expect(reserve(ctx, order.id)).rejects.toMatchObject({ kind: "conflict", code: "INSUFFICIENT_STOCK", details: { short: [{ needed: 4, free: 3 }] } });

  expect(await stockOf(ctx, kettle)).toEqual({ stock: 3, reserved: 0, oversold: 0 });
});

test("holds nothing twice, and the rest when the order has grown", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx);
  const order = await buildOrderOf(ctx, [[kettle, 2]]);
  await reserve(ctx, order.id);

  await reserve(ctx, order.id);
  await ctx.sql`update order_line_items set current_quantity = 5 where shop = ${ctx.shop} and order_id = ${order.id}`;
  await reserve(ctx, order.id);

  expect(await reservationsOf(ctx, order.id)).toEqual([{ variant_id: kettle.id, quantity: 5, status: "ACTIVE" }]);
  expect(await stockOf(ctx, kettle)).toMatchObject({ reserved: 5 });
});

test("holds everything or nothing", async () => {
  const ctx = await testContext();
  const [kettle, lid] = [await buildVariant(ctx), await buildVariant(ctx, { stock: 0 })];
  const order = await buildOrderOf(ctx, [[kettle, 1], [lid, 1]]);

  await expect(reserve(ctx, order.id)).rejects.toMatchObject({ code: "INSUFFICIENT_STOCK" });

  expect(await stockOf(ctx, kettle)).toMatchObject({ reserved: 0 });
  expect(await reservationsOf(ctx, order.id)).toEqual([]);
});

test("gives the last unit to one of a hundred orders", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx, { stock: 1 });
  const orders = await Promise.all(Array.from({ length: 100 }, () => buildOrderOf(ctx, [[kettle, 1]])));

  const results = await Promise.allSettled(orders.map(({ id }) => reserve(ctx, id)));

  const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  expect(refused).toHaveLength(99);
  for (const error of refused) expect(error).toMatchObject({ kind: "conflict", code: "INSUFFICIENT_STOCK" });
  expect(await stockOf(ctx, kettle)).toEqual({ stock: 1, reserved: 1, oversold: 0 });
});

test("does not hold what Shopify does not count, and lets a merchant sell on who says so", async () => {
  const ctx = await testContext();
  const [gift, backorder] = [await buildVariant(ctx, { stock: 0, tracked: false }), await buildVariant(ctx, { stock: 1, policy: "continue" })];
  const order = await buildOrderOf(ctx, [[gift, 5], [backorder, 3]]);

  await reserve(ctx, order.id);

  expect(await reservationsOf(ctx, order.id)).toEqual([{ variant_id: backorder.id, quantity: 3, status: "ACTIVE" }]);
  expect(await stockOf(ctx, backorder)).toEqual({ stock: 1, reserved: 3, oversold: 2 });
  expect(await ctx.sql`select kind, severity from alerts where shop = ${ctx.shop} and kind = 'inventory' and closed_at is null`).toEqual([{ kind: "inventory", severity: "critical" }]);
});

test("holds what the mirror does not know yet, and asks Shopify about it", async () => {
  const ctx = await testContext();
  const order = await buildOrder(ctx, { lineItems: [lineItem({ quantity: 2, currentQuantity: 2 })] });

  await reserve(ctx, order.id);

  expect(await reservationsOf(ctx, order.id)).toMatchObject([{ quantity: 2, status: "ACTIVE" }]);
  expect(await ctx.sql`select gid, cause from stock_reads where shop = ${ctx.shop}`).toEqual([{ gid: `gid://shopify/ProductVariant/${order.lineItems[0]?.variantId}`, cause: "order" }]);
});

test("gives back what is released, takes off the shelf what is committed", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx);
  const [first, second] = [await buildOrderOf(ctx, [[kettle, 2]]), await buildOrderOf(ctx, [[kettle, 3]])];
  for (const { id } of [first, second]) await reserve(ctx, id);

  await inTransaction(ctx, async (tx) => {
    await releaseForOrder(tx, first.id);
    await commitForOrder(tx, second.id);
  });

  expect(await stockOf(ctx, kettle)).toEqual({ stock: 7, reserved: 0, oversold: 0 });
  expect(await reservationsOf(ctx, first.id)).toMatchObject([{ status: "RELEASED" }]);
  expect(await reservationsOf(ctx, second.id)).toMatchObject([{ status: "COMMITTED" }]);
});

test("gives back once, however often and however many at once ask for it", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx);
  const [order, other] = [await buildOrderOf(ctx, [[kettle, 2]]), await buildOrderOf(ctx, [[kettle, 4]])];
  for (const { id } of [order, other]) await reserve(ctx, id);

  await Promise.all(Array.from({ length: 5 }, () => inTransaction(ctx, (tx) => releaseForOrder(tx, order.id))));

  expect(await stockOf(ctx, kettle)).toMatchObject({ reserved: 4 });
});

test("says what an order could hold", async () => {
  const ctx = await testContext();
  const [kettle, lid] = [await buildVariant(ctx, { stock: 3 }), await buildVariant(ctx, { tracked: false })];
  const [order, other] = [await buildOrderOf(ctx, [[kettle, 2], [lid, 1]]), await buildOrderOf(ctx, [[kettle, 2]])];

  const before = await availabilityFor(ctx, order.id);
  await reserve(ctx, other.id);
  const after = await availabilityFor(ctx, order.id);
  const held = await availabilityFor(ctx, other.id);

  expect(before).toMatchObject({ available: true });
  expect(after).toMatchObject({ available: false });
  expect(after.lines).toEqual(expect.arrayContaining([expect.objectContaining({ sku: kettle.sku, needed: 2, held: 0, free: 1 }), expect.objectContaining({ sku: lid.sku, free: null })]));
  expect(held).toMatchObject({ available: true, lines: [{ needed: 2, held: 2 }] });
});

test("does not see an order or a variant of another shop", async () => {
  const [ctx, other] = [await testContext(), await testContext()];
  const kettle = await buildVariant(other);
  const order = await buildOrderOf(other, [[kettle, 1]]);

  const [locked] = await inTransaction(other, (tx) => lockOrders(tx, [order.id]));
  await reserve(ctx, order.id);
  if (locked) await inTransaction(ctx, (tx) => reserveForOrder(tx, locked, { reservationHours: 1 }));
  await inTransaction(ctx, (tx) => releaseForOrder(tx, order.id));

  expect(await stockOf(other, kettle)).toMatchObject({ reserved: 0 });
});

test("lets the database itself refuse to reserve what is not there", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx, { stock: 1 });

  await expect(ctx.sql`update product_variants set reserved_stock = 2 where shop = ${ctx.shop} and id = ${kettle.id}`).rejects.toMatchObject({ code: "23514" });
  await expect(ctx.sql`update product_variants set reserved_stock = -1 where shop = ${ctx.shop} and id = ${kettle.id}`).rejects.toMatchObject({ code: "23514" });
  await expect(ctx.sql`update product_variants set stock = -1 where shop = ${ctx.shop} and id = ${kettle.id}`).rejects.toMatchObject({ code: "23514" });
});

test("keeps every counter equal to its reservations under any mix of holds, releases and commits at once", async () => {
  const step = fc.record({ order: fc.nat(5), act: fc.constantFrom("reserve", "reserveLast", "release", "commit") });

  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 }), async (rounds) => {
      const ctx = await testContext();
      const variants = [await buildVariant(ctx, { stock: 3 }), await buildVariant(ctx, { stock: 5 }), await buildVariant(ctx, { stock: 2 })] as const;
      const orders = await Promise.all(Array.from({ length: 6 }, (_, index) => buildOrderOf(ctx, index % 2 === 0 ? [[variants[0], 1], [variants[1], 2]] : [[variants[2], 1], [variants[1], 1], [variants[0], 1]])));
      const acts = { reserve: (id: bigint) => reserve(ctx, id), reserveLast: (id: bigint) => reserveLast(ctx, id), release: (id: bigint) => inTransaction(ctx, (tx) => releaseForOrder(tx, id)), commit: (id: bigint) => inTransaction(ctx, (tx) => commitForOrder(tx, id)) };

      for (const round of rounds) {
        const results = await Promise.allSettled(round.map(({ order, act }) => acts[act](orders[order]?.id ?? 0n)));
        for (const result of results) if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "INSUFFICIENT_STOCK" });
      }

      const wrong = await ctx.sql`
        select v.id from product_variants v where v.shop = ${ctx.shop}
          and (v.reserved_stock <> (select coalesce(sum(quantity), 0) from reservations r where r.shop = v.shop and r.variant_id = v.id and r.status = 'ACTIVE') or v.oversold > 0 or v.reserved_stock > v.stock)`;
      expect(wrong).toEqual([]);
    }),
    { numRuns: 25 },
  );
});

test("shows an order's reservations on its page", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx);
  const order = await buildOrderOf(ctx, [[kettle, 2]]);
  await reserve(ctx, order.id);

  const { order: shown } = JSON.parse((await getOrder(ctx, order.id)).text);

  expect(shown.reservations).toEqual([
    { id: expect.any(String), variantId: `gid://shopify/ProductVariant/${kettle.id}`, productId: `gid://shopify/Product/${kettle.productId}`, sku: kettle.sku, title: "Kettle · Blue", quantity: 2, status: "ACTIVE", expiresAt: expect.any(String), createdAt: expect.any(String), settledAt: null },
  ]);
});
