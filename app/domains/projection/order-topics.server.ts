import { z } from "zod";
import { settleCodAccount } from "#app/domains/cod/index.server.ts";
import { requestOrderReads } from "#app/domains/inventory/index.server.ts";
import { followShopify } from "#app/domains/order-workflow/index.server.ts";
import { applyOrderDeletion, applyOrderSnapshot, applyRefund, isCashOnDelivery, lockOrderOrId, recordTimeline, refreshOrder, refundSnapshotOf, snapshotOf, WebhookOrder, WebhookRefund } from "#app/domains/orders/index.server.ts";
import { applyShopifyRefund } from "#app/domains/returns/index.server.ts";
import { applyShipment, attachCarrierEvents, ShipmentPayload, shipmentSnapshotOf } from "#app/domains/shipments/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { ShopifyId } from "#app/platform/shopify/ids.ts";
import { Time } from "#app/platform/time.ts";
import { type ArrivalEvent, defineTopic, type Topic } from "#app/platform/topics.ts";
import { recordTransaction } from "./record-transaction.server.ts";

/** The whole order, whichever of these topics brings it. */
const snapshotTopics = ["orders/create", "orders/updated", "orders/paid", "orders/cancelled", "orders/fulfilled", "orders/partially_fulfilled"];

/** Those at which committed stock leaves; Shopify's inventory webhooks tell only of what is available. */
const stockTopics = new Set(["orders/fulfilled", "orders/partially_fulfilled", "orders/cancelled"]);

/** Brings the mirror up to an order that is told whole. */
export async function applyOrder(tx: Tx, event: ArrivalEvent<WebhookOrder>) {
  const order = event.payload;
  const snapshot = snapshotOf(order);
  await applyOrderSnapshot(tx, snapshot, event.tie);
  for (const shipment of order.fulfillments ?? []) await applyShipment(tx, shipmentSnapshotOf(ShipmentPayload.parse(shipment), order.id), event.tie);
  for (const item of order.refunds ?? []) {
    const refund = WebhookRefund.safeParse({ order_id: order.id.toString(), ...Object(item) });
    if (refund.success) await applyRefund(tx, refundSnapshotOf(refund.data, order.updated_at));
  }
  await attachCarrierEvents(tx, order.id);
  if (isCashOnDelivery(snapshot.gateways)) await settleCodAccount(tx, order.id);
  await refreshOrder(tx, order.id);
  await followShopify(tx, order.id, event);
  if (stockTopics.has(event.topic)) await requestOrderReads(tx, order.id);
  return { orderId: order.id };
}

const OrderEdit = z.object({ order_edit: z.object({ id: ShopifyId, order_id: ShopifyId, created_at: Time, staff_note: z.string().nullish() }) });

export const orderTopics: readonly Topic[] = [
  ...snapshotTopics.map((topic) => defineTopic({ topic, source: "shopify", payload: WebhookOrder, apply: applyOrder })),
  defineTopic({
    topic: "orders/delete",
    source: "shopify",
    payload: z.object({ id: ShopifyId }),
    apply: async (tx, event) => {
      await applyOrderDeletion(tx, event.payload.id, event.occurredAt);
      await refreshOrder(tx, event.payload.id);
      return { orderId: event.payload.id };
    },
  }),
  defineTopic({
    // Says that lines were added or removed; the order itself comes with orders/updated.
    topic: "orders/edited",
    source: "shopify",
    payload: OrderEdit,
    apply: async (tx, { payload: { order_edit: edit } }) => {
      await recordTimeline(tx, { orderId: edit.order_id, ts: edit.created_at, event: "order.edited", details: { note: edit.staff_note || null }, key: `edit:${edit.id}` });
      return { orderId: edit.order_id };
    },
  }),
  defineTopic({
    topic: "orders/risk_assessment_changed",
    source: "shopify",
    payload: z.object({ order_id: ShopifyId.nullish(), risk_level: z.string().nullish(), provider_title: z.string().nullish() }),
    apply: async (tx, { payload, occurredAt, idempotencyKey }) => {
      if (!payload.order_id) return {};
      const details = { riskLevel: payload.risk_level ?? null, provider: payload.provider_title ?? null };
      await recordTimeline(tx, { orderId: payload.order_id, ts: occurredAt, event: "order.risk_assessed", details, key: `risk:${idempotencyKey}` });
      return { orderId: payload.order_id };
    },
  }),
  defineTopic({
    topic: "order_transactions/create",
    source: "shopify",
    payload: z.object({ id: ShopifyId, order_id: ShopifyId, kind: z.string(), status: z.string(), gateway: z.string().nullish(), amount: z.union([z.string(), z.number()]).nullish(), currency: z.string().nullish(), created_at: Time.nullish() }),
    apply: async (tx, { payload, occurredAt }) => {
      const amount = payload.amount === null || payload.amount === undefined ? null : String(payload.amount);
      await recordTransaction(tx, { ...payload, orderId: payload.order_id, amount, at: payload.created_at ?? occurredAt });
      return { orderId: payload.order_id };
    },
  }),
  defineTopic({
    topic: "refunds/create",
    source: "shopify",
    payload: WebhookRefund,
    apply: async (tx, event) => {
      const refund = refundSnapshotOf(event.payload, event.occurredAt);
      await lockOrderOrId(tx, refund.orderId);
      await applyRefund(tx, refund);
      await settleCodAccount(tx, refund.orderId);
      await refreshOrder(tx, refund.orderId);
      await applyShopifyRefund(tx, refund, event);
      await followShopify(tx, refund.orderId, event);
      return { orderId: refund.orderId };
    },
  }),
];
