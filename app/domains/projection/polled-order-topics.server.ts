import { z } from "zod";
import { findMissed, recordFinds } from "#app/domains/polling/index.server.ts";
import { lockOrderOrId, refundSnapshotOf, WebhookOrder, WebhookRefund } from "#app/domains/orders/index.server.ts";
import { applyShopifyRefund, followShopifyReturn } from "#app/domains/returns/index.server.ts";
import { applyCarrierEvent } from "#app/domains/shipments/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { ShopifyId } from "#app/platform/shopify/ids.ts";
import { Time } from "#app/platform/time.ts";
import { type ArrivalEvent, defineTopic, type Topic } from "#app/platform/topics.ts";
import { applyOrder } from "./order-topics.server.ts";
import { recordTransaction } from "./record-transaction.server.ts";

const CarrierReport = z.object({ id: ShopifyId, status: z.string(), message: z.string().nullish(), happened_at: Time, estimated_delivery_at: Time.nullish() });
const Transaction = z.object({ id: ShopifyId, kind: z.string(), status: z.string(), gateway: z.string().nullish(), amount: z.string(), currency: z.string(), created_at: Time });

/** What webhooks tell one by one, and an order that was read has in it. */
const Parts = z.object({
  id: ShopifyId,
  created_at: Time,
  updated_at: Time,
  cancelled_at: Time.nullish(),
  fulfillments: z.array(z.object({ id: ShopifyId, created_at: Time, updated_at: Time, events: z.array(CarrierReport).default([]) })),
  refunds: z.array(z.object({ id: ShopifyId, created_at: Time.nullish() })),
  returns: z.array(z.object({ id: ShopifyId, name: z.string().nullish(), status: z.string() })),
  transactions: z.array(Transaction).default([]),
});
type Parts = z.infer<typeof Parts>;

const PolledOrder = z.unknown().transform((body) => ({ order: WebhookOrder.parse(body), parts: Parts.parse(body) }));
type PolledOrder = z.infer<typeof PolledOrder>;

/** Brings the mirror up to an order that was read, by the code that webhooks go through. */
async function applyPolledOrder(tx: Tx, event: ArrivalEvent<PolledOrder>) {
  const { order, parts } = event.payload;
  await lockOrderOrId(tx, order.id);
  const missed = await findMissed(tx, parts);
  for (const shipment of parts.fulfillments) await applyReports(tx, order.id, shipment);
  for (const each of parts.transactions) await recordTransaction(tx, { ...each, orderId: order.id, at: each.created_at });
  // What happened longer ago is history, whenever it is read.
  const applied = await applyOrder(tx, { ...event, payload: await withKnownCustomer(tx, order), occurredAt: order.updated_at });
  for (const raw of order.refunds ?? []) {
    const refund = WebhookRefund.parse({ order_id: order.id.toString(), ...Object(raw) });
    if (missed.refundIds.has(refund.id)) await applyShopifyRefund(tx, refundSnapshotOf(refund, order.updated_at));
  }
  for (const { id, name = null, status } of parts.returns.filter((each) => missed.returnIds.has(each.id))) {
    await followShopifyReturn(tx, { orderId: order.id, shopifyReturnId: id, name, status, note: null, lines: [], toldAt: event.occurredAt, tie: event.tie });
  }
  return { ...applied, missed: missed.changes };
}

async function applyReports(tx: Tx, orderId: bigint, { id: shipmentId, events }: Parts["fulfillments"][number]): Promise<void> {
  for (const report of events) {
    await applyCarrierEvent(tx, orderId, {
      id: `shopify:${report.id}`,
      shipmentId,
      trackingNumber: null,
      carrier: null,
      status: report.status,
      message: report.message ?? null,
      source: "shopify",
      happenedAt: report.happened_at,
      estimatedDeliveryAt: report.estimated_delivery_at ?? null,
    });
  }
}

/** Without the right to read customers an order comes without its own: what a webhook told of it stays. */
async function withKnownCustomer(tx: Tx, order: WebhookOrder): Promise<WebhookOrder> {
  if (order.customer !== undefined) return order;
  const [known] = await tx.sql<{ id: bigint | null; name: string | null }>`select customer_id as id, customer_name as name from orders where shop = ${tx.shop} and id = ${order.id}`;
  const addressee = z.object({ name: z.string() }).safeParse(order.shipping_address).data?.name ?? null;
  return { ...order, customer: { id: known?.id ?? null, first_name: known?.name ?? addressee, last_name: null, email: null } };
}

export const polledOrderTopics: readonly Topic[] = [
  defineTopic({
    topic: "poller.order",
    source: "poller",
    payload: PolledOrder,
    apply: async (tx, event) => {
      const { orderId, missed } = await applyPolledOrder(tx, event);
      await recordFinds(tx, orderId, missed);
      return { orderId };
    },
  }),
  defineTopic({
    topic: "backfill.order",
    source: "poller",
    payload: PolledOrder,
    apply: async (tx, event) => ({ orderId: (await applyPolledOrder(tx, event)).orderId }),
  }),
];
