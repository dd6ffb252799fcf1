import { eventFigures } from "#app/domains/intake/index.server.ts";
import { listDrift, measureInventory } from "#app/domains/inventory/index.server.ts";
import { type Ctx, systemContext } from "#app/platform/ctx.ts";
import type { Gauges } from "./schema.ts";

type Counted = Omit<Gauges, "ops_inventory_reserved_stock_drift_products" | "ops_sse_clients">;

/**
 * The shop's gauges of this moment, or those of all shops together for an operator of all. A context whose `sql` is that of a
 * transaction gives them as that transaction sees them.
 */
export async function readGauges(ctx: Ctx, streams: Record<string, number>): Promise<Gauges> {
  const all = ctx.shop === "*";
  const sql = all ? ctx.database.system : ctx.sql;
  const [row] = await sql<Counted>`
    select o.*, e.*, w.*,
      (select count(*)::int from outbox_circuits c where (${all} or c.shop = ${ctx.shop}) and c.blocked_until > now()) as ops_outbox_resting_destinations,
      (select count(*)::int from pauses p where (${all} or p.shop = ${ctx.shop}) and p.kind = 'destination') as ops_outbox_paused_destinations,
      (select count(*)::int from reservations r where (${all} or r.shop = ${ctx.shop}) and r.status = 'ACTIVE' and r.expires_at <= ${ctx.now}) as ops_reservations_stuck,
      (select count(*)::int from assignment_conflicts a where (${all} or a.shop = ${ctx.shop})) as ops_assignment_conflicts_total,
      (select count(*)::int from exceptions x where (${all} or x.shop = ${ctx.shop}) and x.status = 'open') as ops_exceptions_open,
      (select greatest(0, extract(epoch from now() - coalesce((select max(t.last_tick_at) from poller_states t where ${all} or t.shop = ${ctx.shop}), min(s.installed_at), now())))::float
        from shops s where (${all} or s.shop = ${ctx.shop}) and s.uninstalled_at is null) as ops_poller_last_tick_age_seconds
    from (
      select count(*) filter (where status = 'PENDING')::int as ops_outbox_pending_events, count(*) filter (where status = 'FAILED')::int as ops_outbox_failed_events,
        greatest(0, coalesce(extract(epoch from now() - min(created_at) filter (where status = 'PENDING')), 0))::float as ops_outbox_oldest_pending_age_seconds
      from outbox_events where (${all} or shop = ${ctx.shop}) and status in ('PENDING', 'FAILED')) o,
    (select (select count(*)::int from events_processed p where p.status = 'pending' and (${all} or p.shop = ${ctx.shop})) as ops_events_pending,
        f.received as ops_webhooks_received_total, f.repeated as ops_webhooks_duplicate_total
      from (${eventFigures(all ? undefined : ctx.shop)}) f) e,
    (select coalesce(max((figures->>'late')::float), 0) as ops_webhooks_late_seconds from ops_samples where (${all} or shop = ${ctx.shop}) and at > now() - interval '3 minutes') w`;
  if (!row) throw new Error("An aggregate always has a row.");
  return { ...row, ops_inventory_reserved_stock_drift_products: await countDrift(ctx), ops_sse_clients: all ? Object.values(streams).reduce((sum, count) => sum + count, 0) : (streams[ctx.shop] ?? 0) };
}

async function countDrift(ctx: Ctx): Promise<number> {
  if (ctx.shop !== "*") return (await listDrift(ctx, { limit: 1 })).total;
  const shops = await measureInventory(systemContext(ctx.database, ctx.correlationId, ctx.now));
  return shops.reduce((sum, { drifted }) => sum + drifted, 0);
}
