import { z } from "zod";
import { recordTimeline } from "#app/domains/orders/index.server.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { defineDestination } from "#app/platform/outbox.ts";
import { adminApi } from "#app/platform/shopify/admin-api.ts";
import { ShopifyId, toGid } from "#app/platform/shopify/ids.ts";
import { FulfillmentEventCreate, OrderDelivery } from "#app/platform/shopify/operations.ts";
import { refuseUserErrors } from "#app/platform/shopify/user-errors.ts";

/** Tells Shopify that an order's shipments have been delivered. What Shopify knows to be delivered is read first and left alone. */
export const deliveryDestination = defineDestination({
  type: "shopify.delivery_report",
  payload: z.object({ orderId: ShopifyId }),
  deliver: async (ctx, { payload }) => reportDelivered(ctx, payload.orderId),
  fail: (tx, { id, payload }, message) =>
    recordTimeline(tx, { orderId: payload.orderId, ts: tx.now, event: "shipment.delivery_report_failed", details: { message, outboxEvent: id }, key: `outbox:${id}` }),
});

async function reportDelivered(ctx: Ctx, orderId: bigint): Promise<{ reported: number }> {
  const api = await adminApi(ctx);
  const { data } = await api.run(OrderDelivery, { orderId: toGid("Order", orderId) });
  const standing = (data.order?.fulfillments ?? []).filter(({ status }) => status === "SUCCESS");
  if (standing.length === 0) throw new DomainError("conflict", "NOTHING_FULFILLED", { message: "Shopify has no fulfillment of this order that could have been delivered." });
  const open = standing.filter(({ deliveredAt }) => !deliveredAt);
  for (const { id: fulfillmentId } of open) {
    const answer = await api.run(FulfillmentEventCreate, { event: { fulfillmentId, status: "DELIVERED", happenedAt: ctx.now.toISOString() } });
    refuseUserErrors("fulfillmentEventCreate", answer.data.fulfillmentEventCreate?.userErrors ?? []);
  }
  return { reported: open.length };
}
