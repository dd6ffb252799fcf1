import { expect, test } from "vitest";
import { testShopify } from "../testing/test-shopify.ts";

test("every store sells things, in its own currency, from two locations", async () => {
  const shopify = await testShopify();
  const query = "{ shop { currencyCode } products(first: 250) { nodes { title variants(first: 10) { nodes { sku price inventoryQuantity inventoryItem { inventoryLevels(first: 5) { nodes { location { name } } } } } } } } }";

  const [demo, second] = [await shopify.call(query), await shopify.call(query, {}, { shop: "second" })];

  expect([demo.data.shop.currencyCode, second.data.shop.currencyCode]).toEqual(["INR", "EUR"]);
  for (const { data } of [demo, second]) {
    expect(data.products.nodes.length).toBeGreaterThan(10);
    const [variant] = data.products.nodes[0].variants.nodes;
    expect(variant).toMatchObject({ sku: "KUR-S", price: expect.stringMatching(/^\d+\.\d\d$/), inventoryQuantity: expect.any(Number) });
    expect(variant.inventoryItem.inventoryLevels.nodes).toHaveLength(2);
  }
});

test("makes a product with variants and stock, and tells subscribers", async () => {
  const shopify = await testShopify();
  await shopify.install();
  const { data } = await shopify.call("{ locations(first: 1) { nodes { id } } }");
  const productCreate = 'mutation ($product: ProductCreateInput!) { productCreate(product: $product) { product { id handle variants(first: 5) { nodes { title } } } userErrors { field message } } }';
  const variantsCreate = "mutation ($id: ID!, $variants: [ProductVariantsBulkInput!]!) { productVariantsBulkCreate(productId: $id, variants: $variants) { productVariants { title price sku inventoryQuantity } userErrors { field message code } } }";

  const webhooks = await shopify.webhooksOf(async () => {
    const { product } = await shopify.mutate(productCreate, { product: { title: "Silk Scarf", productOptions: [{ name: "Colour", values: [{ name: "Red" }, { name: "Blue" }] }] } });
    expect(product).toMatchObject({ handle: "silk-scarf", variants: { nodes: [{ title: "Red" }] } });
    const variants = [{ price: "899.00", optionValues: [{ optionName: "Colour", name: "Blue" }], inventoryItem: { sku: "SCARF-B" }, inventoryQuantities: [{ locationId: data.locations.nodes[0].id, availableQuantity: 12 }] }];
    const { productVariants } = await shopify.mutate(variantsCreate, { id: product.id, variants });
    expect(productVariants).toEqual([{ title: "Blue", price: "899.00", sku: "SCARF-B", inventoryQuantity: 12 }]);
    const refused = await shopify.call(variantsCreate, { id: product.id, variants: [{ price: "1.00" }] });
    expect(refused.data.productVariantsBulkCreate.userErrors).toMatchObject([{ code: "NEED_TO_ADD_OPTION_VALUES" }]);
  });

  expect(new Set(webhooks.map(({ topic }) => topic))).toEqual(new Set(["products/create", "products/update", "inventory_items/create", "inventory_levels/connect", "inventory_levels/update"]));
  const found = await shopify.call('{ products(first: 5, query: "sku:scarf-b") { nodes { title } } }');
  expect(found.data.products.nodes).toEqual([{ title: "Silk Scarf" }]);
});

test("refuses a product without a title, and what it does not keep", async () => {
  const shopify = await testShopify();

  const untitled = await shopify.call('mutation { productCreate(product: { title: "" }) { product { id } userErrors { field message } } }');
  const category = await shopify.call('mutation { productCreate(product: { title: "A", category: "gid://shopify/TaxonomyCategory/aa" }) { product { id } userErrors { field message } } }');

  expect(untitled.data.productCreate).toEqual({ product: null, userErrors: [{ field: ["title"], message: "Title can't be blank" }] });
  expect(category.errors?.[0]?.extensions.code).toBe("NOT_ANSWERED_LOCALLY");
});
