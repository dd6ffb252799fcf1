import { beforeAll, expect, test } from "vitest";
import { inTransaction } from "#app/platform/ctx.ts";
import { publish } from "#app/platform/outbox.ts";
import { adminQuery, control, demoShop, startTestApp, type TestApp } from "./setup/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ plus: true }); // Shopify takes partial payments on that plan alone
});

const idOf = (gid: string) => gid.split("/").at(-1) ?? "";

/** What is asked of Shopify, and how many effects it has there; what returns ask for is in app/domains/returns/exactly-once.test.ts. */
const calls = [
  { operation: "FulfillmentCreate", template: "unfulfilled", publishes: null, effects: "fulfillments" },
  { operation: "MarkOrderAsPaid", template: "cod", publishes: ["shopify.payment_capture", {}], effects: "payments" },
  { operation: "RecordManualPayment", template: "cod", publishes: ["shopify.payment_capture", { amount: "50.00" }], effects: "payments" },
  { operation: "RefundOrder", template: "prepaid", publishes: ["shopify.refund_create", { amount: "10.00", note: "Dented" }], effects: "refunds" },
  { operation: "CancelOrder", template: "prepaid", publishes: ["shopify.order_cancel", { note: "", reason: "OTHER", restock: false, refund: false, notifyCustomer: false }], effects: "cancellations" },
  { operation: "ReturnRequest", template: "delivered", publishes: ["shopify.return_request", { note: "Too small" }], effects: "returns" },
] as const;
type Call = (typeof calls)[number];

async function start({ template, publishes }: Pick<Call, "template" | "publishes">): Promise<string> {
  const order = await app.takeOrder(template);
  if (publishes === null) {
    await app.request("POST", "/sync/orders/fulfill", { body: { shop_domain: demoShop, orderIds: [order] } });
    return order;
  }
  const [type, payload] = publishes;
  await inTransaction(await app.context(), (tx) => publish(tx, { type, orderId: BigInt(idOf(order)), payload: { orderId: idOf(order), ...payload } }));
  return order;
}

async function effectsOf(id: string) {
  const text = "query Effects($id: ID!) { order(id: $id) { cancelledAt fulfillments { id } refunds { id } transactions(first: 10) { kind status } returns(first: 10) { nodes { id } } } }";
  const { order } = await adminQuery(app.shopify, text, { id });
  const payments = order.transactions.filter(({ kind, status }: { kind: string; status: string }) => kind === "SALE" && status === "SUCCESS");
  return { fulfillments: order.fulfillments.length, refunds: order.refunds.length, payments: payments.length, returns: order.returns.nodes.length, cancellations: order.cancelledAt ? 1 : 0 };
}

async function eventsOf(order: string) {
  const ctx = await app.context();
  return ctx.sql<{ type: string; status: string; attempts: number }>`select type, status, attempts from outbox_events where shop = ${ctx.shop} and order_id = ${idOf(order)} order by seq`;
}

async function retryNow(): Promise<void> {
  const ctx = await app.context();
  await ctx.sql`update outbox_events set next_attempt_at = now() where shop = ${ctx.shop} and status = 'PENDING'`;
  await app.settle();
}

test.each(calls)("does $operation once when Shopify's answer is lost, and knows that it is done", async (call) => {
  const order = await start(call);
  const before = await effectsOf(order);
  await control(app.shopify, "faults", { fail: { operation: call.operation, times: 1, status: 502, when: "after" } });

  await app.settle();
  const lost = await eventsOf(order);
  await retryNow();

  expect(lost[0]).toMatchObject({ status: "PENDING", attempts: 1 });
  expect(await effectsOf(order)).toMatchObject({ [call.effects]: before[call.effects] + 1 });
  expect((await eventsOf(order))[0]).toMatchObject({ status: "DELIVERED", attempts: 2 });
});

test.each([
  [calls[0], "fulfillment.failed"],
  [calls[1], "payment.capture_failed"],
  [calls[3], "payment.refund_failed"],
  [calls[4], "order.cancel_failed"],
] as const)("a $operation that Shopify refuses waits for a person, and stands on the order's timeline", async (call, entry) => {
  const order = await start(call);
  await control(app.shopify, "faults", { fail: { operation: call.operation, times: 1, status: 403 } });

  await app.settle();

  expect((await eventsOf(order))[0]).toMatchObject({ status: "FAILED", attempts: 1 });
  const { body } = await app.request("GET", `/sync/orders/${encodeURIComponent(order)}`);
  expect(body.order.timeline.map(({ event }: { event: string }) => event)).toContain(entry);
});
