import { beforeAll, expect, test } from "vitest";
import { apiResources } from "#app/api.server.ts";
import { OrderAnswer } from "#app/domains/orders/order-detail.ts";
import { OrdersPage } from "#app/domains/orders/schema.ts";
import { inProcessSync } from "#app/http/in-process-sync.server.ts";
import { serveInProcess } from "#app/http/known-endpoints.ts";
import { readSync } from "#app/http/read-sync.ts";
import { postOrdersSyncAction } from "#app/http/post-orders-sync-action.server.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { buildOrder } from "#test/factories/orders.ts";
import { testContext } from "#test/setup/context.ts";

beforeAll(() => {
  const hub = { subscribe: () => ({ since: Promise.resolve(), stop: () => {} }), eventsSince: () => Promise.reject(new Error("not asked here")), close: () => Promise.resolve() };
  serveInProcess(apiResources({ collect: () => Promise.reject(new Error("not asked here")), hub }));
});

const act = (ctx: Ctx, action: Parameters<typeof postOrdersSyncAction>[2], body: Record<string, unknown>, idempotencyKey = crypto.randomUUID()) =>
  postOrdersSyncAction(inProcessSync(ctx), ctx.shop, action, { idempotencyKey, body });

test("assigns orders in the shop of the session, and gives the envelope's orders", async () => {
  const ctx = await testContext();
  const order = await buildOrder(ctx);

  const outcome = await act(ctx, "assign", { orderIds: [order.name], assignee: "maya", shop_domain: "another.myshopify.com" });

  expect(outcome).toEqual({ ok: true, updatedOrders: [{ id: `gid://shopify/Order/${order.id}`, assignedTo: "maya" }] });
});

test("takes all four actions", async () => {
  const ctx = await testContext();
  const order = await buildOrder(ctx);

  const outcomes = [
    await act(ctx, "fulfill", { orderIds: [order.name], tracking: { number: "BD1", carrier: "Blue Dart" }, notifyCustomer: false }),
    await act(ctx, "support", { orderId: order.name, note: "late" }),
    await act(ctx, "returns", { orderId: order.name, action: "open", reason: "Too small" }),
  ];

  expect(outcomes).toEqual([
    { ok: true, updatedOrders: [{ id: `gid://shopify/Order/${order.id}`, fulfillmentStatus: "fulfilled", tracking: { number: "BD1", carrier: "Blue Dart" } }] },
    { ok: true, updatedOrders: [{ id: `gid://shopify/Order/${order.id}`, supportThread: expect.any(String) }] },
    { ok: true, updatedOrders: [] },
  ]);
});

test("has one effect for one key, however often it is sent", async () => {
  const ctx = await testContext();
  const order = await buildOrder(ctx);
  const key = crypto.randomUUID();

  const first = await act(ctx, "support", { orderId: order.name, note: "late" }, key);
  const second = await act(ctx, "support", { orderId: order.name, note: "late" }, key);

  expect(second).toEqual(first);
  expect(await ctx.sql`select 1 from support_notes where shop = ${ctx.shop}`).toHaveLength(1);
});

test("turns a refusal into its status, its message and an error for each order", async () => {
  const ctx = await testContext();
  const order = await buildOrder(ctx);

  const outcome = await act(ctx, "assign", { orderIds: [order.name, "#404404"], assignee: "maya" });

  expect(outcome).toEqual({ ok: false, failure: { status: 404, message: expect.any(String), errors: [{ path: "orderIds.1", message: expect.any(String) }], correlationId: ctx.correlationId } });
});

test("turns a body that does not fit into a 422", async () => {
  const ctx = await testContext();
  const order = await buildOrder(ctx);

  const outcome = await act(ctx, "support", { orderId: order.name, note: " " });

  expect(outcome).toMatchObject({ ok: false, failure: { status: 422, errors: [{ path: "note" }] } });
});

test("refuses who may only look", async () => {
  const ctx = await testContext({ actor: { kind: "staff", id: "7", label: "Vera", role: "viewer" } });
  const order = await buildOrder(ctx);

  const outcome = await act(ctx, "assign", { orderIds: [order.name], assignee: "maya" });

  expect(outcome).toMatchObject({ ok: false, failure: { status: 403 } });
});

test("reads the list and an order in the shapes that the pages take", async () => {
  const ctx = await testContext();
  const order = await buildOrder(ctx);
  await act(ctx, "assign", { orderIds: [order.name], assignee: "maya" });
  await act(ctx, "fulfill", { orderIds: [order.name] });
  await act(ctx, "support", { orderId: order.name, note: "late" });
  await act(ctx, "returns", { orderId: order.name, action: "open" });
  const sync = inProcessSync(ctx);

  const page = await readSync(sync, OrdersPage, "/sync/orders", new URLSearchParams({ tab: "support" }));
  const { order: detail } = await readSync(sync, OrderAnswer, `/sync/orders/${encodeURIComponent(order.name)}`);

  expect(page.orders.map(({ name }) => name)).toEqual([order.name]);
  expect(detail.assignmentHistory.map(({ from, to, actor }) => ({ from, to, actor }))).toEqual([
    { from: "maya", to: "assistant", actor: ctx.actor.label },
    { from: null, to: "maya", actor: ctx.actor.label },
  ]);
  expect(detail.returns.map(({ state }) => state)).toEqual(["awaiting_label"]);
});

test("throws a page's failure for an order that does not exist", async () => {
  const ctx = await testContext();

  const refused = await readSync(inProcessSync(ctx), OrderAnswer, "/sync/orders/404404").catch((error: unknown) => error);

  if (!(refused instanceof Response)) throw new Error("It should have been a Response.");
  expect(refused.status).toBe(404);
  expect(await refused.json()).toMatchObject({ failure: { status: 404 } });
});
