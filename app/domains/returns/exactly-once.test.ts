import { beforeAll, expect, test } from "vitest";
import { control, startTestApp, type TestApp } from "#test/setup/app.ts";
import { killWorkerAfter } from "#test/setup/kill-worker.ts";
import { returnsOf } from "#test/setup/shopify-returns.ts";

let app: TestApp;
let returns: ReturnType<typeof returnsOf>;
beforeAll(async () => {
  app = await startTestApp();
  returns = returnsOf(app);
});

const label = ["generate_label", { label: { trackingNumber: "RET-1" } }] as [string, object];
const deny = ["deny", { note: "Worn" }] as [string, object];
const toInspection = ["open", "generate_label", "request_inspection"];

/** Each call about a return, what comes before the action that causes it, and how it ends in Shopify. */
const calls = [
  { operation: "ReturnCreate", template: "delivered", before: [], action: "open", status: "OPEN", refunds: 0 },
  { operation: "ReverseDeliveryCreate", template: "delivered", before: ["open"], action: label, status: "OPEN", refunds: 0 },
  { operation: "ReturnProcess", template: "delivered", before: toInspection, action: "approve_refund", status: "CLOSED", refunds: 1 },
  { operation: "ReturnClose", template: "delivered", before: toInspection, action: "approve_refund", status: "CLOSED", refunds: 1 },
  { operation: "ReturnApprove", template: "return_requested", before: [], action: "approve_request", status: "OPEN", refunds: 0 },
  { operation: "ReturnDecline", template: "return_requested", before: [], action: deny, status: "DECLINED", refunds: 0 },
  { operation: "ReturnCancel", template: "delivered", before: ["open"], action: "cancel", status: "CANCELED", refunds: 0 },
];

const deliveriesOf = `query Deliveries($id: ID!) { return(id: $id) { reverseFulfillmentOrders(first: 5) { nodes { reverseDeliveries(first: 5) { nodes { id } } } } } }`;

async function outcome(orderId: string) {
  const { returns: here } = await returns.order(orderId);
  const there = await returns.inShopify(orderId);
  const { reverseFulfillmentOrders: back } = (await returns.merchant(deliveriesOf, { id: there[0]?.id })).return;
  const deliveries = back.nodes.flatMap(({ reverseDeliveries }: { reverseDeliveries: { nodes: unknown[] } }) => reverseDeliveries.nodes);
  const made = here[0].refunds.map(({ status, amount }: { status: string; amount: { amount: string } }) => (status === "made" ? Number(amount.amount) : NaN));
  // What is on record here is what Shopify gave back.
  expect(made.reduce((sum: number, amount: number) => sum + amount, 0)).toBe(Number(await returns.refunded(orderId)));
  return { here, there, deliveries: deliveries.length };
}

async function start({ template, before, action }: (typeof calls)[number]): Promise<string> {
  const id = await returns.take(template);
  await returns.walk(id, before);
  const [name, more] = typeof action === "string" ? [action, {}] : action;
  expect((await returns.act(id, name, more)).status).toBe(200);
  return id;
}

test.each(calls)("does $operation once when the worker is killed between the call and its record", async (call) => {
  const id = await start(call);

  const signal = await killWorkerAfter(app, call.operation);
  await returns.retryNow();

  expect(signal).toBe("SIGKILL");
  const { here, there, deliveries } = await outcome(id);
  expect(there).toHaveLength(1);
  expect(there[0]).toMatchObject({ status: call.status, refunds: { nodes: Array.from({ length: call.refunds }, () => ({})) } });
  expect(deliveries).toBeLessThanOrEqual(1);
  expect(here).toMatchObject([{ mirror: "linked", shopifyStatus: call.status.toLowerCase(), calls: [] }]);
}, 30_000);

test.each(calls)("does $operation once when its answer is lost", async (call) => {
  const id = await start(call);
  await control(app.shopify, "faults", { fail: { operation: call.operation, times: 1, status: 502, when: "after" } });

  await app.settle();
  await returns.retryNow();

  const { here, there, deliveries } = await outcome(id);
  expect(there).toHaveLength(1);
  expect(there[0]).toMatchObject({ status: call.status, refunds: { nodes: Array.from({ length: call.refunds }, () => ({})) } });
  expect(deliveries).toBeLessThanOrEqual(1);
  expect(here).toMatchObject([{ mirror: "linked", shopifyStatus: call.status.toLowerCase(), calls: [] }]);
});

test("refunds an order whose return Shopify does not have once, whatever happens to the call", async () => {
  const id = await returns.take("prepaid");
  await returns.walk(id, toInspection);
  await returns.act(id, "approve_refund");

  const signal = await killWorkerAfter(app, "ReturnRefundCreate");
  await control(app.shopify, "faults", { fail: { operation: "ReturnRefundCreate", times: 1, status: 502, when: "after" } });
  await returns.retryNow();
  await returns.retryNow();

  expect(signal).toBe("SIGKILL");
  const order = await returns.order(id);
  expect(order.returns).toMatchObject([{ state: "completed", mirror: "local", calls: [], refunds: [{ status: "made", amount: order.total }] }]);
  expect(Number(await returns.refunded(id))).toBe(Number(order.total.amount));
});
