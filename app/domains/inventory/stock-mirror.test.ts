import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { inTransaction } from "#app/platform/ctx.ts";
import { reserve } from "#test/factories/inventory.ts";
import { adminQuery, control, demoShop, startTestApp, type TestApp } from "#test/setup/app.ts";
import { commitForOrder } from "./index.server.ts";
import { readDueStock } from "./read-stock.server.ts";
import { requestReads } from "./request-reads.server.ts";
import { sweepStock } from "./sweep-stock.server.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  await control(app.shopify, "faults", { fail: [], dropWebhooks: 0, throttle: false });
});

interface Sold {
  id: string;
  inventoryItem: { id: string; inventoryLevels: { nodes: { location: { id: string }; quantities: { name: string; quantity: number }[] }[] } };
}

async function soldThing(index: number): Promise<Sold> {
  const { products } = await adminQuery(
    app.shopify,
    `{ products(first: 20) { nodes { variants(first: 1) { nodes { id inventoryItem { id inventoryLevels(first: 5) { nodes { location { id } quantities(names: ["available", "committed"]) { name quantity } } } } } } } } }`,
  );
  return products.nodes[index].variants.nodes[0];
}

/** What Shopify itself has there to be sent. */
async function onShelf(variant: Sold): Promise<number> {
  const { productVariant } = await adminQuery(
    app.shopify,
    `query ($id: ID!) { productVariant(id: $id) { inventoryItem { inventoryLevels(first: 5) { nodes { quantities(names: ["available", "committed"]) { quantity } } } } } }`,
    { id: variant.id },
  );
  return productVariant.inventoryItem.inventoryLevels.nodes.flatMap(({ quantities }: { quantities: { quantity: number }[] }) => quantities).reduce((sum: number, { quantity }: { quantity: number }) => sum + quantity, 0);
}

async function adjust(variant: Sold, delta: number): Promise<void> {
  const change = { inventoryItemId: variant.inventoryItem.id, locationId: variant.inventoryItem.inventoryLevels.nodes[0]?.location.id, delta, changeFromQuantity: null };
  await adminQuery(
    app.shopify,
    `mutation ($input: InventoryAdjustQuantitiesInput!, $key: String!) { inventoryAdjustQuantities(input: $input) @idempotent(key: $key) { userErrors { message } } }`,
    { input: { reason: "correction", name: "available", changes: [change] }, key: randomUUID() },
  );
}

async function mirrored(variant: Sold) {
  const ctx = await app.context();
  const [row] = await ctx.sql<{ stock: number; reserved: number; oversold: number; missed: boolean; sku: string | null; gone: boolean }>`
    select stock, reserved_stock as reserved, oversold, missed_at is not null as missed, sku, deleted_at is not null as gone from product_variants where shop = ${ctx.shop} and id = ${BigInt(variant.id.split("/").at(-1) ?? 0)}`;
  return row;
}

async function catchUp(): Promise<void> {
  await app.settle();
  await readDueStock(await app.system());
  await readDueStock(await app.system());
}

async function orderOf(variant: Sold, quantity: number): Promise<bigint> {
  const { orderCreate } = await adminQuery(
    app.shopify,
    `mutation ($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) { orderCreate(order: $order, options: $options) { order { id } userErrors { message } } }`,
    { order: { currency: "INR", lineItems: [{ variantId: variant.id, quantity }] }, options: { inventoryBehaviour: "DECREMENT_IGNORING_POLICY" } },
  );
  expect(orderCreate.userErrors).toEqual([]);
  await catchUp();
  return BigInt(orderCreate.order.id.split("/").at(-1));
}

test("knows the stock of everything that the shop sells, after one sweep", async () => {
  await sweepStock(await app.system());
  await readDueStock(await app.system());

  const variant = await soldThing(0);
  expect(await mirrored(variant)).toMatchObject({ stock: await onShelf(variant), reserved: 0, missed: false, sku: expect.any(String) });
  const ctx = await app.context();
  const [{ count: unread } = { count: -1 }] = await ctx.sql<{ count: number }>`select count(*)::int from product_variants where shop = ${ctx.shop} and read_at is null`;
  expect(unread).toBe(0);
});

test("follows a webhook about a level, also of an item that the mirror did not know", async () => {
  const variant = await soldThing(1);
  const ctx = await app.context();
  await ctx.sql`delete from product_variants where shop = ${ctx.shop} and id = ${BigInt(variant.id.split("/").at(-1) ?? 0)}`;

  await adjust(variant, -2);
  await catchUp();

  expect(await mirrored(variant)).toMatchObject({ stock: await onShelf(variant) });
});

test("counts nothing twice: an order moves units from available to committed, and the stock stays", async () => {
  const variant = await soldThing(2);
  const before = await onShelf(variant);

  const orderId = await orderOf(variant, 2);
  await reserve(await app.context(), orderId);

  expect(await mirrored(variant)).toMatchObject({ stock: before, reserved: 2 });
});

test("takes goods off the shelf when they are committed, and not again when Shopify hears of it", async () => {
  const variant = await soldThing(3);
  const before = await onShelf(variant);
  const orderId = await orderOf(variant, 1);
  const ctx = await app.context();
  await reserve(ctx, orderId);

  await inTransaction(ctx, (tx) => commitForOrder(tx, orderId));
  await catchUp();
  const unheard = await mirrored(variant);
  await app.request("POST", "/sync/orders/fulfill", { body: { shop_domain: demoShop, orderIds: [orderId.toString()] } });
  await catchUp();

  expect(unheard).toMatchObject({ stock: before - 1, reserved: 0 });
  expect(await mirrored(variant)).toMatchObject({ stock: before - 1, reserved: 0 });
  expect(await onShelf(variant)).toBe(before - 1);
});

test("finds in the next sweep what a lost webhook did not tell", async () => {
  const variant = await soldThing(4);
  await control(app.shopify, "faults", { dropWebhooks: ["inventory_levels/update"] });
  await adjust(variant, -3);
  await catchUp();

  const ctx = await app.system();
  await sweepStock({ ...ctx, now: new Date(ctx.now.getTime() + 25 * 3_600_000) });
  await readDueStock({ ...ctx, now: new Date(ctx.now.getTime() + 25 * 3_600_000) });

  expect(await mirrored(variant)).toMatchObject({ stock: await onShelf(variant), missed: true });
});

test("says so when stock has shrunk under what is reserved, and when it is enough again", async () => {
  const variant = await soldThing(5);
  const orderId = await orderOf(variant, 1);
  const ctx = await app.context();
  await reserve(ctx, orderId);
  const stock = await onShelf(variant);

  await adjust(variant, -stock);
  await catchUp();
  const short = await mirrored(variant);
  const opened = await ctx.sql`select severity from alerts where shop = ${ctx.shop} and kind = 'inventory' and subject like 'variant:%' and closed_at is null`;
  await adjust(variant, 5);
  await catchUp();

  expect(short).toMatchObject({ stock: 0, reserved: 1, oversold: 1 });
  expect(opened).toEqual([{ severity: "critical" }]);
  expect(await mirrored(variant)).toMatchObject({ oversold: 0 });
  expect(await ctx.sql`select 1 from alerts where shop = ${ctx.shop} and kind = 'inventory' and subject like 'variant:%' and closed_at is null`).toEqual([]);
});

test("asks again later when Shopify does not answer, and forgets no demand that comes meanwhile", async () => {
  const variant = await soldThing(6);
  const ctx = await app.context();
  await control(app.shopify, "faults", { fail: { operation: "StockOf", times: 1, status: 503 } });

  await inTransaction(ctx, (tx) => requestReads(tx, [variant.id], "webhook"));
  await readDueStock(await app.system());
  await inTransaction(ctx, (tx) => requestReads(tx, [variant.id], "webhook"));
  const [waiting] = await ctx.sql<{ later: boolean; attempts: number; version: number }>`select due_at > now() as later, attempts, version from stock_reads where shop = ${ctx.shop} and gid = ${variant.id}`;
  await ctx.sql`update stock_reads set due_at = now() - interval '1 second' where shop = ${ctx.shop}`; // the wait is over
  await readDueStock(await app.system());

  expect(waiting).toEqual({ later: true, attempts: 1, version: 2 });
  expect(await mirrored(variant)).toMatchObject({ stock: await onShelf(variant) });
  expect(await ctx.sql`select 1 from stock_reads where shop = ${ctx.shop}`).toEqual([]);
});
