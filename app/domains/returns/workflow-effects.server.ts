import type { Effect } from "#app/domains/order-workflow/index.server.ts";
import { advanceReturn } from "./advance-return.server.ts";

/** Opens a return of all that the order has, unless the goods came back by one that is there already. */
export const openReturnByTransition: Effect = async (tx, { order, told, note }) => {
  if (told) return "skipped";
  const [known] = await tx.sql<{ id: string }>`
    select id from returns where shop = ${tx.shop} and order_id = ${order.id} and state not in ('denied', 'cancelled') limit 1`;
  if (known) return "skipped";
  await advanceReturn(tx, { orderId: order.id.toString(), action: "open", ...(note ? { note } : {}) });
};
