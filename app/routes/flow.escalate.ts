import { z } from "zod";
import { OrderReference } from "#app/domains/orders/schema.ts";
import { escalateOrders } from "#app/domains/support/index.server.ts";
import { flowAction } from "#app/http/flow-action.server.ts";

const Properties = z.object({ order_id: OrderReference, note: z.string().trim().min(1).max(5_000), conversation_id: z.string().trim().max(200).default("") });

/** The Flow action 'Escalate order to support'. */
export const flowEscalate = flowAction(Properties, async (ctx, { order_id, note, conversation_id }) => {
  const [order] = await escalateOrders(ctx, { shop_domain: ctx.shop, orderId: order_id, note, ...(conversation_id ? { conversationId: conversation_id } : {}) });
  return order;
});
