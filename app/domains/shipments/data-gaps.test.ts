import { expect, test } from "vitest";
import { listDataGaps } from "#app/domains/alerts/index.server.ts";
import { refreshDueOrders } from "#app/domains/orders/index.server.ts";
import { type Ctx, systemContext } from "#app/platform/ctx.ts";
import { arrival, deliver, trackingUpdate } from "#test/factories/arrivals.ts";
import { orderWebhook } from "#test/factories/webhooks.ts";
import { newId, testContext } from "#test/setup/context.ts";

const placed = "2026-11-20T10:00:00.000Z";
const shipped = "2026-11-20T12:00:00.000Z";
/** Two hours, the shop's limit for a tracking number, after the parcel has left. */
const overdue = new Date("2026-11-20T14:00:00.000Z");

async function gaps(ctx: Ctx): Promise<{ kind: string; details: unknown }[]> {
  return (await listDataGaps(ctx, 50)).map(({ kind, details }) => ({ kind, details }));
}

function gapSignals(ctx: Ctx): Promise<{ change: string; kind: string }[]> {
  return ctx.sql<{ change: string; kind: string }>`select data->>'change' as change, data->'dataGap'->>'kind' as kind from live_signals where event = 'data_gap' order by id`;
}

function order(ctx: Ctx, id: number, name = "#1001", updatedAt = placed) {
  return arrival(ctx, "orders/updated", orderWebhook({ id, name, order_number: 1001, created_at: placed, updated_at: updatedAt }));
}

function fulfillment(ctx: Ctx, orderId: number, number: string | null, updatedAt = shipped) {
  return arrival(ctx, "fulfillments/update", {
    id: orderId + 1, order_id: orderId, name: "#1001.1", status: "success", shipment_status: null, tracking_number: number, tracking_company: number && "Courier X", tracking_url: null,
    tracking_numbers: number ? [number] : [], line_items: [], created_at: shipped, updated_at: updatedAt,
  });
}

const report = { tracking_number: "TRK-1", status: "in_transit", status_at: shipped };

test("a carrier's word on an order that nobody knows is an unresolved reference, one however often it is told, until the order arrives", async () => {
  const ctx = await testContext({ now: overdue });
  await deliver(ctx, trackingUpdate(ctx, { ...report, order_id: "#1001" }), trackingUpdate(ctx, { ...report, order_id: "#1001", status: "out_for_delivery" }));
  expect(await gaps(ctx)).toEqual([{ kind: "unresolved_reference", details: { reference: "#1001", source: "courier-x" } }]);

  await deliver(ctx, order(ctx, Number(newId()), "#1002"));
  expect(await gaps(ctx)).toMatchObject([{ kind: "unresolved_reference" }]);

  await deliver(ctx, order(ctx, Number(newId())));
  expect(await gaps(ctx)).toEqual([]);
  expect(await gapSignals(ctx)).toEqual([{ change: "opened", kind: "unresolved_reference" }, { change: "closed", kind: "unresolved_reference" }]);
});

test("a reference that several ways name is closed in each when the order arrives", async () => {
  const ctx = await testContext({ now: overdue });
  const id = Number(newId());
  await deliver(ctx, ...[`gid://shopify/Order/${id}`, String(id), "1001", "#1001"].map((order_id) => trackingUpdate(ctx, { ...report, order_id })));
  expect(await gaps(ctx)).toHaveLength(3);

  await deliver(ctx, order(ctx, id));
  expect(await gaps(ctx)).toEqual([]);
});

test("a shipment without its order is a missing order, until that arrives", async () => {
  const ctx = await testContext({ now: overdue });
  const id = Number(newId());
  await deliver(ctx, fulfillment(ctx, id, "TRK-1"), fulfillment(ctx, id, "TRK-1", "2026-11-20T12:30:00.000Z"));
  expect(await gaps(ctx)).toEqual([{ kind: "missing_order", details: { orderId: `gid://shopify/Order/${id}` } }]);

  await deliver(ctx, order(ctx, id));
  expect(await gaps(ctx)).toEqual([]);
  expect(await gapSignals(ctx)).toEqual([{ change: "opened", kind: "missing_order" }, { change: "closed", kind: "missing_order" }]);
});

test("a shipment and its order that arrive at the same moment leave no gap", async () => {
  const ctx = await testContext({ now: overdue });
  const ids = Array.from({ length: 8 }, () => Number(newId()));
  await Promise.all(ids.flatMap((id) => [deliver(ctx, fulfillment(ctx, id, "TRK-1")), deliver(ctx, order(ctx, id, `#${id}`))]));
  await deliver(ctx);
  expect(await gaps(ctx)).toEqual([]);
});

test("one shop's order does not close another's gap", async () => {
  const [ctx, other] = [await testContext({ now: overdue }), await testContext({ now: overdue })];
  const id = Number(newId());
  await deliver(ctx, fulfillment(ctx, id, "TRK-1"));
  await deliver(other, order(other, id));
  await deliver(other, trackingUpdate(other, { ...report, order_id: "#1001" }));

  expect(await gaps(ctx)).toMatchObject([{ kind: "missing_order" }]);
  expect(await gaps(other)).toEqual([]);
});

test("a parcel that has left without a number is missing tracking when the shop's limit has passed, with nothing arriving, until the number is told", async () => {
  const ctx = await testContext({ now: new Date(overdue.getTime() - 1) });
  const id = Number(newId());
  await deliver(ctx, order(ctx, id), fulfillment(ctx, id, null));
  expect(await gaps(ctx)).toEqual([]);

  await refreshDueOrders(systemContext(ctx.database, "clock", overdue));
  expect(await gaps(ctx)).toEqual([{ kind: "missing_tracking", details: { orderId: `gid://shopify/Order/${id}` } }]);

  await deliver({ ...ctx, now: overdue }, fulfillment(ctx, id, "TRK-9", "2026-11-20T14:30:00.000Z"));
  expect(await gaps(ctx)).toEqual([]);
});

test("a number that only the carrier has told closes it too", async () => {
  const ctx = await testContext({ now: overdue });
  const id = Number(newId());
  await deliver(ctx, order(ctx, id), fulfillment(ctx, id, null));
  expect(await gaps(ctx)).toMatchObject([{ kind: "missing_tracking" }]);

  await deliver(ctx, trackingUpdate(ctx, { ...report, order_id: String(id) }));
  expect(await gaps(ctx)).toEqual([]);
});
