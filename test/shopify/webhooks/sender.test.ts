import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startLocalShopify } from "../start-local-shopify.ts";
import { startReceiver } from "../testing/receiver.ts";
import { appToml, testShopify } from "../testing/test-shopify.ts";

const create = (shopify: Awaited<ReturnType<typeof testShopify>>) => shopify.control("orders", { shop: "demo", template: "prepaid" });

test("sends nothing to an app that is not installed", async () => {
  const shopify = await testShopify();

  expect(await shopify.webhooksOf(() => create(shopify))).toEqual([]);
});

test("signs what it sends, byte for byte, and says what it is", async () => {
  const shopify = await testShopify();
  await shopify.install();

  const webhooks = await shopify.webhooksOf(() => create(shopify));

  const webhook = webhooks.find(({ topic }) => topic === "orders/create");
  expect(webhook?.headers).toMatchObject({
    "content-type": "application/json",
    "x-shopify-shop-domain": "demo.myshopify.com",
    "x-shopify-api-version": "2026-10",
    "x-shopify-hmac-sha256": createHmac("sha256", "local-api-secret").update(webhook?.raw ?? "").digest("base64"),
    "x-shopify-triggered-at": expect.stringMatching(/^\d{4}-.*Z$/),
  });
});

test("gives all deliveries of one action one event id, and each a webhook id of its own", async () => {
  const shopify = await testShopify();
  await shopify.install();

  const webhooks = await shopify.webhooksOf(() => create(shopify));

  expect(webhooks.map(({ topic }) => topic).sort()).toEqual(
    expect.arrayContaining(["fulfillment_orders/order_routing_complete", "inventory_levels/update", "order_transactions/create", "orders/create", "orders/paid", "orders/updated"]),
  );
  expect(new Set(webhooks.map(({ eventId }) => eventId)).size).toBe(1);
  expect(new Set(webhooks.map(({ webhookId }) => webhookId)).size).toBe(webhooks.length);
});

test("sends a delivery that was refused again, as it was, until it is accepted", async () => {
  const shopify = await testShopify({ webhookTimeScale: 10_000 });
  await shopify.install();
  await shopify.control("faults", { dropWebhooks: ["orders/updated", "orders/paid", "order_transactions/create", "inventory_levels/update", "fulfillment_orders/order_routing_complete"] });
  shopify.app.answers.push(500, 302, 404);

  await create(shopify);
  await shopify.shopify.settled(60_000);

  const attempts = shopify.app.of("orders/create");
  expect(attempts).toHaveLength(4);
  expect(new Set(attempts.map(({ webhookId, raw }) => webhookId + raw)).size).toBe(1);
});

test("gives up after eight retries", async () => {
  const shopify = await testShopify({ webhookTimeScale: 1_000_000 });
  await shopify.install();
  await shopify.control("faults", { dropWebhooks: ["orders/updated", "orders/paid", "order_transactions/create", "inventory_levels/update", "fulfillment_orders/order_routing_complete"] });
  shopify.app.answers.push(...Array.from({ length: 20 }, () => 500));

  await create(shopify);
  await shopify.shopify.settled(60_000);

  expect(shopify.app.of("orders/create")).toHaveLength(9);
  const { deliveries } = await shopify.control("deliveries?topic=orders/create");
  expect(deliveries[0]).toMatchObject({ attempts: 9, status: 500, nextAt: null });
});

test("takes an app that does not answer in time for one that refused", async () => {
  const shopify = await testShopify({ webhookTimeoutMs: 50, webhookTimeScale: 10_000 });
  await shopify.install();
  shopify.app.answers.push("never");

  await shopify.control("redact", { shop: "demo" });
  await shopify.shopify.settled(60_000);

  expect(shopify.app.of("shop/redact")).toHaveLength(2);
});

test("sends many at once", async () => {
  const timeoutMs = 1_000;
  const shopify = await testShopify({ webhookTimeoutMs: timeoutMs, webhookConcurrency: 50 });
  await shopify.install();
  await shopify.control("orders", { shop: "demo", count: 20, template: "prepaid" });
  shopify.app.answers.push(...Array.from({ length: 10 }, () => "never" as const));

  const began = performance.now();
  await shopify.shopify.settled();

  // One after the other, the ten that are never answered would take ten times as long as each.
  expect(performance.now() - began).toBeLessThan(8 * timeoutMs);
  expect(shopify.app.received.length).toBeGreaterThan(80);
});

test("sends after a restart what was waiting before", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "local-shopify-test-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  const away = await startLocalShopify({ dataDir, appToml, appUrl: "http://localhost:9", webhookTimeScale: 100 });
  const request = (url: string, body: object) => fetch(url, { method: "POST", body: JSON.stringify(body) });
  await request(`${away.url}/_local/redact`, { shop: "demo" });
  await away.settled();
  await away.stop();
  const app = await startReceiver();
  onTestFinished(app.stop);

  const back = await startLocalShopify({ dataDir, appToml, appUrl: app.url });
  onTestFinished(back.stop);

  // It goes to the address that it was queued for: the app was elsewhere then.
  const { deliveries } = (await (await fetch(`${back.url}/_local/deliveries`)).json()) as { deliveries: { topic: string; attempts: number; nextAt: number | null }[] };
  expect(deliveries).toMatchObject([{ topic: "shop/redact", attempts: 1, nextAt: expect.any(Number) }]);
});

test("loses, doubles and shuffles deliveries when it is asked to", async () => {
  const shopify = await testShopify();
  await shopify.install();

  await shopify.control("faults", { dropWebhooks: 2 });
  const fewer = await shopify.webhooksOf(() => create(shopify));
  await shopify.control("faults", { dropWebhooks: 0, duplicateWebhooks: 1 });
  const more = await shopify.webhooksOf(() => create(shopify));
  await shopify.control("faults", { duplicateWebhooks: 0, reorderWebhooks: 60 });
  await create(shopify);
  await shopify.shopify.settled(100);

  expect(fewer.length).toBeGreaterThanOrEqual(4);
  expect(new Set(more.map(({ webhookId }) => webhookId)).size).toBe(more.length / 2);
  const { deliveries } = await shopify.control("deliveries?limit=200");
  expect(deliveries.filter(({ error }: { error: string | null }) => error === "lost on request")).toHaveLength(2);
});

test("subscriptions of one shop that are made through the API get their webhooks too", async () => {
  const shopify = await testShopify();
  await shopify.install();
  const query = "mutation ($uri: String!) { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: { uri: $uri }) { webhookSubscription { id topic uri } userErrors { message } } }";
  const { webhookSubscription } = await shopify.mutate(query, { uri: `${shopify.app.url}/own` });
  const twice = await shopify.call(query, { uri: `${shopify.app.url}/own` });

  const webhooks = await shopify.webhooksOf(() => create(shopify));

  expect(webhookSubscription).toMatchObject({ topic: "ORDERS_CREATE" });
  expect(twice.data.webhookSubscriptionCreate.userErrors).toMatchObject([{ message: "Address for this topic has already been taken" }]);
  const both = webhooks.filter(({ topic }) => topic === "orders/create");
  expect(both.map(({ path }) => path).sort()).toEqual(["/own", "/webhooks"]);
  expect(new Set(both.map(({ eventId }) => eventId)).size).toBe(1);
});
