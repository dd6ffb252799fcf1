import { beforeAll, expect, test } from "vitest";
import { buildReturn, returnOf } from "#test/factories/returns.ts";
import { demoShop, secondShop, startTestApp, type TestApp } from "#test/setup/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});

const post = (body: object, options: object = {}) => app.request("POST", "/sync/orders/returns", { body: { shop_domain: demoShop, ...body }, ...options });

test("answers an advance with an empty list, and the same again for the same key", async () => {
  const ctx = await app.context();
  const { id, orderId } = await buildReturn(ctx);
  const headers = { "Idempotency-Key": "once" };

  const first = await post({ orderId: orderId.toString(), action: "generate_label" }, { headers });
  const again = await post({ orderId: orderId.toString(), action: "generate_label" }, { headers });

  expect(first).toMatchObject({ status: 200, body: { success: true, updatedOrders: [] } });
  expect(again.body).toEqual(first.body);
  expect(again.headers.get("Idempotency-Replayed")).toBe("true");
  expect(await returnOf(ctx, id)).toMatchObject({ state: "label_generated", version: 2 });
});

test("says the current state and what it allows when an action is not possible", async () => {
  const { orderId } = await buildReturn(await app.context(), { state: "in_transit" });

  const refused = await post({ orderId: orderId.toString(), action: "approve_refund" });

  expect(refused).toMatchObject({ status: 409, body: { success: false, updatedOrders: [], code: "TRANSITION_NOT_ALLOWED", state: "in_transit", allowed: ["request_inspection", "deny", "cancel"] } });
});

test.each([
  ["a denial without a note", { action: "deny" }, 422, "note"],
  ["a denial with a blank note", { action: "deny", note: "  " }, 422, "note"],
  ["an unknown action", { action: "refund" }, 422, "action"],
  ["a line that is named twice", { action: "approve_refund", lineItems: [{ id: "1", quantity: 1 }, { id: "1", quantity: 1 }] }, 422, "lineItems"],
  ["an opened return of nothing", { action: "open", lineItems: [{ id: "1", quantity: 0 }] }, 422, "lineItems"],
  ["an unknown condition", { action: "approve_refund", lineItems: [{ id: "1", quantity: 1, condition: "fine" }] }, 422, "lineItems.0.condition"],
])("refuses %s and changes nothing", async (_name, body, status, path) => {
  const ctx = await app.context();
  const { id, orderId } = await buildReturn(ctx, { state: "inspection" });

  const refused = await post({ orderId: orderId.toString(), ...body });

  expect(refused).toMatchObject({ status, body: { success: false, updatedOrders: [], errors: [{ path }] } });
  expect(await returnOf(ctx, id)).toMatchObject({ state: "inspection", version: 1 });
});

test("keeps out who may not, and what is another shop's", async () => {
  const { id, orderId } = await buildReturn(await app.context());
  const other = await buildReturn(await app.context(secondShop));
  const body = { orderId: orderId.toString(), action: "generate_label" };

  expect((await post(body, { as: "viewer" })).status).toBe(403);
  expect((await post({ ...body, shop_domain: secondShop })).status).toBe(403);
  expect((await post({ ...body, orderId: other.orderId.toString() })).status).toBe(404);
  expect((await post({ ...body, returnId: other.id })).status).toBe(404);
  expect(await returnOf(await app.context(), id)).toMatchObject({ version: 1 });
});

test("previews a refund for whoever may read, and changes nothing", async () => {
  const ctx = await app.context();
  const { id, orderId, lineItemId } = await buildReturn(ctx, { state: "inspection", quantity: 2 });
  const lineItems = [{ id: lineItemId.toString(), quantity: 1 }];

  const { status, body } = await app.request("POST", "/sync/orders/returns/preview", { as: "viewer", body: { shop_domain: demoShop, orderId: orderId.toString(), lineItems } });

  expect({ status, body }).toMatchObject({ status: 200, body: { success: true, refund: { supported: { amount: "499.00", currencyCode: "INR" }, left: { amount: "998.00" }, limitedBy: "inspection" } } });
  expect(await returnOf(ctx, id)).toMatchObject({ version: 1, refunds: [] });
});
