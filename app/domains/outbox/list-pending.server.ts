import { ofNamedOrder } from "#app/domains/orders/index.server.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { part } from "#app/platform/sql.ts";
import type { ListPending, PendingPage, WaitsFor } from "./schema.ts";

interface PendingRow {
  id: string;
  type: string;
  destination: string;
  waits_for: WaitsFor;
  attempts: number;
  last_error: string | null;
  order_id: bigint | null;
  order_name: string | null;
  created_at: Date;
  next_attempt_at: Date;
}

/** The shop's events that are to leave, the oldest first, each with what it waits for, and how many there are in all. */
export async function listPending(ctx: Ctx, { limit, destination, order_id: reference }: ListPending): Promise<PendingPage> {
  const wanted = part`p.shop = ${ctx.shop} and p.status = 'PENDING'
    ${destination === undefined ? part`` : part`and p.destination = ${destination}`}
    ${await ofNamedOrder(ctx, reference)}`;
  const rows = await ctx.sql<PendingRow>`
    select p.id, p.type, p.destination, p.attempts, p.last_error, p.order_id, o.name as order_name, p.created_at, greatest(p.next_attempt_at, c.blocked_until) as next_attempt_at,
      case
        when p.leased_until > now() then 'answer'
        when exists (select from pauses h where h.shop = p.shop and h.kind = 'destination' and h.name = p.destination) then 'pause'
        when exists (select from outbox_events e where e.shop = p.shop and e.stream = p.stream and e.seq < p.seq and e.status = 'PENDING') then 'earlier'
        when c.blocked_until > now() then 'destination'
        when p.next_attempt_at > now() then 'retry'
        else 'turn'
      end as waits_for
    from outbox_events p left join orders o on o.shop = p.shop and o.id = p.order_id
      left join outbox_circuits c on c.shop = p.shop and c.destination = p.destination
    where ${wanted} order by p.seq limit ${limit}`;
  const [count] = await ctx.sql<{ total: number }>`select count(*)::int as total from outbox_events p where ${wanted}`;
  const pending = rows.map((row) => ({
    eventId: row.id,
    eventType: row.type,
    destination: row.destination,
    waitsFor: row.waits_for,
    attempts: row.attempts,
    lastError: row.last_error,
    orderId: row.order_id === null ? null : toGid("Order", row.order_id),
    orderName: row.order_name,
    createdAt: row.created_at.toISOString(),
    nextAttemptAt: row.next_attempt_at.toISOString(),
  }));
  return { pending, total: count?.total ?? 0 };
}
