import { z } from "zod";
import { followShopify } from "#app/domains/order-workflow/index.server.ts";
import { lockOrderOrId } from "#app/domains/orders/index.server.ts";
import { followShopifyReturn } from "#app/domains/returns/index.server.ts";
import { ShopifyId } from "#app/platform/shopify/ids.ts";
import { defineTopic, type Topic } from "#app/platform/topics.ts";

/** `returns/*` name their order in two ways, depending on the topic. */
const ReturnPayload = z
  .object({
    id: ShopifyId,
    name: z.string().nullish(),
    status: z.string().transform((status) => status.toLowerCase()),
    order: z.object({ id: ShopifyId }).nullish(),
    order_id: ShopifyId.nullish(),
    decline: z.object({ reason: z.string().nullish(), note: z.string().nullish() }).nullish(),
    return_line_items: z.unknown(),
  })
  .transform((payload, issue) => {
    const orderId = payload.order?.id ?? payload.order_id;
    if (orderId === undefined || orderId === null) issue.addIssue({ code: "custom", path: ["order_id"], message: "names no order" });
    return { ...payload, orderId: orderId ?? 0n };
  });

const LineItems = z.array(z.object({ quantity: z.number().int(), fulfillment_line_item: z.object({ line_item: z.object({ id: ShopifyId }) }) }));

export const returnTopics: readonly Topic[] = [
  ...["returns/request", "returns/approve", "returns/decline", "returns/cancel", "returns/close", "returns/reopen"].map((topic) =>
    defineTopic({
      topic,
      source: "shopify",
      payload: ReturnPayload,
      apply: async (tx, event) => {
        const { payload } = event;
        const lines = LineItems.safeParse(payload.return_line_items);
        await lockOrderOrId(tx, payload.orderId);
        await followShopifyReturn(tx, {
          orderId: payload.orderId,
          shopifyReturnId: payload.id,
          name: payload.name ?? null,
          status: payload.status,
          note: payload.decline?.note ?? null,
          lines: lines.success ? lines.data.map((line) => ({ lineItemId: line.fulfillment_line_item.line_item.id, quantity: line.quantity })) : [],
        });
        await followShopify(tx, payload.orderId, event);
        return { orderId: payload.orderId };
      },
    }),
  ),
];
