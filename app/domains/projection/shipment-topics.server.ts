import { z } from "zod";
import { followShopify } from "#app/domains/order-workflow/index.server.ts";
import { findOrders, lockOrders, refreshOrder } from "#app/domains/orders/index.server.ts";
import { OrderReference } from "#app/domains/orders/schema.ts";
import { applyCarrierEvent, applyShipment, type CarrierEvent, ShipmentPayload, shipmentSnapshotOf } from "#app/domains/shipments/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { ShopifyId } from "#app/platform/shopify/ids.ts";
import { type ArrivalEvent, defineTopic, type Topic } from "#app/platform/topics.ts";

const FulfillmentPayload = ShipmentPayload.extend({ order_id: ShopifyId });

const FulfillmentEventPayload = z.object({
  id: ShopifyId,
  fulfillment_id: ShopifyId,
  order_id: ShopifyId,
  status: z.string(),
  message: z.string().nullish(),
  happened_at: z.coerce.date(),
  estimated_delivery_at: z.coerce.date().nullish(),
});

const TrackingUpdated = z.object({
  order_id: OrderReference,
  tracking_number: z.string().trim().min(1).max(200),
  carrier: z.string().trim().max(100).nullish(),
  status: z.string().trim().toLowerCase().min(1).max(50),
  status_at: z.coerce.date(),
  estimated_delivery_at: z.coerce.date().nullish(),
});

async function report(tx: Tx, carrierEvent: CarrierEvent, event: ArrivalEvent<unknown>) {
  await lockOrders(tx, [carrierEvent.orderId]);
  await applyCarrierEvent(tx, carrierEvent);
  await refreshOrder(tx, carrierEvent.orderId);
  await followShopify(tx, carrierEvent.orderId, event);
  return { orderId: carrierEvent.orderId };
}

export const shipmentTopics: readonly Topic[] = [
  ...["fulfillments/create", "fulfillments/update"].map((topic) =>
    defineTopic({
      topic,
      source: "shopify",
      payload: FulfillmentPayload,
      apply: async (tx, event) => {
        const { order_id: orderId } = event.payload;
        await lockOrders(tx, [orderId]);
        await applyShipment(tx, shipmentSnapshotOf(event.payload, orderId), event.tie);
        await refreshOrder(tx, orderId);
        await followShopify(tx, orderId, event);
        return { orderId };
      },
    }),
  ),
  defineTopic({
    topic: "fulfillment_events/create",
    source: "shopify",
    payload: FulfillmentEventPayload,
    apply: (tx, event) => {
      const { payload } = event;
      const told: CarrierEvent = {
        orderId: payload.order_id,
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
      return report(tx, told, event);
    },
  }),
  defineTopic({
    topic: "fulfillment_events/delete",
    source: "shopify",
    payload: z.object({ id: ShopifyId, fulfillment_id: ShopifyId, order_id: ShopifyId.nullish() }),
    apply: async () => ({}),
  }),
  defineTopic({
    topic: "carrier.tracking_updated",
    source: "events",
    payload: TrackingUpdated,
    apply: async (tx, event) => {
      const { payload } = event;
      const orderId = (await findOrders(tx, [payload.order_id])).get(payload.order_id);
      if (orderId === undefined) throw new DomainError("not_found", "ORDER_NOT_FOUND", { message: "The event is about an order that is not known.", order: payload.order_id });
      const told: CarrierEvent = {
        orderId,
        id: event.idempotencyKey,
        shipmentId: null,
        trackingNumber: payload.tracking_number,
        carrier: payload.carrier ?? null,
        status: payload.status,
        message: null,
        source: event.source,
        happenedAt: payload.status_at,
        estimatedDeliveryAt: payload.estimated_delivery_at ?? null,
      };
      return report(tx, told, event);
    },
  }),
];
