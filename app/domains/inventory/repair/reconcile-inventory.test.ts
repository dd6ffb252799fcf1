import { expect, test } from "vitest";
import { type Ctx, inTransaction } from "#app/platform/ctx.ts";
import { publish } from "#app/platform/outbox.ts";
import { type BuiltVariant, buildOrderOf, buildVariant, reservationsOf, reserve, stockOf } from "#test/factories/inventory.ts";
import { testContext, testSystemContext } from "#test/setup/context.ts";
import { untilWaiting } from "#test/setup/until-waiting.ts";
import { listDrift, measureInventory, reconcileInventory, releaseForOrder, sweepReservations } from "../index.server.ts";
import { ListDrift, ReconcileInventory } from "../schema.ts";

const drift = (ctx: Ctx, query: object = {}) => listDrift(ctx, ListDrift.parse(query));
const reconcile = (ctx: Ctx, input: object = {}) => reconcileInventory(ctx, ReconcileInventory.parse(input));
const causesOf = async (ctx: Ctx) => (await drift(ctx)).products.map(({ probableCause: { code, certain } }) => ({ code, certain }));

/** Changes the figure as the app's own role, of which the database notes nothing. */
async function shift(ctx: Ctx, { id }: BuiltVariant, units: number): Promise<void> {
  await ctx.sql`update product_variants set reserved_stock = reserved_stock + ${units}::int, oversold = greatest(0, reserved_stock + ${units}::int - stock) where shop = ${ctx.shop} and id = ${id}`;
}

/** The same past the app, as somebody with a database console does. */
async function editByHand(ctx: Ctx, { id }: BuiltVariant, units: number): Promise<void> {
  const { sql } = await testSystemContext();
  await sql`update product_variants set reserved_stock = reserved_stock + ${units}::int where shop = ${ctx.shop} and id = ${id}`;
}

test("reports no difference where the app alone has written", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx);
  await reserve(ctx, (await buildOrderOf(ctx, [[kettle, 2]])).id);

  expect(await drift(ctx)).toEqual({ products: [], total: 0, checkedAt: ctx.now.toISOString() });
});

test("reports what differs, the largest difference first, with its size", async () => {
  const ctx = await testContext();
  const [kettle, lid] = [await buildVariant(ctx), await buildVariant(ctx)];
  await reserve(ctx, (await buildOrderOf(ctx, [[kettle, 2]])).id);
  await shift(ctx, kettle, -1);
  await shift(ctx, lid, 3);

  const { products, total } = await drift(ctx);

  expect(total).toBe(2);
  expect(await drift(ctx, { limit: 1 })).toMatchObject({ products: [{ sku: lid.sku }], total: 2 });
  expect(products).toMatchObject([
    { productId: `gid://shopify/Product/${lid.productId}`, sku: lid.sku, title: "Kettle · Blue", stock: 10, reservedStock: 3, activeReservations: 0, drift: 3 },
    { variantId: `gid://shopify/ProductVariant/${kettle.id}`, reservedStock: 1, activeReservations: 2, drift: -1 },
  ]);
});

test("tells an edit past the app for certain, when its size is that of the difference", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx);
  await editByHand(ctx, kettle, 4);
  const certain = await drift(ctx);
  await shift(ctx, kettle, 1);

  expect(certain.products[0]?.probableCause).toMatchObject({ code: "manual_edit", certain: true, evidence: { edit: { units: 4, editor: expect.any(String) } } });
  expect(await causesOf(ctx)).toEqual([{ code: "manual_edit", certain: false }]);
});

test("tells a reservation that was deleted by hand", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx);
  const order = await buildOrderOf(ctx, [[kettle, 2]]);
  await reserve(ctx, order.id);
  const { sql } = await testSystemContext();
  await sql`delete from reservations where shop = ${ctx.shop} and order_id = ${order.id}`;

  expect((await drift(ctx)).products).toMatchObject([{ drift: 2, probableCause: { code: "manual_edit", certain: true, evidence: { edit: { units: 2 } } } }]);
});

test("names a stuck reservation, a missed webhook or a failed call, and says so where nothing is on record", async () => {
  const ctx = await testContext();
  const [stuck, missed, failed, unnoted] = [await buildVariant(ctx), await buildVariant(ctx), await buildVariant(ctx), await buildVariant(ctx)];
  const [late, sent] = [await buildOrderOf(ctx, [[stuck, 1]]), await buildOrderOf(ctx, [[failed, 1]])];
  for (const { id } of [late, sent]) await reserve(ctx, id);
  await ctx.sql`update reservations set expires_at = ${new Date(ctx.now.getTime() - 1)} where shop = ${ctx.shop} and order_id = ${late.id}`;
  await ctx.sql`update product_variants set missed_at = ${ctx.now} where shop = ${ctx.shop} and id = ${missed.id}`;
  const event = await inTransaction(ctx, (tx) => publish(tx, { type: "shopify.fulfillment_create", orderId: sent.id, payload: {} }));
  await ctx.sql`update outbox_events set status = 'FAILED', failed_at = ${ctx.now} where shop = ${ctx.shop} and id = ${event}`;
  for (const [index, variant] of [stuck, missed, failed, unnoted].entries()) await shift(ctx, variant, 4 - index);

  const { products } = await drift(ctx);

  expect(products.map(({ probableCause }) => probableCause.code)).toEqual(["stuck_reservation", "missed_webhook", "failed_outbox", "unknown"]);
  expect(products[2]?.probableCause.evidence.failedOutbox).toMatchObject({ eventId: event, orderId: `gid://shopify/Order/${sent.id}` });
});

test("still names the stuck reservation after the sweeper has ended it, and no longer a week later", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx);
  const order = await buildOrderOf(ctx, [[kettle, 2]]);
  await reserve(ctx, order.id);
  const since = new Date(ctx.now.getTime() - 3_600_000);
  await ctx.sql`update reservations set expires_at = ${since} where shop = ${ctx.shop} and order_id = ${order.id}`;
  await shift(ctx, kettle, 3);

  await sweepReservations(ctx);
  const swept = await drift(ctx);
  const later = await drift({ ...ctx, now: new Date(ctx.now.getTime() + 8 * 86_400_000) });

  expect(swept.products).toMatchObject([{ drift: 3, probableCause: { code: "stuck_reservation", evidence: { stuck: { reservations: 1, since: since.toISOString(), endedAt: ctx.now.toISOString() } } } }]);
  expect(later.products).toMatchObject([{ drift: 3, probableCause: { code: "unknown", evidence: { stuck: null } } }]);
});

test("blames no reservation that the sweeper has ended in time", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx);
  const order = await buildOrderOf(ctx, [[kettle, 2]]);
  await reserve(ctx, order.id);
  await ctx.sql`update reservations set expires_at = ${new Date(ctx.now.getTime() - 60_000)} where shop = ${ctx.shop} and order_id = ${order.id}`;
  await sweepReservations(ctx);
  await shift(ctx, kettle, 1);

  expect(await causesOf(ctx)).toEqual([{ code: "unknown", certain: false }]);
});

test("says in a dry run what it would correct, and changes nothing", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx);
  await shift(ctx, kettle, 3);

  const result = await reconcile(ctx, { dryRun: true });

  expect(result).toMatchObject({ status: "noop", dryRun: true, corrected: [{ productId: `gid://shopify/Product/${kettle.productId}`, from: 3, to: 0 }] });
  expect(await stockOf(ctx, kettle)).toMatchObject({ reserved: 3 });
});

test("sets reserved units right, on record, and finds nothing to do the second time", async () => {
  const ctx = await testContext();
  const [kettle, lid] = [await buildVariant(ctx, { stock: 5 }), await buildVariant(ctx)];
  await reserve(ctx, (await buildOrderOf(ctx, [[kettle, 2]])).id);
  await shift(ctx, kettle, 7);
  await editByHand(ctx, lid, 1);

  const first = await reconcile(ctx);
  const second = await reconcile(ctx);

  expect(first).toMatchObject({ status: "applied", dryRun: false });
  expect(first.corrected.map(({ from, to }) => ({ from, to }))).toEqual(expect.arrayContaining([{ from: 9, to: 2 }, { from: 1, to: 0 }]));
  expect(second).toEqual({ status: "noop", dryRun: false, corrected: [] });
  expect(await stockOf(ctx, kettle)).toEqual({ stock: 5, reserved: 2, oversold: 0 });
  expect(await ctx.sql`select event from audit_events where shop = ${ctx.shop}`).toEqual([{ event: "inventory.reconciled" }]);
  expect(await ctx.sql`select 1 from inventory_edits where shop = ${ctx.shop} and settled_at is null`).toEqual([]);
});

test("corrects the products that were named alone, and refuses one that the shop does not have", async () => {
  const [ctx, other] = [await testContext(), await testContext()];
  const [kettle, lid, foreign] = [await buildVariant(ctx), await buildVariant(ctx), await buildVariant(other)];
  for (const variant of [kettle, lid]) await shift(ctx, variant, 1);
  await shift(other, foreign, 1);

  const { corrected } = await reconcile(ctx, { productIds: [`gid://shopify/Product/${lid.productId}`] });
  const refused = reconcile(ctx, { productIds: [lid.id.toString(), foreign.productId.toString()] });

  expect(corrected).toHaveLength(1);
  await expect(refused).rejects.toMatchObject({ kind: "not_found", details: { errors: [{ path: "productIds.1" }] } });
  expect(await stockOf(ctx, kettle)).toMatchObject({ reserved: 1 });
  expect(await stockOf(other, foreign)).toMatchObject({ reserved: 1 });
});

test("corrects each difference once, however many at once ask for it", async () => {
  const ctx = await testContext();
  for (let index = 0; index < 5; index += 1) await shift(ctx, await buildVariant(ctx), 2);

  const results = await Promise.all(Array.from({ length: 4 }, () => reconcile(ctx)));

  expect(results.flatMap(({ corrected }) => corrected)).toHaveLength(5);
  expect(await drift(ctx)).toMatchObject({ total: 0 });
});

test("corrects more products than it locks at a time", async () => {
  const ctx = await testContext();
  await ctx.sql`insert into product_variants (shop, id, product_title, tracked, stock, reserved_stock, read_at) select ${ctx.shop}, n, 'Kettle', true, 10, 1, now() from generate_series(1, 101) n`;

  const { status, corrected } = await reconcile(ctx);

  expect([status, corrected.length]).toEqual(["applied", 101]);
  expect(await drift(ctx)).toMatchObject({ total: 0 });
});

test("loses no reservation that is made or given back while it runs", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx, { stock: 1_000 });
  const orders = await Promise.all(Array.from({ length: 40 }, () => buildOrderOf(ctx, [[kettle, 1]])));

  const work = orders.map(async ({ id }, index) => {
    await reserve(ctx, id);
    if (index % 2 === 0) await inTransaction(ctx, (tx) => releaseForOrder(tx, id));
  });
  const repair = async () => {
    for (let round = 0; round < 20; round += 1) {
      await shift(ctx, kettle, 50);
      await reconcile(ctx);
    }
  };
  await Promise.all([...work, repair()]);

  expect(await reconcile(ctx)).toMatchObject({ status: "noop" });
  expect(await stockOf(ctx, kettle)).toEqual({ stock: 1_000, reserved: 20, oversold: 0 });
  expect(await reservationsOf(ctx, orders[1]?.id ?? 0n)).toMatchObject([{ status: "ACTIVE" }]);
});

test("adds up the reservation that it had to wait for", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx);
  const order = await buildOrderOf(ctx, [[kettle, 2]]);
  await shift(ctx, kettle, 3);

  const reconciling = await inTransaction(ctx, async (tx) => {
    await reserve(tx, order.id);
    const waiting = reconcile(ctx);
    await untilWaiting();
    return { waiting };
  });

  expect(await reconciling.waiting).toMatchObject({ corrected: [{ from: 5, to: 2 }] });
  expect(await stockOf(ctx, kettle)).toMatchObject({ reserved: 2 });
});

test("counts drift and stuck reservations by shop, for the gauges", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx);
  const order = await buildOrderOf(ctx, [[kettle, 1]]);
  await reserve(ctx, order.id);
  await ctx.sql`update reservations set expires_at = ${new Date(ctx.now.getTime() - 1)} where shop = ${ctx.shop}`;
  await shift(ctx, kettle, 1);

  const measured = await measureInventory(await testSystemContext());

  expect(measured.find(({ shop }) => shop === ctx.shop)).toEqual({ shop: ctx.shop, drifted: 1, stuck: 1 });
});
