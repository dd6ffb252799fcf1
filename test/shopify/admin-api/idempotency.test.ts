import { expect, test } from "vitest";
import { testShopify, type TestShopify } from "../testing/test-shopify.ts";

const adjust = `mutation ($input: InventoryAdjustQuantitiesInput!, $key: String!) {
  inventoryAdjustQuantities(input: $input) @idempotent(key: $key) { inventoryAdjustmentGroup { id changes { name delta } } userErrors { field message code } } }`;

async function stockOf(shopify: TestShopify) {
  const { data } = await shopify.call("{ products(first: 1) { nodes { variants(first: 1) { nodes { inventoryItem { id inventoryLevels(first: 1) { nodes { location { id } quantities(names: [\"available\"]) { quantity } } } } } } } } }");
  const { id, inventoryLevels } = data.products.nodes[0].variants.nodes[0].inventoryItem;
  const [level] = inventoryLevels.nodes;
  return { inventoryItemId: id, locationId: level.location.id, available: level.quantities[0].quantity };
}

function inputFor({ inventoryItemId, locationId }: { inventoryItemId: string; locationId: string }, delta: number) {
  return { name: "available", reason: "correction", changes: [{ inventoryItemId, locationId, delta, changeFromQuantity: null }] };
}

test("demands a key from version 2026-04 on", async () => {
  const shopify = await testShopify();
  const query = "mutation ($input: InventoryAdjustQuantitiesInput!) { inventoryAdjustQuantities(input: $input) { userErrors { message } } }";
  const input = inputFor(await stockOf(shopify), 1);

  const { data, errors } = await shopify.call(query, { input });
  const before = await shopify.call(query, { input: { ...input, changes: [{ ...input.changes[0], changeFromQuantity: undefined }] } }, { version: "2026-01" });

  expect(data).toEqual({ inventoryAdjustQuantities: null });
  expect(errors?.[0]).toMatchObject({ message: "The @idempotent directive is required for this mutation but was not provided.", extensions: { code: "BAD_REQUEST" } });
  expect(before.data.inventoryAdjustQuantities.userErrors).toEqual([]);
});

test("gives the first result again for the same key, and does nothing", async () => {
  const shopify = await testShopify();
  const stock = await stockOf(shopify);

  const first = await shopify.mutate(adjust, { input: inputFor(stock, 5), key: "a" });
  const again = await shopify.mutate(adjust, { input: inputFor(stock, 5), key: "a" });

  expect(again).toEqual(first);
  expect((await stockOf(shopify)).available).toBe(stock.available + 5);
});

test("refuses a key that comes with other arguments", async () => {
  const shopify = await testShopify();
  const stock = await stockOf(shopify);
  await shopify.mutate(adjust, { input: inputFor(stock, 5), key: "a" });

  const { data } = await shopify.call(adjust, { input: inputFor(stock, 6), key: "a" });

  expect(data.inventoryAdjustQuantities).toMatchObject({ inventoryAdjustmentGroup: null, userErrors: [{ code: "IDEMPOTENCY_KEY_PARAMETER_MISMATCH" }] });
  expect((await stockOf(shopify)).available).toBe(stock.available + 5);
});

test("refuses a key whose first attempt failed", async () => {
  const shopify = await testShopify();
  const stock = await stockOf(shopify);
  const input = { ...inputFor(stock, 5), reason: "because" };

  const codes = [await shopify.call(adjust, { input, key: "a" }), await shopify.call(adjust, { input, key: "a" })].map(({ data }) => data.inventoryAdjustQuantities.userErrors[0].code);

  expect(codes).toEqual(["INVALID_REASON", "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED"]);
});
