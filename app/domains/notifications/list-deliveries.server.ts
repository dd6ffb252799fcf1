import type { Ctx } from "#app/platform/ctx.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import type { Delivery } from "./schema.ts";

interface DeliveryRow extends Omit<Delivery, "orderId" | "createdAt" | "deliveredAt"> {
  orderId: bigint | null;
  createdAt: Date;
  deliveredAt: Date | null;
}

/** The last messages to the shop's endpoints, newest first. Of an endpoint that was removed the address is not known any more. */
export async function listDeliveries(ctx: Ctx, { limit = 50 }: { limit?: number } = {}): Promise<Delivery[]> {
  const rows = await ctx.sql<DeliveryRow>`
    select o.id, o.payload->>'endpointId' as "endpointId", w.url, coalesce(o.payload->'event'->>'type', '') as type, o.order_id as "orderId", n.name as "orderName", o.status, o.attempts, o.last_error as "lastError",
      o.created_at as "createdAt", o.delivered_at as "deliveredAt"
    from outbox_events o left join webhook_endpoints w on w.shop = o.shop and w.id::text = o.payload->>'endpointId'
      left join orders n on n.shop = o.shop and n.id = o.order_id
    where o.shop = ${ctx.shop} and o.type = 'webhook.deliver' order by o.id desc limit ${limit}`;
  return rows.map(({ orderId, createdAt, deliveredAt, ...row }) => ({ ...row, orderId: orderId === null ? null : toGid("Order", orderId), createdAt: createdAt.toISOString(), deliveredAt: deliveredAt?.toISOString() ?? null }));
}
