import { expect, test } from "vitest";
import { applyOrderSnapshot, lockOrderOrId, refreshOrder } from "#app/domains/orders/index.server.ts";
import { type Ctx, inTransaction } from "#app/platform/ctx.ts";
import { arrival, deliver, trackingUpdate } from "#test/factories/arrivals.ts";
import { buildOrder, orderSnapshot } from "#test/factories/orders.ts";
import { orderWebhook } from "#test/factories/webhooks.ts";
import { testContext } from "#test/setup/context.ts";
import { applyShipment, fulfillOrders, type ShipmentSnapshot } from "./index.server.ts";

const now = new Date("2026-11-20T14:00:00Z");

async function orderOf(ctx: Ctx) {
  const [row] = await ctx.sql<{ shipment_status: string; tracking: unknown }>`select shipment_status, tracking from orders where shop = ${ctx.shop}`;
  return row;
}

async function openAlerts(ctx: Ctx) {
  const rows = await ctx.sql<{ kind: string }>`select kind from alerts where shop = ${ctx.shop} and closed_at is null`;
  return rows.map(({ kind }) => kind);
}

function shipmentSnapshot(orderId: bigint, overrides: Partial<ShipmentSnapshot> = {}): ShipmentSnapshot {
  return { orderId, id: orderId + 1n, name: "#1.1", status: "success", carrierStatus: null, trackingNumber: "TRK", trackingCompany: "DHL", trackingUrl: null, trackingNumbers: ["TRK"], locationId: null, lines: [], createdAt: now, updatedAt: now, ...overrides };
}

test.each([
  ["a Shopify id", (order: Record<string, unknown>) => String(order["id"])],
  ["a GID", (order: Record<string, unknown>) => `gid://shopify/Order/${order["id"]}`],
  ["an order name", (order: Record<string, unknown>) => order["name"]],
  ["an order number", (order: Record<string, unknown>) => order["order_number"]],
])("keeps a carrier event for an order that is not known yet, named by %s, and attaches it when the order arrives", async (_kind, reference) => {
  const ctx = await testContext({ now });
  const order = orderWebhook();

  await deliver(ctx, trackingUpdate(ctx, { order_id: reference(order), tracking_number: "X-1", carrier: "Courier X", status: "In transit", status_at: now.toISOString() }));
  expect(await ctx.sql`select 1 from exceptions where shop = ${ctx.shop}`).toEqual([]);
  await deliver(ctx, arrival(ctx, "orders/create", order));

  expect(await orderOf(ctx)).toMatchObject({ shipment_status: "in_transit", tracking: { number: "X-1", carrier: "Courier X" } });
  expect(await ctx.sql`select 1 from waiting_carrier_events where shop = ${ctx.shop}`).toEqual([]);
  expect(await ctx.sql`select details->>'actor' as actor from timeline_entries where shop = ${ctx.shop} and event = 'shipment.in_transit'`).toEqual([{ actor: "courier-x" }]);
});

test("does not give a carrier event to an order of another shop", async () => {
  const [ctx, other] = [await testContext({ now }), await testContext({ now })];
  const order = orderWebhook();
  await deliver(other, arrival(other, "orders/create", order));

  await deliver(ctx, trackingUpdate(ctx, { order_id: order["name"], tracking_number: "X-1", status: "in_transit", status_at: now.toISOString() }));

  expect(await orderOf(other)).toMatchObject({ shipment_status: "tracking_pending" });
  expect(await ctx.sql`select reference from waiting_carrier_events where shop = ${ctx.shop}`).toEqual([{ reference: order["name"] }]);
});

/** Resolves when some transaction of the test file waits for an advisory lock. */
async function untilSomebodyWaits(ctx: Ctx): Promise<void> {
  for (let waiting = 0; waiting === 0; ) {
    const rows = await ctx.database.system`select 1 from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`;
    waiting = rows.length;
  }
}

test.each(["order", "fulfilment"])("an order and its fulfilment that arrive at the same moment see each other, when the %s is a little earlier", async (first) => {
  const ctx = await testContext({ now });
  const order = orderSnapshot({ createdAt: now });
  const [done, commit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const takeOrder = (before: () => Promise<void>) =>
    inTransaction(ctx, async (tx) => {
      await applyOrderSnapshot(tx, order, "");
      await refreshOrder(tx, order.id);
      await before();
    });
  const takeFulfilment = (before: () => Promise<void>) =>
    inTransaction(ctx, async (tx) => {
      await lockOrderOrId(tx, order.id);
      await applyShipment(tx, shipmentSnapshot(order.id), "");
      await refreshOrder(tx, order.id);
      await before();
    });
  const [early, late] = first === "order" ? [takeOrder, takeFulfilment] : [takeFulfilment, takeOrder];

  const running = early(() => (done.resolve(), commit.promise));
  await done.promise;
  const following = late(async () => {});
  await Promise.race([following, untilSomebodyWaits(ctx)]);
  commit.resolve();
  await Promise.all([running, following]);

  expect(await orderOf(ctx)).toMatchObject({ shipment_status: "label_printed", tracking: { number: "TRK" } });
});

test("forgets a report that Shopify takes back", async () => {
  const ctx = await testContext({ now });
  const { id } = await buildOrder(ctx, { createdAt: now });
  const fulfillment = { id: 81, order_id: Number(id), status: "success", tracking_number: "TRK", tracking_numbers: ["TRK"], created_at: now.toISOString(), updated_at: now.toISOString() };
  const event = { id: 91, fulfillment_id: 81, order_id: Number(id), status: "delivered", happened_at: now.toISOString() };
  await deliver(ctx, arrival(ctx, "fulfillments/create", fulfillment));
  await deliver(ctx, arrival(ctx, "fulfillment_events/create", event));
  expect(await orderOf(ctx)).toMatchObject({ shipment_status: "delivered" });

  await deliver(ctx, arrival(ctx, "fulfillment_events/delete", event));

  expect(await orderOf(ctx)).toMatchObject({ shipment_status: "label_printed" });
});

test("closes an order's shipment alerts when staff say that it is on its way", async () => {
  const ctx = await testContext({ now });
  const order = await buildOrder(ctx, { createdAt: new Date("2026-11-20T10:00:00Z") });
  expect(await openAlerts(ctx)).toEqual(["tracking_pending"]);

  await fulfillOrders(ctx, { orderIds: [order.name] });

  expect(await openAlerts(ctx)).toEqual([]);
  expect(await orderOf(ctx)).toMatchObject({ shipment_status: "none" });
});

test("tells one order's alerts of a kind apart", async () => {
  const ctx = await testContext({ now });
  const order = await buildOrder(ctx, { createdAt: now });
  const late = new Date("2026-11-22T14:00:00Z");

  await inTransaction({ ...ctx, now: late }, async (tx) => {
    await applyShipment(tx, shipmentSnapshot(order.id, { carrierStatus: "attempted_delivery" }), "");
    await refreshOrder(tx, order.id);
  });

  const alerts = await ctx.sql`select kind, subject from alerts where shop = ${ctx.shop} and closed_at is null order by subject`;
  expect(alerts).toEqual([{ kind: "delayed", subject: `order:${order.id}` }, { kind: "delayed", subject: `order:${order.id}:attempt` }]);
});
