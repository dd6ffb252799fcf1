import { z } from "zod";
import { assignOrders } from "#app/domains/assignments/index.server.ts";
import { OrderReference } from "#app/domains/orders/schema.ts";
import { flowAction } from "#app/http/flow-action.server.ts";

const Properties = z.object({ order_id: OrderReference, assignee: z.string().trim().max(100).default("") });

/** The Flow action 'Assign order'; an empty assignee unassigns. */
export const flowAssign = flowAction(Properties, async (ctx, { order_id, assignee }) => {
  const [order] = await assignOrders(ctx, { orderIds: [order_id], assignee: assignee || null });
  return order;
});
