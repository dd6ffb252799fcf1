import { expect, test } from "vitest";
import { testShopify, type Loose, type TestShopify } from "../testing/test-shopify.ts";

const move = "mutation ($input: InventoryMoveQuantitiesInput!, $key: String!) { inventoryMoveQuantities(input: $input) @idempotent(key: $key) { inventoryAdjustmentGroup { reason referenceDocumentUri changes { name delta quantityAfterChange ledgerDocumentUri item { id } location { id } } } userErrors { field message code } } }";
const adjust = "mutation ($input: InventoryAdjustQuantitiesInput!, $key: String!) { inventoryAdjustQuantities(input: $input) @idempotent(key: $key) { inventoryAdjustmentGroup { changes { name delta } } userErrors { field message code } } }";
const set = "mutation ($input: InventorySetQuantitiesInput!, $key: String!) { inventorySetQuantities(input: $input) @idempotent(key: $key) { inventoryAdjustmentGroup { changes { name delta } } userErrors { field message code } } }";

let keys = 0;
const key = () => `inventory-${(keys += 1)}`;

async function anItem(shopify: TestShopify) {
  const { data } = await shopify.call("{ products(first: 1) { nodes { variants(first: 1) { nodes { inventoryItem { id } } } } } locations(first: 2) { nodes { id } } }");
  const item: string = data.products.nodes[0].variants.nodes[0].inventoryItem.id;
  const location: string = data.locations.nodes[0].id;
  const quantities = async () => {
    const answer = await shopify.call('query ($item: ID!, $location: ID!) { inventoryItem(id: $item) { inventoryLevel(locationId: $location) { id quantities(names: ["available", "reserved", "committed", "on_hand", "incoming"]) { name quantity } } } }', { item, location });
    return Object.fromEntries(answer.data.inventoryItem.inventoryLevel.quantities.map(({ name, quantity }: Loose) => [name, quantity])) as Record<string, number>;
  };
  return { item, location, quantities };
}

/** Available units put aside for something, or taken back from there. */
function reservation(item: string, location: string, quantity: number, more: { from?: object; to?: object } = {}) {
  const from = { locationId: location, name: "available", changeFromQuantity: null, ...more.from };
  const to = { locationId: location, name: "reserved", ledgerDocumentUri: "app://reservations/1", changeFromQuantity: null, ...more.to };
  return { reason: "reservation_created", referenceDocumentUri: "app://orders/1", changes: [{ inventoryItemId: item, quantity, from, to }] };
}

test("reserves units: they are no longer available, and still on hand", async () => {
  const shopify = await testShopify();
  await shopify.install();
  const { item, location, quantities } = await anItem(shopify);
  const before = await quantities();

  const webhooks = await shopify.webhooksOf(async () => {
    const { inventoryAdjustmentGroup } = await shopify.mutate(move, { input: reservation(item, location, 4), key: key() });
    expect(inventoryAdjustmentGroup).toEqual({
      reason: "reservation_created",
      referenceDocumentUri: "app://orders/1",
      changes: [
        { name: "available", delta: -4, quantityAfterChange: null, ledgerDocumentUri: null, item: { id: item }, location: { id: location } },
        { name: "reserved", delta: 4, quantityAfterChange: null, ledgerDocumentUri: "app://reservations/1", item: { id: item }, location: { id: location } },
      ],
    });
  });

  expect(await quantities()).toEqual({ ...before, available: before.available! - 4, reserved: 4 });
  expect(webhooks).toMatchObject([{ topic: "inventory_levels/update", body: { available: before.available! - 4, admin_graphql_api_id: expect.stringContaining("?inventory_item_id=") } }]);
});

test.each([
  [{ from: { changeFromQuantity: -1 } }, "CHANGE_FROM_QUANTITY_STALE"],
  [{ to: { ledgerDocumentUri: null } }, "INVALID_QUANTITY_DOCUMENT"],
  [{ to: { ledgerDocumentUri: "gid://shopify/Order/1" } }, "INTERNAL_LEDGER_DOCUMENT"],
  [{ to: { name: "committed" } }, "INVALID_QUANTITY_NAME"],
  [{ to: { name: "available" } }, "SAME_QUANTITY_NAME"],
  [{ from: { locationId: "gid://shopify/Location/1" } }, "DIFFERENT_LOCATIONS"],
])("refuses to move units %j, and changes nothing", async (more, code) => {
  const shopify = await testShopify();
  const { item, location, quantities } = await anItem(shopify);
  const before = await quantities();

  const { data } = await shopify.call(move, { input: reservation(item, location, 1, more), key: key() });

  expect(data.inventoryMoveQuantities).toMatchObject({ inventoryAdjustmentGroup: null, userErrors: [{ code }] });
  expect(await quantities()).toEqual(before);
});

test("demands to hear what a change is made from, if only that it does not matter", async () => {
  const shopify = await testShopify();
  const { item, location } = await anItem(shopify);
  const input = { name: "available", reason: "correction", changes: [{ inventoryItemId: item, locationId: location, delta: 1 }] };

  const { errors } = await shopify.call(adjust, { input, key: key() });

  expect(errors).toMatchObject([{ message: "InventoryChangeInput must include the following argument: changeFromQuantity.", extensions: { code: "INVALID_FIELD_ARGUMENTS" } }]);
});

test("adjusts and sets, with what is on hand", async () => {
  const shopify = await testShopify();
  const { item, location, quantities } = await anItem(shopify);
  const before = await quantities();
  const change = { inventoryItemId: item, locationId: location, changeFromQuantity: before.available };

  const adjusted = await shopify.mutate(adjust, { input: { name: "available", reason: "correction", changes: [{ ...change, delta: -2 }] }, key: key() });
  const stale = await shopify.call(set, { input: { name: "available", reason: "correction", quantities: [{ ...change, quantity: 7 }] }, key: key() });
  const settled = await shopify.mutate(set, { input: { name: "on_hand", reason: "cycle_count_available", quantities: [{ ...change, changeFromQuantity: null, quantity: 7 }] }, key: key() });

  expect(adjusted.inventoryAdjustmentGroup.changes).toEqual([{ name: "available", delta: -2 }, { name: "on_hand", delta: -2 }]);
  expect(stale.data.inventorySetQuantities.userErrors).toMatchObject([{ code: "CHANGE_FROM_QUANTITY_STALE" }]);
  expect(settled.inventoryAdjustmentGroup.changes).toEqual([{ name: "on_hand", delta: 7 - (before.on_hand! - 2) }]);
  expect(await quantities()).toMatchObject({ available: 7, on_hand: 7 });
});

test("refuses reasons, items and locations that there are not", async () => {
  const shopify = await testShopify();
  const { item, location } = await anItem(shopify);
  const attempt = async (more: object, reason = "correction") => {
    const changes = [{ inventoryItemId: item, locationId: location, delta: 1, changeFromQuantity: null, ...more }];
    return (await shopify.call(adjust, { input: { name: "available", reason, changes }, key: key() })).data.inventoryAdjustQuantities.userErrors[0].code;
  };

  expect(await attempt({}, "because")).toBe("INVALID_REASON");
  expect(await attempt({ inventoryItemId: "gid://shopify/InventoryItem/1" })).toBe("INVALID_INVENTORY_ITEM");
  expect(await attempt({ locationId: "gid://shopify/Location/1" })).toBe("INVALID_LOCATION");
  expect(await attempt({ ledgerDocumentUri: "app://x" })).toBe("INVALID_AVAILABLE_DOCUMENT");
});

test("reads items and levels as nodes, by the ids that they have", async () => {
  const shopify = await testShopify();
  const { item, location } = await anItem(shopify);
  const { data } = await shopify.call("query ($i: ID!, $l: ID!) { inventoryItem(id: $i) { inventoryLevel(locationId: $l) { id } } }", { i: item, l: location });

  const nodes = await shopify.call("query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on InventoryItem { sku tracked inventoryLevels(first: 5) { nodes { location { id } } } } ... on InventoryLevel { item { id } } } inventoryProperties { quantityNames { name comprises } } }", { ids: [item, data.inventoryItem.inventoryLevel.id, "gid://shopify/InventoryItem/1"] });

  expect(nodes.errors).toBeUndefined();
  expect(nodes.data.nodes).toMatchObject([{ id: item, tracked: true }, { item: { id: item } }, null]);
  expect(nodes.data.nodes[0].inventoryLevels.nodes).toHaveLength(2);
});
