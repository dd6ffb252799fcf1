import { expect, test } from "vitest";
import { refreshOrder } from "#app/domains/orders/index.server.ts";
import { type Ctx, inTransaction } from "#app/platform/ctx.ts";
import { deliver, trackingUpdate } from "#test/factories/arrivals.ts";
import { buildOrder } from "#test/factories/orders.ts";
import { newId, testContext } from "#test/setup/context.ts";
import { applyShipment, listShipments } from "./index.server.ts";
import { ListShipments, type ShipmentRow } from "./schema.ts";

const now = new Date("2026-11-20T14:00:00Z");
const morning = new Date("2026-11-20T08:00:00Z");

async function buildShipment(ctx: Ctx, { carrierStatus = null, createdAt = now }: { carrierStatus?: string | null; createdAt?: Date } = {}) {
  const order = await buildOrder(ctx, { createdAt });
  const id = newId();
  await inTransaction(ctx, async (tx) => {
    await applyShipment(tx, { orderId: order.id, id, name: null, status: "success", carrierStatus, trackingNumber: `TRK-${id}`, trackingCompany: "DHL", trackingUrl: null, trackingNumbers: [], locationId: null, lines: [], createdAt, updatedAt: createdAt }, "");
    await refreshOrder(tx, order.id);
  });
  return { order, id };
}

function feed(ctx: Ctx, query: Record<string, string> = {}) {
  return listShipments(ctx, ListShipments.parse(query));
}

test("lists a fulfilment with its order, its stage and its tracking", async () => {
  const ctx = await testContext({ now });
  const { order, id } = await buildShipment(ctx, { carrierStatus: "in_transit" });

  const { shipments } = await feed(ctx);

  expect(shipments).toEqual([
    {
      id: `gid://shopify/Fulfillment/${id}`,
      order_id: `gid://shopify/Order/${order.id}`,
      order_number: order.name,
      status: "in_transit",
      carrierStatus: "in_transit",
      tracking: { number: `TRK-${id}`, carrier: "DHL", url: null },
      estimatedDeliveryAt: null,
      createdAt: now.toISOString(),
      lastUpdateAt: now.toISOString(),
    },
  ]);
});

test("names the order by its number alone while it is not known", async () => {
  const ctx = await testContext({ now });
  await deliver(ctx, trackingUpdate(ctx, { order_id: "#1001", tracking_number: "X-1", status: "label_printed", status_at: morning.toISOString() }));
  await deliver(ctx, trackingUpdate(ctx, { order_id: "#1001", tracking_number: "X-1", status: "in_transit", status_at: now.toISOString() }));

  const { shipments } = await feed(ctx);

  expect(shipments).toMatchObject([{ order_number: "#1001", status: "in_transit", tracking: { number: "X-1" }, lastUpdateAt: now.toISOString() }]);
  expect(shipments[0]).not.toHaveProperty("order_id");
});

test("finds by status, orders that wait for a tracking number and parcels that only a carrier knows among them", async () => {
  const ctx = await testContext({ now });
  const waiting = await buildOrder(ctx, { createdAt: morning });
  const carried = await buildOrder(ctx, { createdAt: morning });
  await deliver(ctx, trackingUpdate(ctx, { order_id: carried.name, tracking_number: "X-1", status: "in_transit", status_at: now.toISOString() }));
  await deliver(ctx, trackingUpdate(ctx, { order_id: "#404", tracking_number: "X-2", status: "lost in the woods", status_at: now.toISOString() }));
  const { order } = await buildShipment(ctx, { carrierStatus: "delivered" });
  const orders = async (status: string) => (await feed(ctx, { status })).shipments.map((row: ShipmentRow) => row.order_number);

  expect(await orders("tracking_pending")).toEqual([waiting.name]);
  expect(await orders("in_transit")).toEqual([carried.name]);
  expect(await orders("delivered")).toEqual([order.name]);
  expect(await orders("label_printed")).toEqual(["#404"]);
  expect(await orders("delayed")).toEqual([]);
  expect((await orders("in_transit,delivered")).toSorted()).toEqual([carried.name, order.name].toSorted());
});

test("pages through rows of the same moment without missing or repeating one", async () => {
  const ctx = await testContext({ now });
  for (let count = 0; count < 4; count += 1) await buildShipment(ctx);
  for (const reference of ["#1", "#2"]) await deliver(ctx, trackingUpdate(ctx, { order_id: reference, tracking_number: "X", status: "in_transit", status_at: now.toISOString() }));
  await inTransaction(ctx, (tx) => tx.sql`update orders set carrier_only = true where shop = ${tx.shop}`);
  const all = await feed(ctx);

  const seen: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof feed>> = await feed(ctx, { pageSize: "3", cursor });
    seen.push(...page.shipments.map(({ id }) => id));
    cursor = page.pageInfo.nextCursor;
  }

  expect(all.shipments).toHaveLength(10);
  expect(all.pageInfo).toEqual({ nextCursor: null, hasNextPage: false, pageSize: 50 });
  expect(seen).toEqual(all.shipments.map(({ id }) => id));
});

test("shows a shop nothing of another", async () => {
  const [ctx, other] = [await testContext({ now }), await testContext({ now })];
  await buildShipment(other);
  await deliver(other, trackingUpdate(other, { order_id: "#1", tracking_number: "X", status: "in_transit", status_at: now.toISOString() }));

  expect((await feed(ctx)).shipments).toEqual([]);
});

test.each([{ cursor: "nonsense" }, { cursor: Buffer.from('["2026","order","1"]').toString("base64url") }, { status: "flying" }, { pageSize: "0" }, { pageSize: "251" }])("refuses the query %j", (query) => {
  expect(ListShipments.safeParse(query).success).toBe(false);
});
