import { z } from "zod";
import { recordTimeline } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { defineDestination, type Destination } from "#app/platform/outbox.ts";
import { ShopifyId } from "#app/platform/shopify/ids.ts";
import { cancelOrder, readCancellation } from "./cancel-order.server.ts";
import { capturePayment, findCapturedPart } from "./capture-payment.server.ts";
import { findRefund, refundPayment } from "./refund-payment.server.ts";

/** What leaves the app when an order's money moves, or the order is cancelled. */
export const paymentDestinations: readonly Destination[] = [
  defineDestination({
    type: "shopify.payment_capture",
    payload: z.object({ orderId: ShopifyId, amount: z.string().optional() }),
    deliver: async (ctx, { payload }) => capturePayment(ctx, payload),
    findEffect: async (ctx, event) => findCapturedPart(ctx, event),
    fail: (tx, { id, payload }, message) => tellFailure(tx, payload.orderId, { id, event: "payment.capture_failed", message }),
  }),
  defineDestination({
    type: "shopify.refund_create",
    payload: z.object({ orderId: ShopifyId, amount: z.string().optional(), note: z.string() }),
    deliver: async (ctx, event) => refundPayment(ctx, event),
    findEffect: async (ctx, event) => findRefund(ctx, event),
    fail: (tx, { id, payload }, message) => tellFailure(tx, payload.orderId, { id, event: "payment.refund_failed", message }),
  }),
  defineDestination({
    type: "shopify.order_cancel",
    payload: z.object({ orderId: ShopifyId, note: z.string(), reason: z.enum(["CUSTOMER", "DECLINED", "FRAUD", "INVENTORY", "OTHER", "STAFF"]), restock: z.boolean(), refund: z.boolean(), notifyCustomer: z.boolean() }),
    deliver: async (ctx, { payload }) => cancelOrder(ctx, payload),
    findEffect: async (ctx, { payload }) => readCancellation(ctx, payload.orderId),
    fail: (tx, { id, payload }, message) => tellFailure(tx, payload.orderId, { id, event: "order.cancel_failed", message }),
  }),
];

interface Failure {
  id: string;
  event: string;
  message: string;
}

/** What Shopify refused is on the order's timeline; the outbox keeps it for a person to decide. */
function tellFailure(tx: Tx, orderId: bigint, { id, event, message }: Failure): Promise<void> {
  return recordTimeline(tx, { orderId, ts: tx.now, event, details: { message, outboxEvent: id }, key: `outbox:${id}` });
}
