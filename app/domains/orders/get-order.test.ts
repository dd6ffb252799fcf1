import { expect, test } from "vitest";
import { arrival, deliver } from "#test/factories/arrivals.ts";
import { orderWebhook } from "#test/factories/webhooks.ts";
import { testContext } from "#test/setup/context.ts";
import { getOrder } from "./get-order.server.ts";
import { OrderAnswer } from "./order-detail.ts";

test("shows what a carrier has reported, but for what it has taken back", async () => {
  const ctx = await testContext();
  const id = 5_001;
  const shipment = { id: 6_001, order_id: id, name: "F1", status: "success", tracking_number: "TRK-1", created_at: "2026-11-20T10:00:00Z", updated_at: "2026-11-20T10:00:00Z" };
  const report = (event: number, status: string) => ({ id: event, fulfillment_id: shipment.id, order_id: id, status, happened_at: "2026-11-20T11:00:00Z" });
  await deliver(
    ctx,
    arrival(ctx, "orders/create", orderWebhook({ id, fulfillments: [shipment] })),
    arrival(ctx, "fulfillment_events/create", report(1, "in_transit")),
    arrival(ctx, "fulfillment_events/create", report(2, "delivered")),
    arrival(ctx, "fulfillment_events/delete", report(2, "delivered")),
    arrival(ctx, "fulfillment_events/delete", report(3, "failure")),
  );

  const { order } = OrderAnswer.parse(JSON.parse((await getOrder(ctx, BigInt(id))).text));

  expect(order.shipments.map(({ events }) => events.map(({ status }) => status))).toEqual([["in_transit"]]);
});
