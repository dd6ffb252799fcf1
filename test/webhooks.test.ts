import { beforeAll, expect, test } from "vitest";
import { demoShop, startTestApp, type TestApp } from "./setup/app.ts";
import { deliverWebhook } from "./setup/deliver-webhook.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});

test("webhooks are durable when they are answered", async () => {
  const { status, body } = await deliverWebhook(app, "orders/updated", '{"id":1}');

  expect(status).toBe(200);
  expect(body).toEqual({ received: true, raw_id: expect.any(String), duplicate: false });
  expect(await (await app.context()).sql`select 1 from raw_arrivals where shop = ${demoShop} and id = ${body.raw_id}`).toHaveLength(1);
});

test.each([
  ["a wrong signature", 401, { "X-Shopify-Hmac-Sha256": "AAAA" }],
  ["no signature", 401, { "X-Shopify-Hmac-Sha256": "" }],
  ["no topic", 400, { "X-Shopify-Topic": "" }],
  ["no webhook id", 400, { "X-Shopify-Webhook-Id": "" }],
  ["a shop that has not installed the app", 404, { "X-Shopify-Shop-Domain": "stranger.myshopify.com" }],
])("webhooks with %s are answered with %i and not stored", async (_name, status, headers) => {
  const count = async () => (await (await app.system()).sql`select 1 from raw_arrivals`).length;
  const before = await count();

  const answer = await deliverWebhook(app, "orders/updated", '{"id":2}', headers);

  expect(answer.status).toBe(status);
  expect(await count()).toBe(before);
});

test("webhooks that repeat a delivery are duplicates, whatever their key order and white space", async () => {
  const headers = { "X-Shopify-Webhook-Id": "same-delivery" };
  await deliverWebhook(app, "orders/updated", '{"id":3,"note":"a"}', headers);

  const again = await deliverWebhook(app, "orders/updated", '{ "note": "a", "id": 3 }', headers);

  expect(again.body).toMatchObject({ received: true, duplicate: true });
});

test("webhooks that repeat a delivery with other content are kept and quarantined", async () => {
  const headers = { "X-Shopify-Webhook-Id": "conflicting-delivery" };
  await deliverWebhook(app, "orders/updated", '{"id":4,"note":"a"}', headers);

  const again = await deliverWebhook(app, "orders/updated", '{"id":4,"note":"b"}', headers);

  expect(again).toMatchObject({ status: 200, body: { duplicate: false } });
  const exceptions = await (await app.context()).sql<{ reason_code: string }>`select reason_code from exceptions where shop = ${demoShop} and idempotency_key like '%conflicting-delivery'`;
  expect(exceptions).toEqual([{ reason_code: "IDEMPOTENCY_CONFLICT" }]);
});
