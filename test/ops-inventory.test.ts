import { beforeAll, expect, test } from "vitest";
import { buildOrderOf, type BuiltVariant, buildVariant, reserve } from "./factories/inventory.ts";
import { startTestApp } from "./setup/app.ts";

const app = await startTestApp();
let kettle: BuiltVariant;

beforeAll(async () => {
  const ctx = await app.context();
  kettle = await buildVariant(ctx);
  await reserve(ctx, (await buildOrderOf(ctx, [[kettle, 2]])).id);
  await ctx.sql`update reservations set expires_at = ${new Date(Date.now() - 1_000)} where shop = ${ctx.shop}`;
  await ctx.sql`update product_variants set reserved_stock = 5 where shop = ${ctx.shop} and id = ${kettle.id}`;
});

test("tells what is stuck and what has drifted to whoever may read", async () => {
  const stuck = await app.request("GET", "/api/admin/ops/reservations/stuck?limit=50", { as: "viewer" });
  const drift = await app.request("GET", "/api/admin/ops/inventory/drift", { as: "viewer" });

  expect(stuck).toMatchObject({ status: 200, body: { total: 1, reservations: [{ sku: kettle.sku, quantity: 2, status: "ACTIVE" }] } });
  expect(drift).toMatchObject({ status: 200, body: { total: 1, checkedAt: expect.stringMatching(/Z$/), products: [{ sku: kettle.sku, reservedStock: 5, activeReservations: 2, drift: 3, probableCause: { code: "stuck_reservation" } }] } });
});

test("refuses repairs to those who may not, limits that are none, and products of another shop", async () => {
  const sweep = await app.request("POST", "/api/admin/ops/reservations/sweep", { as: "agent" });
  const limit = await app.request("GET", "/api/admin/ops/reservations/stuck?limit=501");
  const foreign = await app.request("POST", "/api/admin/ops/inventory/reconcile", { shop: "second.myshopify.com", as: "operator", body: { productIds: [`gid://shopify/Product/${kettle.productId}`] } });

  expect(sweep).toMatchObject({ status: 403, body: { code: "FORBIDDEN" } });
  expect(limit.status).toBe(400);
  expect(foreign).toMatchObject({ status: 404, body: { code: "PRODUCT_NOT_FOUND" } });
});

test("repairs by one POST each, with or without a body, and answers the same again for the same key", async () => {
  const headers = { "Idempotency-Key": "reconcile-1" };

  const dry = await app.request("POST", "/api/admin/ops/inventory/reconcile", { body: { dryRun: true } });
  const swept = await app.request("POST", "/api/admin/ops/reservations/sweep");
  const applied = await app.request("POST", "/api/admin/ops/inventory/reconcile", { headers });
  const again = await app.request("POST", "/api/admin/ops/inventory/reconcile", { headers });
  const left = await app.request("POST", "/api/admin/ops/inventory/reconcile", { body: {} });

  expect(dry.body).toMatchObject({ status: "noop", dryRun: true, corrected: [{ productId: `gid://shopify/Product/${kettle.productId}`, from: 5, to: 2 }] });
  expect(swept).toMatchObject({ status: 200, body: { expired: 1 } });
  expect(applied.body).toMatchObject({ status: "applied", dryRun: false, corrected: [{ from: 3, to: 0 }] });
  expect(again.body).toEqual(applied.body);
  expect(again.headers.get("Idempotency-Replayed")).toBe("true");
  expect(left.body).toEqual({ status: "noop", dryRun: false, corrected: [] });
});
