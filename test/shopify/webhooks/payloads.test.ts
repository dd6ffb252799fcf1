import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sharedMaterial } from "../testing/shared-material.ts";
import { testShopify, type TestShopify } from "../testing/test-shopify.ts";

/** Lives an order's whole life, so that every topic is caused once. */
async function everything(shopify: TestShopify) {
  await shopify.control("orders", { shop: "demo", template: "return_requested", gateway: "razorpay" });
  const [id] = (await shopify.control("orders", { shop: "demo", template: "prepaid" })).orders;
  const { data } = await shopify.call("query ($id: ID!) { order(id: $id) { fulfillmentOrders(first: 1) { nodes { id } } } locations(first: 2) { nodes { id } } }", { id });
  const fulfillmentOrder = data.order.fulfillmentOrders.nodes[0].id;
  await shopify.mutate("mutation ($id: ID!) { fulfillmentOrderHold(id: $id, fulfillmentHold: { reason: OTHER }) { fulfillmentOrder { id } userErrors { message } } }", { id: fulfillmentOrder });
  await shopify.mutate("mutation ($id: ID!) { fulfillmentOrderReleaseHold(id: $id) { fulfillmentOrder { id } userErrors { message } } }", { id: fulfillmentOrder });
  await shopify.mutate("mutation ($id: ID!, $to: ID!) { fulfillmentOrderMove(id: $id, newLocationId: $to) { movedFulfillmentOrder { id } userErrors { message } } }", { id: fulfillmentOrder, to: data.locations.nodes[1].id });
  await shopify.mutate("mutation ($id: ID!) { orderCancel(orderId: $id, reason: CUSTOMER, restock: true, refundMethod: { originalPaymentMethodsRefund: true }) { job { id } orderCancelUserErrors { message } } }", { id });
  await shopify.mutate('mutation { productCreate(product: { title: "Scarf" }) { product { id } userErrors { message } } }');
  await shopify.control("settle", {});
}

/** The keys of a body that a newer one of the same topic has too; those of entries in lists with them. */
function keysOf(body: unknown, prefix = ""): string[] {
  if (Array.isArray(body)) return body.length > 0 ? keysOf(body[0], `${prefix}[]`) : [];
  if (body === null || typeof body !== "object") return [];
  return Object.entries(body).flatMap(([key, value]) => [`${prefix}.${key}`, ...keysOf(value, `${prefix}.${key}`)]);
}

/** Keys that live stores send and local Shopify knows nothing to say for, or that only hold for what was recorded. */
const notSent = [
  /\.(payment_details|attributed_staffs|client_details|sms_marketing_consent|email_marketing_consent|default_address\.id)/,
  /\.receipt\./, /\.origin_address\./, /\.fee_line/, /\.email$/, /\.destination/, /\.amount_rounding/, /\.exchange_line_items\[\]/, /\.media/, /\.(replacement|remaining)_fulfillment_order\./,
  /\.order_adjustments\[\]/, /\.refund_shipping_lines\[\]/, /\.properties\[\]/, /\.note_attributes\[\]/, /\.discount_(codes|applications|allocations)\[\]/, /\.tax_lines\[\]/,
];

const recorded = sharedMaterial("shopify/webhooks");
const files = recorded ? readdirSync(recorded, { recursive: true, encoding: "utf8" }).filter((name) => /(2025|2026)[^/]*\.json$/.test(name) && /(shopify-sample|docs)/.test(name)) : [];

test.skipIf(!recorded)("bodies have the keys that recorded ones of 2025 and 2026 have", async () => {
  const shopify = await testShopify();
  await shopify.install();
  await everything(shopify);
  await shopify.shopify.settled();

  const missing: string[] = [];
  const compared = new Set<string>();
  for (const file of files) {
    const topic = (file.split("/")[0] ?? "").replace("__", "/");
    const ours = shopify.app.of(topic);
    if (ours.length === 0) continue;
    compared.add(topic);
    const have = new Set(ours.flatMap(({ body }) => keysOf(body)));
    const lists = new Set([...have].flatMap((key) => key.match(/^.*\[\]/)?.[0] ?? []));
    const theirs = keysOf(JSON.parse(readFileSync(join(recorded ?? "", file), "utf8")));
    const wanted = theirs.filter((key) => !notSent.some((pattern) => pattern.test(key)) && (!key.includes("[]") || lists.has(key.slice(0, key.lastIndexOf("[]") + 2))));
    missing.push(...wanted.filter((key) => !have.has(key)).map((key) => `${topic} ${key} (${file})`));
  }

  expect([...compared].sort()).toEqual(expect.arrayContaining(["fulfillments/create", "orders/cancelled", "orders/create", "refunds/create", "returns/request"]));
  expect(missing).toEqual([]);
});

test("an order's body says what the Admin API says of it", async () => {
  const shopify = await testShopify();
  await shopify.install();

  const webhooks = await shopify.webhooksOf(() => shopify.control("orders", { shop: "demo", template: "cod", createdAt: new Date(Date.now() - 3_600_000).toISOString() }));

  const { body } = webhooks.find(({ topic }) => topic === "orders/create")!;
  const { data } = await shopify.call("{ orders(first: 1) { nodes { id name legacyResourceId createdAt tags totalPriceSet { shopMoney { amount } } } } }");
  const [order] = data.orders.nodes;
  expect(body).toMatchObject({
    id: Number(order.legacyResourceId),
    admin_graphql_api_id: order.id,
    name: order.name,
    currency: "INR",
    financial_status: "pending",
    fulfillment_status: null,
    payment_gateway_names: ["Cash on Delivery (COD)"],
    tags: order.tags.join(", "),
  });
  expect(Number(body.total_price)).toBe(Number(order.totalPriceSet.shopMoney.amount));
  expect(body.total_outstanding).toBe(body.total_price);
  expect(body.created_at).toMatch(/\+05:30$/);
  expect(Date.parse(String(body.created_at))).toBe(Date.parse(order.createdAt));
});
