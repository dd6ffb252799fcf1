import { beforeAll, expect, test } from "vitest";
import { adminQuery, control, demoShop, startTestApp, type TestApp } from "./setup/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});

async function orderOf(id: string) {
  const { body } = await app.request("GET", `/sync/orders/${encodeURIComponent(id)}`);
  return body.order;
}

test("shows an order that Shopify took, in the list and by itself", async () => {
  const id = await app.takeOrder("prepaid");

  const { body } = await app.request("GET", "/sync/orders?pageSize=1");

  expect(body.success).toBe(true);
  expect(body.orders[0]).toMatchObject({ id, workflowState: "paid", fulfillmentStatus: "unfulfilled" });
  expect(await orderOf(id)).toMatchObject({ id, transitions: [{ fromState: "pending", toState: "paid", actor: "Shopify" }] });
});

test("fulfils an order here and in Shopify, once", async () => {
  const id = await app.takeOrder("unfulfilled");
  const body = { shop_domain: demoShop, orderIds: [id], tracking: { number: "TRK-1", carrier: "Delhivery" } };

  const first = await app.request("POST", "/sync/orders/fulfill", { body });
  const again = await app.request("POST", "/sync/orders/fulfill", { body });
  await app.settle();

  expect(first).toMatchObject({ status: 200, body: { success: true, updatedOrders: [{ id, fulfillmentStatus: "fulfilled", tracking: { number: "TRK-1" } }] } });
  expect(again.status).toBe(200);
  expect(await orderOf(id)).toMatchObject({ fulfillmentStatus: "fulfilled", workflowState: "shipped", shipments: [{ tracking: { number: "TRK-1", carrier: "Delhivery" } }] });
  expect(await callsTo("FulfillmentCreate", id)).toBe(1);
});

test("assigns an order here and writes its metafield in Shopify", async () => {
  const id = await app.takeOrder("prepaid");

  await app.request("POST", "/sync/orders/assign", { body: { shop_domain: demoShop, orderIds: [id], assignee: "maya" } });
  await app.settle();

  expect(await orderOf(id)).toMatchObject({ assignedTo: "maya", assignment: { source: "manual", version: 1 } });
  expect(await callsTo("AssignmentMetafieldSet", id)).toBe(1);
});

test("opens a return here and in Shopify", async () => {
  const id = await app.takeOrder("delivered");

  const { status } = await app.request("POST", "/sync/orders/returns", { body: { shop_domain: demoShop, orderId: id, action: "open", reason: "too small" } });
  await app.settle();

  expect(status).toBe(200);
  expect(await orderOf(id)).toMatchObject({ returnStatus: "awaiting_label", returns: [{ state: "awaiting_label", name: expect.stringContaining("-R1") }] });
  expect(await callsTo("ReturnCreate", id)).toBe(1);
});

test("escalates an order to support, which makes it urgent", async () => {
  const id = await app.takeOrder("prepaid");

  const { body } = await app.request("POST", "/sync/orders/support", { body: { shop_domain: demoShop, orderId: id, note: "asks where it is", conversationId: "conv-1" } });
  const again = await app.request("POST", "/sync/orders/support", { body: { shop_domain: demoShop, orderId: id, note: "asked again", conversationId: "conv-1" } });

  expect(body.updatedOrders).toEqual([{ id, supportThread: expect.any(String) }]);
  expect(again.body.updatedOrders).toEqual(body.updatedOrders);
  expect(await orderOf(id)).toMatchObject({ priority: "urgent", assignedTo: "assistant", supportThread: body.updatedOrders[0].supportThread });
});

async function callsTo(operation: string, orderId: string): Promise<number> {
  const { requests } = await (await fetch(`${app.shopify.url}/_local/requests?operation=${operation}`)).json();
  const number = orderId.split("/").at(-1) ?? "";
  if (operation !== "FulfillmentCreate") return requests.filter(({ variables }: { variables: unknown }) => JSON.stringify(variables).includes(number)).length;
  // fulfillmentCreate names fulfilment orders alone: the fulfilments that the order has now are what counts.
  return (await orderOf(orderId)).shipments.length;
}

test.each([
  ["FulfillmentCreate", "unfulfilled", "fulfill", (id: string) => ({ orderIds: [id], tracking: { number: "TRK-2", carrier: "Delhivery" } }), "fulfillments"],
  ["ReturnCreate", "delivered", "returns", (id: string) => ({ orderId: id, action: "open" }), "returns"],
])("makes the effect of %s once, also when Shopify did it and its answer was lost", async (operation, template, action, body, made) => {
  const id = await app.takeOrder(template);
  await control(app.shopify, "faults", { fail: { operation, times: 1, status: "drop", when: "after" } });

  await app.request("POST", `/sync/orders/${action}`, { body: { shop_domain: demoShop, ...body(id) } });
  await app.settle();
  const ctx = await app.context();
  await ctx.sql`update outbox_events set next_attempt_at = now() where shop = ${ctx.shop} and status = 'PENDING'`; // the wait before the next attempt is over
  await app.settle();

  const [event] = await ctx.sql<{ status: string; attempts: number }>`
    select status, attempts from outbox_events where shop = ${ctx.shop} and order_id = ${BigInt(id.split("/").at(-1) ?? 0)} and type in ('shopify.fulfillment_create', 'shopify.return_create')`;
  expect(event).toEqual({ status: "DELIVERED", attempts: 2 });
  expect(await inShopify(id, made)).toHaveLength(1);
});

/** What Shopify itself has of an order. */
async function inShopify(id: string, made: string): Promise<unknown[]> {
  const { order } = await adminQuery(app.shopify, "query Order($id: ID!) { order(id: $id) { fulfillments { id } returns(first: 10) { nodes { id } } } }", { id });
  return made === "returns" ? order.returns.nodes : order.fulfillments;
}
