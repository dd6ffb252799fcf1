import { ofNamedOrder } from "#app/domains/orders/index.server.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { part } from "#app/platform/sql.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import type { FailuresPage, ListFailures } from "./schema.ts";

interface FailureRow {
  id: string;
  type: string;
  attempts: number;
  last_error: string | null;
  order_id: bigint | null;
  order_name: string | null;
  created_at: Date;
  failed_at: Date;
  payload: unknown;
  correlation_id: string;
}

/** The shop's events that wait for a person, the latest first, and how many there are in all. (Contract, section 5.) */
export async function listFailures(ctx: Ctx, { limit, event_type, order_id: reference }: ListFailures): Promise<FailuresPage> {
  const wanted = part`e.shop = ${ctx.shop} and e.status = 'FAILED'
    ${event_type === undefined ? part`` : part`and e.type = ${event_type}`}
    ${await ofNamedOrder(ctx, reference)}`;
  const rows = await ctx.sql<FailureRow>`
    select e.id, e.type, e.attempts, e.last_error, e.order_id, o.name as order_name, e.created_at, e.failed_at, e.payload, e.correlation_id
    from outbox_events e left join orders o on o.shop = e.shop and o.id = e.order_id
    where ${wanted} order by e.failed_at desc, e.id desc limit ${limit}`;
  const [count] = await ctx.sql<{ total: number }>`select count(*)::int as total from outbox_events e where ${wanted}`;
  const failures = rows.map((row) => ({
    eventId: row.id,
    eventType: row.type,
    attempts: row.attempts,
    lastError: row.last_error,
    status: "FAILED" as const,
    orderId: row.order_id === null ? null : toGid("Order", row.order_id),
    orderName: row.order_name,
    createdAt: row.created_at.toISOString(),
    failedAt: row.failed_at.toISOString(),
    payload: row.payload,
    correlationId: row.correlation_id,
  }));
  return { failures, total: count?.total ?? 0 };
}
