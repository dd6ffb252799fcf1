import { expect, test } from "vitest";
import { testShopify, type Loose } from "../testing/test-shopify.ts";

const all = "{ orders(first: 100, sortKey: ID) { nodes { name createdAt email displayFinancialStatus displayFulfillmentStatus returnStatus paymentGatewayNames tags totalPriceSet { shopMoney { amount currencyCode } } lineItems(first: 9) { nodes { sku quantity } } fulfillments { displayStatus trackingInfo { number } } } } }";

test.each([
  ["prepaid", { displayFinancialStatus: "PAID", displayFulfillmentStatus: "UNFULFILLED", paymentGatewayNames: ["razorpay"] }],
  ["cod", { displayFinancialStatus: "PENDING", displayFulfillmentStatus: "UNFULFILLED", paymentGatewayNames: ["Cash on Delivery (COD)"] }],
  ["unfulfilled", { displayFulfillmentStatus: "UNFULFILLED" }],
  ["shipped", { displayFulfillmentStatus: "FULFILLED", fulfillments: [{ displayStatus: "IN_TRANSIT", trackingInfo: [{ number: expect.any(String) }] }] }],
  ["delivered", { displayFulfillmentStatus: "FULFILLED", fulfillments: [{ displayStatus: "DELIVERED" }] }],
  ["return_requested", { returnStatus: "RETURN_REQUESTED", fulfillments: [{ displayStatus: "DELIVERED" }] }],
])("a %s order is what it says", async (template, expected) => {
  const shopify = await testShopify();
  await shopify.order(template);

  const { data } = await shopify.call(all);

  expect(data.orders.nodes).toMatchObject([expected]);
});

test("the same seed makes the same orders, another makes others", async () => {
  const read = async (seed: number) => {
    const shopify = await testShopify({ seed, now: () => Date.parse("2026-03-01T00:00:00Z") });
    await shopify.orders("", 12, { template: undefined });
    return (await shopify.call(all)).data.orders.nodes;
  };

  const [one, same, other] = [await read(1), await read(1), await read(2)];

  expect(same).toEqual(one);
  expect(other).not.toEqual(one);
});

test("a mix varies, spreads over time with the oldest first, and names nobody real", async () => {
  const shopify = await testShopify();
  await shopify.orders("", 60, { template: undefined, ageHours: [1, 100] });

  const nodes: Loose[] = (await shopify.call(all)).data.orders.nodes;

  const distinct = (pick: (order: Loose) => unknown) => new Set(nodes.map(pick)).size;
  expect(distinct(({ email }) => email)).toBeGreaterThan(40);
  expect(distinct(({ returnStatus, displayFulfillmentStatus, displayFinancialStatus }) => [returnStatus, displayFulfillmentStatus, displayFinancialStatus].join())).toBeGreaterThanOrEqual(4);
  expect(new Set(nodes.flatMap(({ lineItems }) => lineItems.nodes.map(({ sku }: Loose) => sku))).size).toBeGreaterThan(10);
  expect(nodes.every(({ email }) => /^[a-z.]+\d+@example\.com$/.test(email))).toBe(true);
  const times = nodes.map(({ createdAt }) => Date.parse(createdAt));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(50 * 3_600_000);
});

test("the second store sells in euros", async () => {
  const shopify = await testShopify();
  await shopify.control("orders", { shop: "second", count: 3 });

  const { data } = await shopify.call(all, {}, { shop: "second" });

  expect(data.orders.nodes.map((order: Loose) => order.totalPriceSet.shopMoney.currencyCode)).toEqual(["EUR", "EUR", "EUR"]);
});
