import { z } from "zod";
import { followShopify } from "#app/domains/order-workflow/index.server.ts";
import { findOrders, lockOrderOrId, refreshOrder } from "#app/domains/orders/index.server.ts";
import { OrderReference } from "#app/domains/orders/schema.ts";
import { applyCarrierEvent, applyShipment, type CarrierEvent, keepCarrierEvent, ShipmentPayload, shipmentSnapshotOf, withdrawCarrierEvent } from "#app/domains/shipments/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { ShopifyId } from "#app/platform/shopify/ids.ts";
import { Time } from "#app/platform/time.ts";
import { type ArrivalEvent, defineTopic, type Topic } from "#app/platform/topics.ts";

const FulfillmentPayload = ShipmentPayload.extend({ order_id: ShopifyId });

const FulfillmentEventPayload = z.object({
  id: ShopifyId,
  fulfillment_id: ShopifyId,
  order_id: ShopifyId,
  status: z.string().toLowerCase().min(1),
  message: z.string().nullish(),
  happened_at: Time,
  estimated_delivery_at: Time.nullish(),
});

const FulfillmentEventDeletion = z.object({ id: ShopifyId, fulfillment_id: ShopifyId, order_id: ShopifyId });

const TrackingUpdated = z.object({
  order_id: OrderReference,
  tracking_number: z.string().trim().min(1).max(200),
  carrier: z.string().trim().max(100).nullish(),
  status: z.string().trim().toLowerCase().min(1).max(50).transform((status) => status.replace(/[\s-]+/g, "_")),
  status_at: Time,
  estimated_delivery_at: Time.nullish(),
});

/** Brings everything that follows from an order's parts up to date, after one of them has changed. */
async function follow(tx: Tx, orderId: bigint, event: ArrivalEvent<unknown>) {
  await refreshOrder(tx, orderId);
  await followShopify(tx, orderId, event);
  return { orderId };
}

export const shipmentTopics: readonly Topic[] = [
  ...["fulfillments/create", "fulfillments/update"].map((topic) =>
    defineTopic({
      topic,
      source: "shopify",
      payload: FulfillmentPayload,
      apply: async (tx, event) => {
        const { order_id: orderId } = event.payload;
        await lockOrderOrId(tx, orderId);
        await applyShipment(tx, shipmentSnapshotOf(event.payload, orderId), event.tie);
        return follow(tx, orderId, event);
      },
    }),
  ),
  defineTopic({
    topic: "fulfillment_events/create",
    source: "shopify",
    payload: FulfillmentEventPayload,
    apply: async (tx, event) => {
      const { payload } = event;
      const told: CarrierEvent = {
        id: `shopify:${payload.id}`,
        shipmentId: payload.fulfillment_id,
        trackingNumber: null,
        carrier: null,
        status: payload.status,
        message: payload.message ?? null,
        source: event.source,
        happenedAt: payload.happened_at,
        estimatedDeliveryAt: payload.estimated_delivery_at ?? null,
      };
      await lockOrderOrId(tx, payload.order_id);
      await applyCarrierEvent(tx, payload.order_id, told);
      return follow(tx, payload.order_id, event);
    },
  }),
  defineTopic({
    topic: "fulfillment_events/delete",
    source: "shopify",
    payload: FulfillmentEventDeletion,
    apply: async (tx, event) => {
      const { id, fulfillment_id: shipmentId, order_id: orderId } = event.payload;
      await lockOrderOrId(tx, orderId);
      await withdrawCarrierEvent(tx, orderId, { id: `shopify:${id}`, shipmentId, at: event.occurredAt });
      return follow(tx, orderId, event);
    },
  }),
  defineTopic({
    topic: "carrier.tracking_updated",
    source: "events",
    payload: TrackingUpdated,
    apply: async (tx, event) => {
      const { payload } = event;
      const told: CarrierEvent = {
        id: event.idempotencyKey,
        shipmentId: null,
        trackingNumber: payload.tracking_number,
        carrier: payload.carrier || null,
        status: payload.status,
        message: null,
        source: event.source,
        happenedAt: payload.status_at,
        estimatedDeliveryAt: payload.estimated_delivery_at ?? null,
      };
      const orderId = (await findOrders(tx, [payload.order_id])).get(payload.order_id);
      if (orderId === undefined) {
        await keepCarrierEvent(tx, payload.order_id, told);
        return {};
      }
      await lockOrderOrId(tx, orderId);
      await applyCarrierEvent(tx, orderId, told);
      return follow(tx, orderId, event);
    },
  }),
];
