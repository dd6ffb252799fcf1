import { expect, test } from "vitest";
import { type Ctx, inTransaction } from "#app/platform/ctx.ts";
import { setAdminApi } from "#app/platform/shopify/admin-api.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { type BuiltVariant, buildVariant, stockOf } from "#test/factories/inventory.ts";
import { testContext, testSystemContext } from "#test/setup/context.ts";
import { readDueStock } from "./read-stock.server.ts";
import { requestReads } from "./request-reads.server.ts";

const gidOf = ({ id }: BuiltVariant) => toGid("ProductVariant", id);
const want = (ctx: Ctx, ...variants: BuiltVariant[]) => inTransaction(ctx, (tx) => requestReads(tx, variants.map(gidOf), "webhook"));

/** What Shopify says of a variant of which it has seven. */
function answer(variant: BuiltVariant, overrides: object = {}) {
  return {
    id: gidOf(variant), title: "Blue", sku: "KET", inventoryPolicy: "DENY", product: { id: toGid("Product", variant.productId), title: "Kettle" }, metafields: { nodes: [] },
    inventoryItem: { id: toGid("InventoryItem", variant.inventoryItemId), tracked: true, measurement: { weight: null }, inventoryLevels: { nodes: [{ quantities: [{ quantity: 7 }] }] } },
    ...overrides,
  };
}

/** Shopify, which says what a test has it say about the things that it is asked for. */
function shopify(nodes: (shop: string, ids: string[]) => unknown[]): void {
  setAdminApi(async (_ctx, shop) => ({ run: async (_operation, variables) => JSON.parse(JSON.stringify({ data: { nodes: nodes(shop, Reflect.get(Object(variables), "ids")) } })) }));
}

test.each([
  ["an ID that is none", { product: { id: "gid://shopify/Product/x", title: "Kettle" } }],
  ["a figure that is none", { inventoryItem: { id: "gid://shopify/InventoryItem/1", tracked: "yes" } }],
])("%s is told as an error of its variant, which stays as it was, and holds up no other", async (_case, wrong) => {
  const ctx = await testContext();
  const [broken, sound] = [await buildVariant(ctx, { stock: 3 }), await buildVariant(ctx, { stock: 3 })];
  await want(ctx, broken, sound);
  shopify((_shop, ids) => ids.map((id) => (id === gidOf(broken) ? answer(broken, wrong) : answer(sound))));

  await readDueStock(await testSystemContext());

  expect([await stockOf(ctx, broken), await stockOf(ctx, sound)]).toMatchObject([{ stock: 3 }, { stock: 7 }]);
  expect(await ctx.sql`select 1 from product_variants where shop = ${ctx.shop} and (product_id = 0 or deleted_at is not null)`).toEqual([]);
  expect(await ctx.sql`select gid, due_at > now() + interval '30 minutes' as rests from stock_reads where shop = ${ctx.shop} and last_error is not null`).toEqual([{ gid: gidOf(broken), rests: true }]);
});

test("an error of one shop keeps no other from being read, and is told", async () => {
  const shops = await Promise.all(Array.from({ length: 6 }, async () => {
    const ctx = await testContext();
    const variant = await buildVariant(ctx, { stock: 3 });
    await want(ctx, variant);
    return { ctx, variant };
  }));
  const sound = shops.at(-1);
  shopify((shop) => {
    if (shop !== sound?.ctx.shop) throw new TypeError("a fault of ours");
    return [answer(sound.variant)];
  });

  const reading = readDueStock(await testSystemContext());

  await expect(reading).rejects.toBeInstanceOf(AggregateError);
  expect(sound && (await stockOf(sound.ctx, sound.variant))).toMatchObject({ stock: 7 });
});
