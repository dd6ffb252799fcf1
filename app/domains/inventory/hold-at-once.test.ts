import { expect, test } from "vitest";
import { lockOrders } from "#app/domains/orders/index.server.ts";
import { inSteadyTransaction, inTransaction } from "#app/platform/ctx.ts";
import { buildOrderOf, buildVariant, reservationsOf, reserveLast, stockOf } from "#test/factories/inventory.ts";
import { newId, testContext } from "#test/setup/context.ts";
import { prepareReservation } from "./index.server.ts";
import { settleOrderAlert } from "./inventory-alerts.server.ts";

test("holds what an order needs with the last statement of its transaction", async () => {
  const ctx = await testContext();
  const [kettle, lid] = [await buildVariant(ctx), await buildVariant(ctx)];
  const order = await buildOrderOf(ctx, [[kettle, 2], [lid, 1]]);

  await reserveLast(ctx, order.id);
  await reserveLast(ctx, order.id);

  expect(await reservationsOf(ctx, order.id)).toEqual([kettle, lid].map(({ id }, index) => ({ variant_id: id, quantity: 2 - index, status: "ACTIVE" })).sort((a, b) => (a.variant_id < b.variant_id ? -1 : 1)));
  expect(await stockOf(ctx, kettle)).toEqual({ stock: 10, reserved: 2, oversold: 0 });
  expect(await stockOf(ctx, lid)).toEqual({ stock: 10, reserved: 1, oversold: 0 });
  expect(await ctx.sql`select details->'items' as items from timeline_entries where shop = ${ctx.shop} and event = 'inventory.held'`).toEqual([
    { items: expect.arrayContaining([{ variantId: `gid://shopify/ProductVariant/${kettle.id}`, sku: kettle.sku, quantity: 2 }]) },
  ]);
});

test("holds what is more than a matter of counting in a second attempt, and for a while takes nothing of it for granted", async () => {
  const ctx = await testContext();
  const [kettle, advice, teapot] = [await buildVariant(ctx), await buildVariant(ctx, { tracked: false }), await buildVariant(ctx, { stock: 1, policy: "continue" })];
  const [first, second] = [await buildOrderOf(ctx, [[kettle, 1], [advice, 1], [teapot, 2]]), await buildOrderOf(ctx, [[kettle, 1], [advice, 1], [teapot, 2]])];
  const attempts: number[] = [];

  for (const { id } of [first, second]) {
    await inSteadyTransaction(ctx, async (tx) => {
      attempts.push(tx.attempt);
      for (const order of await lockOrders(tx, [id])) await (await prepareReservation(tx, order, { reservationHours: 1 }))?.(tx.last);
    });
  }

  expect(attempts).toEqual([1, 2, 1]);
  expect(await stockOf(ctx, kettle)).toEqual({ stock: 10, reserved: 2, oversold: 0 });
  expect(await stockOf(ctx, advice)).toMatchObject({ reserved: 0 });
  expect(await stockOf(ctx, teapot)).toEqual({ stock: 1, reserved: 4, oversold: 3 });
  expect((await reservationsOf(ctx, second.id)).map(({ quantity, status }) => [quantity, status])).toEqual(expect.arrayContaining([[1, "ACTIVE"], [2, "ACTIVE"]]));
});

test("holds what the mirror does not know yet in a second attempt, and asks Shopify about it", async () => {
  const ctx = await testContext();
  const [kettle, novelty] = [await buildVariant(ctx), { id: newId() }];
  const order = await buildOrderOf(ctx, [[kettle, 1], [novelty, 2]]);

  await reserveLast(ctx, order.id);

  expect((await reservationsOf(ctx, order.id)).map(({ quantity, status }) => [quantity, status]).sort()).toEqual([[1, "ACTIVE"], [2, "ACTIVE"]]);
  expect(await stockOf(ctx, novelty)).toMatchObject({ reserved: 2 });
  expect(await ctx.sql`select gid, cause from stock_reads where shop = ${ctx.shop}`).toContainEqual({ gid: `gid://shopify/ProductVariant/${novelty.id}`, cause: "order" });
});

test("closes the alert of an order whose reservation had expired", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx);
  const order = await buildOrderOf(ctx, [[kettle, 1]]);
  await ctx.sql`update orders set workflow_version = 1 where shop = ${ctx.shop} and id = ${order.id}`;
  await inTransaction(ctx, (tx) => settleOrderAlert(tx, order.id, "its reservation has expired"));

  await reserveLast(ctx, order.id);

  expect(await ctx.sql`select kind, closed_at is not null as closed from alerts where shop = ${ctx.shop} and kind = 'inventory'`).toEqual([{ kind: "inventory", closed: true }]);
  expect(await stockOf(ctx, kettle)).toMatchObject({ reserved: 1 });
});

test("commits nothing of a transaction whose last statement finds too little", async () => {
  const ctx = await testContext();
  const [kettle, lid] = [await buildVariant(ctx), await buildVariant(ctx, { stock: 1 })];
  const order = await buildOrderOf(ctx, [[kettle, 1], [lid, 2]]);

  const refused = inSteadyTransaction(ctx, async (tx) => {
    await tx.sql`update orders set note = 'touched' where shop = ${tx.shop}`;
    for (const locked of await lockOrders(tx, [order.id])) await (await prepareReservation(tx, locked, { reservationHours: 1 }))?.(tx.last);
  });

  await expect(refused).rejects.toMatchObject({ kind: "conflict", code: "INSUFFICIENT_STOCK", details: { short: [{ sku: lid.sku, needed: 2, free: 1 }] } });
  expect(await ctx.sql`select note from orders where shop = ${ctx.shop}`).toEqual([{ note: null }]);
  expect(await reservationsOf(ctx, order.id)).toEqual([]);
  expect(await stockOf(ctx, kettle)).toMatchObject({ reserved: 0 });
});

test("gives the last unit to one of a hundred orders that want it at once", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx, { stock: 1 });
  const orders = await Promise.all(Array.from({ length: 100 }, () => buildOrderOf(ctx, [[kettle, 1]])));

  const results = await Promise.allSettled(orders.map(({ id }) => reserveLast(ctx, id)));

  const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
  expect(refused).toHaveLength(99);
  for (const error of refused) expect(error).toMatchObject({ kind: "conflict", code: "INSUFFICIENT_STOCK", details: { short: [{ free: 0 }] } });
  expect(await stockOf(ctx, kettle)).toEqual({ stock: 1, reserved: 1, oversold: 0 });
});

test("locks the goods of an order in one order, whatever the order of its lines", async () => {
  const ctx = await testContext();
  const [kettle, lid] = [await buildVariant(ctx, { stock: 100 }), await buildVariant(ctx, { stock: 100 })];
  const orders = await Promise.all(Array.from({ length: 40 }, (_, index) => buildOrderOf(ctx, index % 2 === 0 ? [[kettle, 1], [lid, 1]] : [[lid, 1], [kettle, 1]])));
  const begun: bigint[] = [];

  await Promise.all(
    orders.map(({ id }) =>
      inSteadyTransaction(ctx, async (tx) => {
        begun.push(id);
        for (const order of await lockOrders(tx, [id])) await (await prepareReservation(tx, order, { reservationHours: 1 }))?.(tx.last);
      }),
    ),
  );

  expect(begun).toHaveLength(orders.length);
  expect(await stockOf(ctx, kettle)).toMatchObject({ reserved: 40 });
  expect(await stockOf(ctx, lid)).toMatchObject({ reserved: 40 });
});
