import { beforeAll, expect, test } from "vitest";
import { buildOrder } from "./factories/orders.ts";
import { adminQuery, demoShop, secondShop, startTestApp, type TestApp } from "./setup/app.ts";
import { customerToken } from "./setup/customer-token.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});

const path = (id: bigint, rest = "") => `/customer/orders/${encodeURIComponent(`gid://shopify/Order/${id}`)}${rest}`;

test("shows customers their own order and what they may ask for", async () => {
  const { id, name, customerId } = await buildOrder(await app.context());

  const { status, body } = await app.request("GET", path(id), { token: await customerToken(customerId) });

  expect(status).toBe(200);
  expect(body).toEqual({ id: `gid://shopify/Order/${id}`, name, state: "paid", steps: [{ kind: "cancel", open: true, asked: false }, { kind: "return", open: false, asked: false }] });
});

test("shows nobody another's order, nor one of another shop", async () => {
  const { id, customerId } = await buildOrder(await app.context());
  const elsewhere = await buildOrder(await app.context(secondShop), { customerId });

  const another = await app.request("GET", path(id), { token: await customerToken(1n) });
  const otherShop = await app.request("GET", path(elsewhere.id), { token: await customerToken(customerId) });

  expect([another.status, otherShop.status]).toEqual([404, 404]);
});

test("takes no request for another's order, from nobody, or by a token that is over or not Shopify's", async () => {
  const { id, customerId } = await buildOrder(await app.context());
  const ask = async (token: string) => (await app.request("POST", path(id, "/requests"), { token, body: { kind: "cancel" } })).status;

  const statuses = [
    await ask(await customerToken(1n)),
    await ask(await customerToken(customerId, { dest: secondShop })),
    await ask(await customerToken(null, { sub: "" })),
    await ask(await customerToken(customerId, { expires: "-5m" })),
    await ask(await customerToken(customerId, { secret: "another-secret-of-some-length" })),
  ];
  const { body } = await app.request("GET", `/sync/orders/${id}`);

  expect(statuses).toEqual([404, 404, 401, 401, 401]);
  expect(body.order).toMatchObject({ priority: "normal", support: [] });
});

test("lets customers do nothing else, and staff nothing of this", async () => {
  const { id, customerId } = await buildOrder(await app.context());
  const token = await customerToken(customerId);

  const list = await app.request("GET", "/sync/orders", { token });
  const write = await app.request("POST", "/sync/orders/assign", { token, body: { shop_domain: demoShop, orderIds: [String(id)], assignee: "me" } });
  const staff = await app.request("GET", path(id), { as: "owner" });
  const forged = await app.request("GET", path(id), { token: await customerToken(customerId, { secret: "another-secret-of-some-length" }) });

  expect([list.status, write.status, staff.status, forged.status]).toEqual([403, 403, 403, 401]);
});

test("takes a request to cancel once, and brings it to support", async () => {
  const { id, customerId } = await buildOrder(await app.context());
  const ask = async () => app.request("POST", path(id, "/requests"), { token: await customerToken(customerId), body: { kind: "cancel", note: "ordered twice" } });

  const answers = await Promise.all([ask(), ask(), ask()]);
  const { body } = await app.request("GET", `/sync/orders/${id}`);

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(answers[0]?.body.steps[0]).toEqual({ kind: "cancel", open: false, asked: true });
  expect(body.order).toMatchObject({ priority: "urgent", workflowState: "paid" });
  expect(body.order.support).toHaveLength(1);
  expect(body.order.support[0].notes).toHaveLength(1);
});

test("refuses what the workflow would not let staff grant", async () => {
  const { id, customerId } = await buildOrder(await app.context());
  await app.request("POST", "/sync/orders/transition", { body: { shop_domain: demoShop, orderIds: [String(id)], toState: "cancelled" } });

  const { status, body } = await app.request("POST", path(id, "/requests"), { token: await customerToken(customerId), body: { kind: "cancel" } });

  expect([status, body.code]).toEqual([409, "NOT_POSSIBLE"]);
});

test("requests a return in Shopify, whose webhook brings it to staff", async () => {
  const order = await app.takeOrder("delivered");
  const { order: inShopify } = await adminQuery(app.shopify, "query ($id: ID!) { order(id: $id) { customer { id } } }", { id: order });
  const token = await customerToken(BigInt(inShopify.customer.id.split("/").at(-1)));

  const { status } = await app.request("POST", `/customer/orders/${encodeURIComponent(order)}/requests`, { token, body: { kind: "return", note: "too small" } });
  await app.settle();
  await app.settle();
  const { body } = await app.request("GET", `/sync/orders/${encodeURIComponent(order)}`);

  expect(status).toBe(200);
  expect(body.order).toMatchObject({ returnStatus: "requested" });
});
