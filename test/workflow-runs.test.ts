import { beforeAll, expect, test } from "vitest";
import { demoShop, startTestApp, type TestApp } from "./setup/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});

test("plans a run, applies it once, and lists it", async () => {
  const id = await app.takeOrder("cod");

  const planned = await app.request("POST", "/api/workflow/runs", { body: { orderIds: [id], toState: "paid" } });
  const path = `/api/workflow/runs/${planned.body.id}`;
  const applied = await app.request("POST", `${path}/apply`, { headers: { "Idempotency-Key": "once" }, body: {} });
  const again = await app.request("POST", `${path}/apply`);
  const found = await app.request("GET", path);
  const listed = await app.request("GET", "/api/workflow/runs?limit=1");

  expect(planned).toMatchObject({ status: 201, body: { status: "planned", items: [{ id, plan: "apply" }] } });
  expect(applied).toMatchObject({ status: 200, body: { status: "done", items: [{ id, outcome: "applied" }] } });
  expect([again.body, found.body]).toEqual([applied.body, applied.body]);
  expect(listed.body.runs).toMatchObject([{ id: planned.body.id, counts: { applied: 1 } }]);
});

test("is for those who may change orders, of the shop that it belongs to", async () => {
  const id = await app.takeOrder("cod");
  const { body } = await app.request("POST", "/api/workflow/runs", { body: { orderIds: [id], toState: "paid" } });

  const viewer = await app.request("POST", `/api/workflow/runs/${body.id}/apply`, { as: "viewer", body: {} });
  const planByViewer = await app.request("POST", "/api/workflow/runs", { as: "viewer", body: { orderIds: [id], toState: "paid" } });
  const foreign = await app.request("POST", `/api/workflow/runs/${body.id}/apply`, { shop: "second.myshopify.com", body: {} });
  const unknown = await app.request("POST", "/api/workflow/runs", { body: { orderIds: [id, "#nowhere"], toState: "paid" } });

  expect([viewer.status, planByViewer.status, foreign.status, unknown.status]).toEqual([403, 403, 404, 404]);
  expect(unknown.body.errors).toMatchObject([{ path: "orderIds.1" }]);
});

test("shows mails that were kept, and lets admins alone see and set the shop's endpoints", async () => {
  const id = await app.takeOrder("cod");
  await app.request("POST", "/sync/orders/transition", { body: { shop_domain: demoShop, orderIds: [id], toState: "cancelled" } });
  await app.settle();

  const mails = await app.request("GET", "/api/mails?limit=1");
  const added = await app.request("POST", "/api/settings/webhook-endpoints", { as: "owner", body: { url: "https://hooks.example.com/orders" } });
  const listed = await app.request("GET", "/api/settings/webhook-endpoints", { as: "owner" });
  const refused = await app.request("POST", "/api/settings/webhook-endpoints", { as: "owner", body: { url: "https://192.168.0.1/" } });
  const operator = await app.request("GET", "/api/settings/webhook-endpoints", { as: "operator" });
  const removed = await app.request("DELETE", `/api/settings/webhook-endpoints/${added.body.id}`, { as: "owner" });

  expect(mails.body.mails).toMatchObject([{ orderId: id, status: "kept" }]);
  expect(added).toMatchObject({ status: 201, body: { secret: expect.stringMatching(/^whsec_/) } });
  expect(listed.body.endpoints).toEqual([{ id: added.body.id, url: "https://hooks.example.com/orders", description: "", createdAt: added.body.createdAt, disabledAt: null }]);
  expect([refused.status, operator.status, removed.status]).toEqual([422, 403, 200]);
});
