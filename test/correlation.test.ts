import { beforeAll, expect, test } from "vitest";
import { buildOrder } from "./factories/orders.ts";
import { orderWebhook } from "./factories/webhooks.ts";
import { demoShop, startTestApp, type TestApp } from "./setup/app.ts";
import { deliverWebhook } from "./setup/deliver-webhook.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});

async function webhook(payload: object, headers: Record<string, string> = {}, query = "") {
  const { headers: answered, body } = await deliverWebhook(app, "orders/create", JSON.stringify(payload), headers, query);
  return { id: answered.get("x-correlation-id"), body };
}

async function storedIdOf(rawId: string) {
  const [row] = await (await app.context()).sql<{ correlation_id: string }>`select correlation_id from raw_arrivals where shop = ${demoShop} and id = ${rawId}`;
  return row?.correlation_id;
}

test("keeps a usable id, makes one up for any other, and stores it with what the request caused", async () => {
  const order = await buildOrder(await app.context());
  const body = { shop_domain: demoShop, orderIds: [order.name], assignee: "corr" };

  const kept = await app.request("POST", "/sync/orders/assign", { body, headers: { "X-Correlation-Id": "case-42" } });
  const replaced = await app.request("GET", "/sync/orders", { headers: { "X-Correlation-Id": "not usable!" } });

  expect(kept.headers.get("x-correlation-id")).toBe("case-42");
  expect(replaced.headers.get("x-correlation-id")).toMatch(/^[0-9a-f-]{36}$/);
  const events = await (await app.context()).sql<{ correlation_id: string }>`select correlation_id from outbox_events where shop = ${demoShop} and order_id = ${order.id}`;
  expect(events).toEqual([{ correlation_id: "case-42" }]);
});

test.each([
  ["of its header", { "X-Correlation-Id": "case-1" }, "", "case-1"],
  ["of its address", {}, "?correlation_id=case-2", "case-2"],
  ["that is made up", {}, "", expect.stringMatching(/^[0-9a-f-]{36}$/)],
  ["that is made up for one that cannot be used", { "X-Correlation-Id": "no good!" }, "", expect.stringMatching(/^[0-9a-f-]{36}$/)],
])("a webhook is answered and stored under the id %s", async (_name, headers, query, expected) => {
  const { id, body } = await webhook({ id: 1 }, headers, query);

  expect(id).toEqual(expected);
  expect(await storedIdOf(body.raw_id)).toBe(id);
});

test("what a worker makes of a webhook later has the webhook's id", async () => {
  const order = orderWebhook({ financial_status: "paid" });
  const { body } = await webhook(order, { "X-Correlation-Id": "case-3" });
  const odd = await webhook({ id: 1 }, { "X-Correlation-Id": "case-4", "X-Shopify-Topic": "orders/odd" });
  await app.settle();

  const ctx = await app.context();
  expect(body.received && odd.body.received).toBe(true);
  expect(await ctx.sql`select distinct correlation_id from timeline_entries where shop = ${demoShop} and order_id = ${order["id"]}`).toEqual([{ correlation_id: "case-3" }]);
  expect(await ctx.sql`select distinct correlation_id from order_transition_logs where shop = ${demoShop} and order_id = ${order["id"]}`).toEqual([{ correlation_id: "case-3" }]);
  expect(await ctx.sql`select correlation_id from exceptions where shop = ${demoShop} and event_type = 'orders/odd'`).toEqual([{ correlation_id: "case-4" }]);
});

test("the query's id is kept where there is nothing, and an event's that is no text is replaced", async () => {
  const nothing = await app.request("GET", "/v1/nothing?correlation_id=case-5");
  const event = await app.request("POST", "/v1/events", { body: { tenant: demoShop, source: "erp", event_id: "c-1", event_type: "erp.odd", data: {}, correlation_id: 5 } });

  expect(nothing.headers.get("x-correlation-id")).toBe("case-5");
  expect([event.status, event.headers.get("x-correlation-id")]).toEqual([202, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
});
