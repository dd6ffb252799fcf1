import { beforeAll, expect, test } from "vitest";
import { control, startTestApp, type TestApp } from "#test/setup/app.ts";
import { returnsOf } from "#test/setup/shopify-returns.ts";

let app: TestApp;
let returns: ReturnType<typeof returnsOf>;
beforeAll(async () => {
  app = await startTestApp();
  returns = returnsOf(app);
});

const label = { label: { url: "https://labels.example/1.pdf", trackingNumber: "RET-1" } };

const wayBack = `query WayBack($id: ID!) { return(id: $id) { reverseFulfillmentOrders(first: 5) { nodes {
  lineItems(first: 5) { nodes { dispositions { type quantity } } }
  reverseDeliveries(first: 5) { nodes { deliverable { ... on ReverseDeliveryShippingDeliverable { tracking { number } } } } } } } } }`;

async function one(orderId: string) {
  const [[here], [there]] = await Promise.all([returns.order(orderId).then((order) => order.returns), returns.inShopify(orderId)]);
  return { here, there };
}

test("takes a customer's request through every step here and in Shopify, and refunds it once", async () => {
  const id = await returns.take("return_requested");
  const { here: requested } = await one(id);

  await returns.walk(id, ["approve_request", ["generate_label", label], "mark_in_transit", "request_inspection", "approve_refund"]);

  expect(requested).toMatchObject({ state: "requested", shopifyStatus: "requested", lines: [{ quantity: 1, title: expect.any(String) }] });
  const { here, there } = await one(id);
  expect(here).toMatchObject({ state: "completed", shopifyStatus: "closed", calls: [], lines: [{ received: 1, processed: 1, refunded: 1 }], refunds: [{ status: "made" }] });
  expect(there).toMatchObject({ status: "CLOSED", refunds: { nodes: [{}] } });
  expect(here.history.map(({ to }: { to: string }) => to)).toEqual(["requested", "awaiting_label", "label_generated", "in_transit", "inspection", "awaiting_refund", "completed"]);
  expect((await returns.order(id)).workflowState).toBe("returned");
});

test("makes a return that staff open in Shopify too, with its label, and tells it what became of the goods", async () => {
  const id = await returns.take("delivered");
  const [line] = (await returns.order(id)).lineItems;

  await returns.walk(id, [["open", { reason: "Too small", lineItems: [{ id: line.id, quantity: 1 }] }], ["generate_label", label], "request_inspection"]);
  const opened = await one(id);
  await returns.walk(id, [["approve_refund", { lineItems: [{ id: line.id, quantity: 1, condition: "as_new", disposition: "restocked" }] }]]);

  expect(opened.here).toMatchObject({ state: "inspection", mirror: "linked", shopifyStatus: "open" });
  expect(opened.there).toMatchObject({ name: opened.here.name, status: "OPEN" });
  const { here, there } = await one(id);
  expect(there).toMatchObject({ status: "CLOSED", returnLineItems: { nodes: [{ quantity: 1, processedQuantity: 1, refundedQuantity: 1 }] }, refunds: { nodes: [{}] } });
  expect(Number(await returns.refunded(id))).toBe(Number(here.refunds[0].amount.amount));
  const { reverseFulfillmentOrders: back } = (await returns.merchant(wayBack, { id: there?.id })).return;
  expect(back.nodes).toMatchObject([{ lineItems: { nodes: [{ dispositions: [{ type: "RESTOCKED", quantity: 1 }] }] }, reverseDeliveries: { nodes: [{ deliverable: { tracking: { number: "RET-1" } } }] } }]);
});

test("says that nothing was due for a return of an order whose money never came in", async () => {
  const id = await returns.take("delivered", "Cash on Delivery (COD)");

  await returns.walk(id, ["open", "generate_label", "request_inspection", "approve_refund"]);

  const { here, there } = await one(id);
  expect(here).toMatchObject({ state: "completed", refunds: [{ status: "nothing_due", amount: { amount: "0.00" } }] });
  expect(there).toMatchObject({ status: "CLOSED", refunds: { nodes: [] } });
});

test("gives back no more than Shopify has left, when money was given back there that nobody has told", async () => {
  const id = await returns.take("delivered");
  await returns.walk(id, ["open", "generate_label", "request_inspection"]);
  const total = Number((await returns.order(id)).total.amount);
  await control(app.shopify, "faults", { dropWebhooks: 1_000_000 });
  const { order } = await returns.merchant("query Paid($id: ID!) { order(id: $id) { transactions(first: 5) { id kind gateway } } }", { id });
  const [{ id: parentId, gateway }] = order.transactions;
  const refunded = await returns.merchant("mutation Refund($input: RefundInput!, $key: String!) { refundCreate(input: $input) @idempotent(key: $key) { userErrors { message } } }", { input: { orderId: id, transactions: [{ orderId: id, parentId, gateway, kind: "REFUND", amount: String(total - 1) }] }, key: id });
  expect(refunded.refundCreate.userErrors).toEqual([]);

  await returns.act(id, "approve_refund");
  await app.settle();
  await control(app.shopify, "faults", { dropWebhooks: 0 });

  const { here } = await one(id);
  expect(here).toMatchObject({ state: "completed", calls: [], refunds: [{ status: "made", amount: { amount: "1.00" } }] });
  expect(Number(await returns.refunded(id))).toBe(total);
});

test("tells the customer why a request was declined, in the words that are meant for them", async () => {
  const id = await returns.take("return_requested");

  await returns.walk(id, [["deny", { note: "Worn, and rude", customerNote: "It shows wear." }]]);

  const { there } = await one(id);
  expect((await returns.merchant("query Decline($id: ID!) { return(id: $id) { decline { note } } }", { id: there?.id })).return.decline).toEqual({ note: "It shows wear." });
});

test.each([
  ["denies a request", "return_requested", [["deny", { note: "Worn", customerNote: "It shows wear." }]], "denied", "DECLINED"],
  ["cancels a request", "return_requested", ["cancel"], "cancelled", "CANCELED"],
  ["cancels a return on its way", "delivered", ["open", "generate_label", "mark_in_transit", "cancel"], "cancelled", "CANCELED"],
  ["denies a return on its way", "delivered", ["open", "generate_label", ["deny", { note: "Too late" }]], "denied", "CANCELED"],
  ["denies a return at inspection", "delivered", ["open", "generate_label", "request_inspection", ["deny", { note: "Not ours" }]], "denied", "CLOSED"],
] as const)("%s here and in Shopify, without money", async (_name, template, actions, state, status) => {
  const id = await returns.take(template);

  await returns.walk(id, actions.map((action) => (typeof action === "string" ? action : [action[0], action[1]])));

  const { here, there } = await one(id);
  expect(here).toMatchObject({ state, calls: [], shopifyStatus: status.toLowerCase() });
  expect(there).toMatchObject({ status, refunds: { nodes: [] } });
});

const mutation = (name: string, variables: string, args: string) => `mutation Merchant(${variables}) { ${name}(${args}) { userErrors { message } } }`;
const decisions = {
  approve: mutation("returnApproveRequest", "$id: ID!", "input: { id: $id }"),
  decline: mutation("returnDeclineRequest", "$id: ID!", 'input: { id: $id, declineReason: OTHER, declineNote: "No" }'),
  cancel: mutation("returnCancel", "$id: ID!", "id: $id"),
  close: mutation("returnClose", "$id: ID!", "id: $id"),
  reopen: mutation("returnReopen", "$id: ID!", "id: $id"),
};

test.each([
  ["return_requested", ["approve"], "awaiting_label"],
  ["return_requested", ["decline"], "denied"],
  ["return_requested", ["cancel"], "cancelled"],
  ["return_requested", ["approve", "close"], "completed"],
  ["return_requested", ["approve", "close", "reopen"], "awaiting_label"],
] as const)("follows what the merchant decides in Shopify: %s, %j", async (template, made, state) => {
  const id = await returns.take(template);
  const { there } = await one(id);

  for (const decision of made) {
    await returns.merchant(decisions[decision], { id: there?.id });
    await app.settle();
  }

  const { here } = await one(id);
  expect(here).toMatchObject({ state, calls: [], refunds: [] });
  expect(here.history.at(-1)).toMatchObject({ to: state, actor: "Shopify" });
});

test("gives way to what was decided in Shopify before the call got there", async () => {
  const id = await returns.take("return_requested");
  const { there } = await one(id);
  await returns.merchant(decisions.decline, { id: there?.id });

  await returns.act(id, "approve_request");
  await app.settle();

  expect(await one(id)).toMatchObject({ here: { state: "denied", calls: [] }, there: { status: "DECLINED" } });
});
