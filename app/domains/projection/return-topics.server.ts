import { z } from "zod";
import { followShopify } from "#app/domains/order-workflow/index.server.ts";
import { lockOrderOrId } from "#app/domains/orders/index.server.ts";
import { OrderReference } from "#app/domains/orders/schema.ts";
import { findKnownReturn, followReturnEvent, followShopifyReturn, requestReading, type ToldReturn } from "#app/domains/returns/index.server.ts";
import { ReturnLabel, type ReturnState } from "#app/domains/returns/schema.ts";
import { PositiveAmount } from "#app/platform/money.ts";
import { fromGid, ShopifyId } from "#app/platform/shopify/ids.ts";
import { defineTopic, type Topic } from "#app/platform/topics.ts";

/** `returns/*` name their order in two ways, depending on the topic. */
const ReturnPayload = z
  .object({
    id: ShopifyId,
    name: z.string().nullish(),
    status: z.string(),
    order: z.object({ id: ShopifyId }).nullish(),
    order_id: ShopifyId.nullish(),
    decline: z.object({ reason: z.string().nullish(), note: z.string().nullish() }).nullish(),
    return_line_items: z.unknown().optional(),
  })
  .transform((payload, issue) => {
    const orderId = payload.order?.id ?? payload.order_id;
    if (orderId !== undefined && orderId !== null) return { ...payload, orderId };
    issue.addIssue({ code: "custom", path: ["order_id"], message: "names no order" });
    return z.NEVER;
  });

/** Its units, where it says of which line of the order they are; else the return is read. */
const LineItems = z.array(z.object({ quantity: z.number().int().positive(), fulfillment_line_item: z.object({ line_item: z.object({ id: ShopifyId }) }) }));

function linesOf(items: unknown): ToldReturn["lines"] {
  const lines = LineItems.safeParse(items);
  return lines.success ? lines.data.map((line) => ({ lineItemId: line.fulfillment_line_item.line_item.id, quantity: line.quantity })) : [];
}

/** A GID of one of Shopify's types, as its number. */
function gidOf(type: string) {
  return z.string().transform((gid, issue) => {
    const id = fromGid(type, gid);
    if (id !== undefined) return id;
    issue.addIssue({ code: "custom", message: `is not a ${type}` });
    return z.NEVER;
  });
}

/** What carriers, warehouses and the ERP tell names the order, or the return by the app's id or Shopify's. */
const ReturnEvent = z
  .object({
    order_id: OrderReference.nullish(),
    return_id: z.union([z.string().trim().min(1).max(200), z.number().int().positive()]).transform(String).nullish(),
    label_url: ReturnLabel.shape.url.nullish(),
    tracking_number: ReturnLabel.shape.trackingNumber.nullish(),
    amount: PositiveAmount.optional(),
    reference: z.string().trim().max(200).nullish(),
  })
  .refine(({ order_id: order, return_id: found }) => Boolean(order ?? found), { path: ["order_id"], message: "names neither an order nor a return" });

const Refunded = ReturnEvent.refine(({ amount }) => amount !== undefined, { path: ["amount"], message: "says no amount" });

function eventTopic(topic: string, to: ReturnState, payload: typeof ReturnEvent = ReturnEvent): Topic {
  return defineTopic({
    topic,
    source: "events",
    payload,
    apply: async (tx, event) => {
      const { order_id: order, return_id: found, label_url: url, tracking_number: trackingNumber, amount, reference } = event.payload;
      const label = url || trackingNumber ? { url: url ?? undefined, trackingNumber: trackingNumber ?? undefined } : undefined;
      const orderId = await followReturnEvent(tx, event, {
        orderReference: order ?? undefined,
        returnReference: found ?? undefined,
        to,
        label,
        refund: amount === undefined ? undefined : { amount, reference: reference ?? null },
      });
      return { orderId };
    },
  });
}

export const returnTopics: readonly Topic[] = [
  ...["returns/request", "returns/approve", "returns/decline", "returns/cancel", "returns/close", "returns/reopen"].map((topic) =>
    defineTopic({
      topic,
      source: "shopify",
      payload: ReturnPayload,
      apply: async (tx, event) => {
        const { orderId, id: shopifyReturnId, name = null, status, decline, return_line_items: items } = event.payload;
        await lockOrderOrId(tx, orderId);
        await followShopifyReturn(tx, { orderId, shopifyReturnId, name, status, note: decline?.note ?? null, lines: linesOf(items), toldAt: event.occurredAt, tie: event.tie, settlesLater: event.settlesLater });
        await followShopify(tx, orderId, event);
        return { orderId };
      },
    }),
  ),
  // These name no order, and tell only that something changed: the return is read.
  ...["returns/update", "returns/process"].map((topic) =>
    defineTopic({
      topic,
      source: "shopify",
      payload: z.object({ admin_graphql_api_id: gidOf("Return") }),
      apply: async (tx, { payload: { admin_graphql_api_id: shopifyReturnId } }) => {
        const known = await findKnownReturn(tx, { shopifyReturnId });
        await requestReading(tx, { shopifyReturnId, orderId: known?.orderId });
        return { orderId: known?.orderId };
      },
    }),
  ),
  defineTopic({
    topic: "reverse_deliveries/attach_deliverable",
    source: "shopify",
    payload: z.object({ return: z.object({ id: ShopifyId }) }),
    apply: async (tx, { payload }) => {
      const known = await findKnownReturn(tx, { shopifyReturnId: payload.return.id });
      await requestReading(tx, { shopifyReturnId: payload.return.id, orderId: known?.orderId });
      return { orderId: known?.orderId };
    },
  }),
  defineTopic({
    topic: "reverse_fulfillment_orders/dispose",
    source: "shopify",
    payload: z.object({ admin_graphql_api_id: gidOf("ReverseFulfillmentOrder") }),
    apply: async (tx, { payload: { admin_graphql_api_id: reverseOrderId } }) => {
      const known = await findKnownReturn(tx, { reverseOrderId });
      await requestReading(tx, { reverseOrderId, shopifyReturnId: known?.shopifyReturnId, orderId: known?.orderId });
      return { orderId: known?.orderId };
    },
  }),
  eventTopic("returns.label_generated", "label_generated"),
  eventTopic("returns.in_transit", "in_transit"),
  eventTopic("returns.received", "inspection"),
  eventTopic("erp.refund_completed", "completed", Refunded),
];
