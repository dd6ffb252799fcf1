import { z } from "zod";
import { moveOrder, takeBackShipping } from "#app/domains/order-workflow/index.server.ts";
import { lockOrder, recordTimeline, refreshOrder } from "#app/domains/orders/index.server.ts";
import type { Ctx, Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { defineDestination, type Destination, type Outgoing } from "#app/platform/outbox.ts";
import { adminApi } from "#app/platform/shopify/admin-api.ts";
import { fromGid, ShopifyId, toGid } from "#app/platform/shopify/ids.ts";
import { FulfillmentCreate, FulfillmentTrackingUpdate, OrderFulfillment, type OrderFulfillmentQuery } from "#app/platform/shopify/operations.ts";
import { refuseUserErrors } from "#app/platform/shopify/user-errors.ts";
import { deliveryDestination } from "./report-delivery.server.ts";
import { Tracking } from "./schema.ts";

const FulfillmentRequest = z.object({ orderId: ShopifyId, attempt: z.number().int() });
type FulfillmentRequest = z.infer<typeof FulfillmentRequest>;

interface Intent {
  tracking_number: string | null;
  tracking_company: string | null;
  tracking_url: string | null;
  notify_customer: boolean;
}

type ShopifyOrder = NonNullable<OrderFulfillmentQuery["order"]>;

/** What leaves the app when orders are fulfilled, and when they are delivered. */
export const shipmentDestinations: readonly Destination[] = [
  defineDestination({
    type: "shopify.fulfillment_create",
    payload: FulfillmentRequest,
    // Shopify has no idempotency key for fulfillmentCreate: what is still open there is read first, and only that is fulfilled.
    deliver: async (ctx, event) => fulfillRemaining(ctx, event.payload),
    findEffect: async (ctx, event) => findFulfillment(ctx, event),
    settle: async (tx, { payload }, result) => {
      const [intent] = await tx.sql<{ before: string }>`
        update fulfillment_intents i set status = 'fulfilled', fulfillment_id = ${result.fulfillmentId === null ? null : BigInt(result.fulfillmentId)}, settled_at = ${tx.now}, error = null
        from fulfillment_intents b
        where i.shop = ${tx.shop} and i.order_id = ${payload.orderId} and i.attempt = ${payload.attempt} and b.shop = i.shop and b.order_id = i.order_id and b.attempt = i.attempt
        returning b.status as before`;
      await refreshOrder(tx, payload.orderId);
      // It was taken back when it had failed, and somebody has sent it again.
      if (intent?.before === "failed") await moveOrder(tx, await lockOrder(tx, payload.orderId), "shipped", { done: ["request_fulfillment"] });
    },
    fail: async (tx, { id, payload, attempt: call }, message) => {
      await tx.sql`
        update fulfillment_intents set status = 'failed', error = ${message}, settled_at = ${tx.now}
        where shop = ${tx.shop} and order_id = ${payload.orderId} and attempt = ${payload.attempt} and status = 'requested'`;
      await recordTimeline(tx, { orderId: payload.orderId, ts: tx.now, event: "fulfillment.failed", details: { message, attempt: payload.attempt, outboxEvent: id }, key: `outbox:${id}:${call}` });
      // It is not on its way after all.
      await tx.sql`update orders set shipping_acknowledged_at = null where shop = ${tx.shop} and id = ${payload.orderId}`;
      await refreshOrder(tx, payload.orderId);
      await takeBack(tx, payload.orderId, { note: message, key: `outbox:${id}:${call}` });
    },
  }),
  defineDestination({
    // Setting the tracking of the latest fulfilment is idempotent by nature.
    type: "shopify.tracking_update",
    payload: z.object({ orderId: ShopifyId, tracking: Tracking, notifyCustomer: z.boolean() }),
    deliver: async (ctx, { payload }) => {
      const { order } = await readOrder(ctx, payload.orderId);
      const fulfillment = liveFulfillments(order).at(0);
      if (!fulfillment) throw new DomainError("conflict", "NOTHING_FULFILLED", { message: "Shopify has no fulfillment of this order to put the tracking on." });
      const api = await adminApi(ctx);
      const { number, carrier: company, url } = payload.tracking;
      const { data } = await api.run(FulfillmentTrackingUpdate, { fulfillmentId: fulfillment.id, tracking: { number, company, url }, notifyCustomer: payload.notifyCustomer });
      refuseUserErrors("fulfillmentTrackingInfoUpdate", data.fulfillmentTrackingInfoUpdate?.userErrors ?? []);
      return { fulfillmentId: fulfillment.id };
    },
  }),
  deliveryDestination,
];

/** While another attempt is on its way the order may leave yet. */
async function takeBack(tx: Tx, orderId: bigint, why: { note: string; key: string }): Promise<void> {
  const [other] = await tx.sql`select 1 from fulfillment_intents where shop = ${tx.shop} and order_id = ${orderId} and status = 'requested'`;
  if (!other) await takeBackShipping(tx, orderId, why);
}

async function readOrder(ctx: Ctx, orderId: bigint): Promise<{ order: ShopifyOrder }> {
  const api = await adminApi(ctx);
  const { data } = await api.run(OrderFulfillment, { orderId: toGid("Order", orderId) });
  if (!data.order) throw new DomainError("not_found", "ORDER_NOT_IN_SHOPIFY", { message: "Shopify does not have this order." });
  return { order: data.order };
}

/** Fulfils what Shopify still holds open, one call for each location's share; gives the first fulfilment that came of it. */
async function fulfillRemaining(ctx: Ctx, { orderId, attempt }: FulfillmentRequest): Promise<{ fulfillmentId: string | null }> {
  const { order } = await readOrder(ctx, orderId);
  const open = order.fulfillmentOrders.nodes.filter(({ supportedActions, lineItems }) => supportedActions.some(({ action }) => action === "CREATE_FULFILLMENT") && lineItems.nodes.some(({ remainingQuantity }) => remainingQuantity > 0));
  if (open.length === 0) {
    const existing = liveFulfillments(order).at(0);
    if (existing) return { fulfillmentId: fromGid("Fulfillment", existing.id)?.toString() ?? null };
    throw new DomainError("conflict", "NOTHING_TO_FULFILL", { message: "Shopify has nothing of this order that can be fulfilled now: it may be on hold, scheduled or cancelled." });
  }
  const [intent] = await ctx.sql<Intent>`
    select tracking_number, tracking_company, tracking_url, notify_customer from fulfillment_intents where shop = ${ctx.shop} and order_id = ${orderId} and attempt = ${attempt}`;
  const api = await adminApi(ctx);
  const created: string[] = [];
  for (const { id: fulfillmentOrderId } of open) {
    const { data } = await api.run(FulfillmentCreate, { fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId }], trackingInfo: trackingInfo(intent), notifyCustomer: intent?.notify_customer ?? false } });
    refuseUserErrors("fulfillmentCreate", data.fulfillmentCreate?.userErrors ?? []);
    const id = data.fulfillmentCreate?.fulfillment?.id;
    if (id) created.push(id);
  }
  return { fulfillmentId: created[0] ? (fromGid("Fulfillment", created[0])?.toString() ?? null) : null };
}

function trackingInfo(intent: Intent | undefined) {
  if (!intent?.tracking_number) return undefined;
  return { number: intent.tracking_number, company: intent.tracking_company, url: intent.tracking_url };
}

/** A fulfilment that an earlier attempt made, when nothing of the order is left open. */
async function findFulfillment(ctx: Ctx, { payload, firstAttemptAt }: Outgoing<FulfillmentRequest>): Promise<{ fulfillmentId: string | null } | undefined> {
  const { order } = await readOrder(ctx, payload.orderId);
  const left = order.fulfillmentOrders.nodes.some(({ lineItems, status }) => status !== "CANCELLED" && status !== "CLOSED" && lineItems.nodes.some(({ remainingQuantity }) => remainingQuantity > 0));
  if (left) return undefined;
  const made = liveFulfillments(order).find(({ createdAt }) => new Date(createdAt).getTime() >= Math.floor(firstAttemptAt.getTime() / 1000) * 1000);
  return made && { fulfillmentId: fromGid("Fulfillment", made.id)?.toString() ?? null };
}

/** Fulfilments that stand, newest first. */
function liveFulfillments({ fulfillments }: ShopifyOrder) {
  return fulfillments.filter(({ status }) => status !== "CANCELLED" && status !== "FAILURE" && status !== "ERROR").sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}
