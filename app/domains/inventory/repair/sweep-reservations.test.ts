import { expect, test } from "vitest";
import { type Ctx, inTransaction } from "#app/platform/ctx.ts";
import { buildOrderOf, buildVariant, reservationsOf, reserve, stockOf } from "#test/factories/inventory.ts";
import { testContext, testSystemContext } from "#test/setup/context.ts";
import { commitForOrder, listStuck, sweepReservations } from "../index.server.ts";
import { sweepDueReservations } from "./sweep-reservations.server.ts";

const later = (ctx: Ctx, hours: number): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + hours * 3_600_000) });

test("ends what is over, and nothing else", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx);
  const [old, fresh] = [await buildOrderOf(ctx, [[kettle, 2]]), await buildOrderOf(ctx, [[kettle, 1]])];
  await reserve(ctx, old.id);
  await reserve(later(ctx, 100), fresh.id);

  const swept = await sweepReservations(later(ctx, 169));

  expect(swept).toEqual({ expired: 1 });
  expect(await ctx.sql`select data from audit_events where shop = ${ctx.shop} and event = 'inventory.swept'`).toEqual([{ data: { expired: 1, released: 0 } }]);
  expect(await stockOf(ctx, kettle)).toMatchObject({ reserved: 1 });
  expect(await reservationsOf(ctx, old.id)).toMatchObject([{ status: "EXPIRED" }]);
  expect(await ctx.sql`select kind from alerts where shop = ${ctx.shop} and closed_at is null and kind = 'inventory'`).toHaveLength(1);
});

test("ends of an order only what is over", async () => {
  const ctx = await testContext();
  const [kettle, lid] = [await buildVariant(ctx), await buildVariant(ctx)];
  const order = await buildOrderOf(ctx, [[kettle, 2], [lid, 1]]);
  await reserve(ctx, order.id);
  await ctx.sql`update reservations set expires_at = ${new Date(ctx.now.getTime() - 1)} where shop = ${ctx.shop} and variant_id = ${kettle.id}`;

  const swept = await sweepReservations(ctx);

  expect(swept).toEqual({ expired: 1 });
  expect(await stockOf(ctx, kettle)).toMatchObject({ reserved: 0 });
  expect(await stockOf(ctx, lid)).toMatchObject({ reserved: 1 });
});

test("gives back what a cancelled order holds", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx);
  const order = await buildOrderOf(ctx, [[kettle, 2]]);
  await reserve(ctx, order.id);
  await ctx.sql`update orders set cancelled_at = ${ctx.now} where shop = ${ctx.shop} and id = ${order.id}`;

  const swept = await sweepReservations(ctx);

  expect(swept).toEqual({ expired: 0 });
  expect(await reservationsOf(ctx, order.id)).toMatchObject([{ status: "RELEASED" }]);
  expect(await stockOf(ctx, kettle)).toMatchObject({ reserved: 0 });
});

test("ends each once, however many sweep at once", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx, { stock: 100 });
  for (let index = 0; index < 10; index += 1) await reserve(ctx, (await buildOrderOf(ctx, [[kettle, 1]])).id);

  const swept = await Promise.all(Array.from({ length: 3 }, () => sweepReservations(later(ctx, 200))));

  expect(swept.reduce((sum, { expired }) => sum + expired, 0)).toBe(10);
  expect(await stockOf(ctx, kettle)).toMatchObject({ reserved: 0 });
});

test("passes over what cannot be ended, and leaves it on the list", async () => {
  const ctx = await testContext();
  const system = await testSystemContext();
  const kettle = await buildVariant(ctx);
  const [stubborn, other] = [await buildOrderOf(ctx, [[kettle, 1]]), await buildOrderOf(ctx, [[kettle, 2]])];
  for (const { id } of [stubborn, other]) await reserve(ctx, id);
  await ctx.sql`update reservations set expires_at = ${new Date(ctx.now.getTime() - 2)}, correlation_id = 'stubborn' where shop = ${ctx.shop} and order_id = ${stubborn.id}`;
  await ctx.sql`update reservations set expires_at = ${new Date(ctx.now.getTime() - 1)} where shop = ${ctx.shop} and order_id = ${other.id}`;
  await system.sql`create function refuse_stubborn() returns trigger language plpgsql as $$ begin if new.correlation_id = 'stubborn' then raise exception 'no'; end if; return new; end $$`;
  await system.sql`create trigger refuse_stubborn before update of status on reservations for each row execute function refuse_stubborn()`;

  await sweepDueReservations({ ...system, now: ctx.now });
  await system.sql`drop trigger refuse_stubborn on reservations`;

  expect(await reservationsOf(ctx, other.id)).toMatchObject([{ status: "EXPIRED" }]);
  expect(await listStuck(ctx, { limit: 50 })).toMatchObject({ reservations: [{ orderId: `gid://shopify/Order/${stubborn.id}` }], total: 1 });
});

test("sweeps every shop by the clock, and leaves what has left alone", async () => {
  const [ctx, other] = [await testContext(), await testContext()];
  const [kettle, lid] = [await buildVariant(ctx), await buildVariant(other)];
  const [order, gone, foreign] = [await buildOrderOf(ctx, [[kettle, 1]]), await buildOrderOf(ctx, [[kettle, 1]]), await buildOrderOf(other, [[lid, 1]])];
  for (const { id } of [order, gone]) await reserve(ctx, id);
  await reserve(other, foreign.id);
  await inTransaction(ctx, (tx) => commitForOrder(tx, gone.id));

  await sweepDueReservations(await testSystemContext(later(ctx, 200).now));

  expect(await reservationsOf(ctx, order.id)).toMatchObject([{ status: "EXPIRED" }]);
  expect(await reservationsOf(ctx, gone.id)).toMatchObject([{ status: "COMMITTED" }]);
  expect(await reservationsOf(other, foreign.id)).toMatchObject([{ status: "EXPIRED" }]);
});

test("lists what is stuck, the longest overdue first, of its own shop alone", async () => {
  const [ctx, other] = [await testContext(), await testContext()];
  const kettle = await buildVariant(ctx);
  const [first, second, fresh] = [await buildOrderOf(ctx, [[kettle, 2]]), await buildOrderOf(ctx, [[kettle, 1]]), await buildOrderOf(ctx, [[kettle, 1]])];
  await reserve(ctx, first.id);
  await reserve(later(ctx, 1), second.id);
  await reserve(later(ctx, 100), fresh.id);

  const { reservations, total } = await listStuck(later(ctx, 170), { limit: 1 });

  expect(total).toBe(2);
  expect(reservations).toMatchObject([
    { productId: `gid://shopify/Product/${kettle.productId}`, sku: kettle.sku, orderId: `gid://shopify/Order/${first.id}`, quantity: 2, status: "ACTIVE", ageSeconds: 170 * 3_600 },
  ]);
  expect(await listStuck(later(other, 170), { limit: 1 })).toEqual({ reservations: [], total: 0 });
});
