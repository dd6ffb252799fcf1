import { beforeAll, describe, expect, test } from "vitest";
import { adminQuery, type Answer, control, demoShop, startTestApp, type TestApp } from "./setup/app.ts";
import { logOf } from "./factories/workflow.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});

const take = (template: string) => app.takeOrder(template, template === "cod" ? {} : { gateway: "bogus" });

async function go(id: string, toState: string, more: object = {}): Promise<Answer["body"]> {
  const { body } = await app.request("POST", "/sync/orders/transition", { body: { shop_domain: demoShop, orderIds: [id], toState, ...more } });
  await app.settle();
  return body;
}

async function log(id: string): Promise<[string, string][]> {
  return (await logOf(await app.context(), { id: numberOf(id) })).map(({ transition, actor }) => [transition, actor]);
}

async function stateOf(id: string): Promise<string> {
  return (await app.request("GET", `/sync/orders/${encodeURIComponent(id)}`)).body.order.workflowState;
}

async function conflictsOf(id: string): Promise<Answer["body"][]> {
  const { body } = await app.request("GET", "/v1/exceptions?reason_code=STATE_CONFLICT&limit=500");
  const all = await Promise.all(body.exceptions.map(async ({ exception_id }: { exception_id: string }) => (await app.request("GET", `/v1/exceptions/${exception_id}`)).body));
  return all.filter(({ raw }) => JSON.stringify(raw.payload).includes(String(numberOf(id))));
}

async function failuresOf(id: string): Promise<object[]> {
  const ctx = await app.context();
  return ctx.sql`select type, status, last_error from outbox_events where shop = ${ctx.shop} and order_id = ${numberOf(id)} and status <> 'DELIVERED'`;
}

function numberOf(id: string): bigint {
  return BigInt(id.split("/").at(-1) ?? 0);
}

async function inShopify(id: string): Promise<Answer["body"]> {
  const query = `query Order($id: ID!) { order(id: $id) { displayFinancialStatus displayFulfillmentStatus cancelledAt totalRefundedSet { shopMoney { amount } }
    transactions(first: 20) { kind status } fulfillments { displayStatus } returns(first: 5) { nodes { id status } } } }`;
  return (await adminQuery(app.shopify, query, { id })).order;
}

/** The merchant acts in Shopify admin. */
const merchant = {
  pays: (id: string) => adminQuery(app.shopify, "mutation Pay($id: ID!) { orderMarkAsPaid(input: { id: $id }) { userErrors { message } } }", { id }),
  cancels: (id: string) => adminQuery(app.shopify, "mutation Cancel($id: ID!) { orderCancel(orderId: $id, reason: OTHER, restock: true, refundMethod: { originalPaymentMethodsRefund: true }) { orderCancelUserErrors { message } } }", { id }),
  ships: async (id: string) => {
    const { order } = await adminQuery(app.shopify, "query Open($id: ID!) { order(id: $id) { fulfillmentOrders(first: 5) { nodes { id } } } }", { id });
    const lineItemsByFulfillmentOrder = order.fulfillmentOrders.nodes.map((node: { id: string }) => ({ fulfillmentOrderId: node.id }));
    return adminQuery(app.shopify, "mutation Ship($fulfillment: FulfillmentInput!) { fulfillmentCreate(fulfillment: $fulfillment) { userErrors { message } } }", { fulfillment: { lineItemsByFulfillmentOrder } });
  },
  delivers: (id: string) => control(app.shopify, "carrier", { shop: demoShop, order: id, status: "delivered" }),
};

describe("a transition made here", () => {
  test("reaches Shopify by its effect all along the way, and what comes back is its echo", async () => {
    const id = await take("cod");

    await go(id, "paid");
    expect(await inShopify(id)).toMatchObject({ displayFinancialStatus: "PAID" });
    await go(id, "shipped", { params: { tracking: { number: "TRK-9", carrier: "Delhivery" } } });
    expect(await inShopify(id)).toMatchObject({ displayFulfillmentStatus: "FULFILLED" });
    await go(id, "fulfilled");
    expect((await inShopify(id)).fulfillments).toMatchObject([{ displayStatus: "DELIVERED" }]);
    await go(id, "refunded");
    expect(await inShopify(id)).toMatchObject({ displayFinancialStatus: "REFUNDED" });

    expect(await log(id)).toEqual(["mark_paid", "ship", "fulfill", "refund"].map((name) => [name, "operator"]));
    expect(await failuresOf(id)).toEqual([]);
    expect(await conflictsOf(id)).toEqual([]);
  });

  test.each([["cod", "VOIDED"], ["prepaid", "REFUNDED"]])("cancels a %s order in Shopify too, which gives back what was paid", async (template, financial) => {
    const id = await take(template);

    await go(id, "cancelled", { params: { reason: "CUSTOMER" } });

    expect(await inShopify(id)).toMatchObject({ cancelledAt: expect.any(String), displayFinancialStatus: financial });
    expect((await log(id)).at(-1)).toEqual(["cancel", "operator"]);
    expect(await stateOf(id)).toBe("cancelled");
    expect(await failuresOf(id)).toEqual([]);
    expect(await conflictsOf(id)).toEqual([]);
  });

  test("opens a return in Shopify", async () => {
    const id = await take("delivered");

    await go(id, "returned", { note: "broken" });

    expect((await inShopify(id)).returns.nodes).toHaveLength(1);
    expect((await log(id)).at(-1)).toEqual(["return", "operator"]);
    expect(await stateOf(id)).toBe("returned");
    expect(await conflictsOf(id)).toEqual([]);
  });

  test("ships cash on delivery before it is paid", async () => {
    const id = await take("cod");

    await go(id, "shipped");
    await merchant.delivers(id);
    await app.settle();
    expect(await stateOf(id)).toBe("fulfilled");
    await merchant.pays(id);
    await app.settle();

    expect(await log(id)).toEqual([["ship_before_payment", "operator"], ["fulfill", "Shopify"]]);
    expect(await stateOf(id)).toBe("fulfilled");
    expect(await conflictsOf(id)).toEqual([]);
  });
});

test("an order that Shopify holds back has not left, and leaves when the call is sent again after the hold", async () => {
  const id = await take("prepaid");
  const { order } = await adminQuery(app.shopify, "query Open($id: ID!) { order(id: $id) { fulfillmentOrders(first: 5) { nodes { id } } } }", { id });
  const [{ id: open }] = order.fulfillmentOrders.nodes;
  await adminQuery(app.shopify, 'mutation Hold($id: ID!) { fulfillmentOrderHold(id: $id, fulfillmentHold: { reason: OTHER }) { userErrors { message } } }', { id: open });

  await go(id, "shipped");
  const held = await stateOf(id);
  await adminQuery(app.shopify, "mutation Release($id: ID!) { fulfillmentOrderReleaseHold(id: $id) { userErrors { message } } }", { id: open });
  const { body } = await app.request("GET", `/api/admin/ops/outbox/failures?order_id=${encodeURIComponent(id)}`);
  await app.request("POST", `/api/admin/ops/outbox/${body.failures[0].eventId}/resolve`, { body: { action: "replay", note: "The hold is over" } });
  await app.settle();

  expect(held).toBe("paid");
  expect(await stateOf(id)).toBe("shipped");
  expect((await log(id)).slice(-3).map(([name]) => name)).toEqual(["ship", "fulfillment_undone", "ship"]);
  expect(await failuresOf(id)).toEqual([]);
  expect(await conflictsOf(id)).toEqual([]);
});

describe("Shopify moves an order", () => {
  test("along the shortest path, with a log entry for each step that is keyed by the event", async () => {
    const id = await take("cod");

    await merchant.pays(id);
    await app.settle();
    await merchant.ships(id);
    await app.settle();
    await merchant.delivers(id);
    await app.settle();

    const lines = await logOf(await app.context(), { id: numberOf(id) });
    expect(lines.map(({ transition, actor }) => [transition, actor])).toEqual([["mark_paid", "Shopify"], ["ship", "Shopify"], ["fulfill", "Shopify"]]);
    for (const { key, topic, effects } of lines) {
      expect(key).toContain(topic ?? "no topic");
      expect(effects.filter((effect) => ["capture_payment", "request_fulfillment", "report_delivery"].includes(effect))).toEqual([]);
    }
  });

  test("several steps at once, when it tells late", async () => {
    const id = await take("delivered");

    expect((await log(id)).map(([name]) => name)).toEqual(["mark_paid", "ship", "fulfill"]);
    expect(await stateOf(id)).toBe("fulfilled");
  });

  test("cancels an order that was not sent", async () => {
    const id = await take("prepaid");

    await merchant.cancels(id);
    await app.settle();

    expect((await log(id)).at(-1)).toEqual(["cancel", "Shopify"]);
    expect(await conflictsOf(id)).toEqual([]);
  });

  test("does it once, however often and in whatever order it tells", async () => {
    await control(app.shopify, "faults", { duplicateWebhooks: 1, reorderWebhooks: 1 });
    const id = await take("cod");

    await merchant.pays(id);
    await merchant.ships(id);
    await merchant.delivers(id);
    await app.settle();
    await control(app.shopify, "faults", { duplicateWebhooks: 0, reorderWebhooks: 0 });

    expect((await log(id)).map(([name]) => name).at(-1)).toBe("fulfill");
    expect(new Set((await log(id)).map(([name]) => name)).size).toBe((await log(id)).length);
    expect(await stateOf(id)).toBe("fulfilled");
  });
});

test("a fact that no path explains becomes a STATE_CONFLICT exception, and leaves the order where it was", async () => {
  const id = await take("cod");
  await go(id, "cancelled");
  const { order } = await (await fetch(`${app.shopify.url}/_local/order?shop=${demoShop}&order=${numberOf(id)}`)).json();
  const payload = { id: Number(numberOf(id)), name: order.name, created_at: order.createdAt, updated_at: new Date(Date.now() + 60_000).toISOString(), currency: "INR", total_price: "499.00", financial_status: "paid", fulfillment_status: "fulfilled", cancelled_at: null, payment_gateway_names: ["bogus"], line_items: [], fulfillments: [] };

  await control(app.shopify, "webhooks", { shop: demoShop, topic: "orders/fulfilled", payload });
  await app.settle();

  expect(await stateOf(id)).toBe("cancelled");
  expect(await conflictsOf(id)).toMatchObject([{ reason_code: "STATE_CONFLICT", reason_details: { order_state: "cancelled", told_state: "shipped" } }]);
});

test("answers each order for itself, and 404 only when there is none", async () => {
  const [pending, paid] = [await take("cod"), await take("prepaid")];

  const { body, status } = await app.request("POST", "/sync/orders/transition", { body: { shop_domain: demoShop, orderIds: [pending, paid, "#nowhere", pending], toState: "shipped", dryRun: true } });
  const nowhere = await app.request("POST", "/sync/orders/transition", { body: { shop_domain: demoShop, orderIds: ["#nowhere"], toState: "shipped" } });
  const foreign = await app.request("POST", "/sync/orders/transition", { shop: "second.myshopify.com", body: { shop_domain: "second.myshopify.com", orderIds: [pending], toState: "paid" } });
  const viewer = await app.request("POST", "/sync/orders/transition", { as: "viewer", body: { shop_domain: demoShop, orderIds: [pending], toState: "paid" } });

  expect(status).toBe(200);
  expect(body).toMatchObject({ success: true, dryRun: true, succeeded: 2, failed: 1, updatedOrders: [] });
  expect(body.results).toEqual([
    expect.objectContaining({ id: pending, ok: true, fromState: "pending", toState: "shipped", transition: "ship_before_payment", idempotent: false, effects: expect.arrayContaining(["request_fulfillment"]) }),
    expect.objectContaining({ id: paid, ok: true, fromState: "paid", transition: "ship" }),
    expect.objectContaining({ id: "#nowhere", ok: false, reason: expect.any(String) }),
  ]);
  expect(nowhere).toMatchObject({ status: 404, body: { success: false, updatedOrders: [], errors: [{ path: "orderIds.0" }] } });
  expect([foreign.status, viewer.status]).toEqual([404, 403]);
});
