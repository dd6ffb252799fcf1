import type { Ctx } from "#app/platform/ctx.ts";
import type { DestinationState } from "./schema.ts";

interface DestinationRow {
  destination: string;
  url: string | null;
  pending: number;
  failed: number;
  oldest: Date | null;
  failures: number;
  rests_until: Date | null;
  last_error: string | null;
  paused: boolean;
}

/** Where the shop's events go: Shopify, mail, and each of its endpoints, with what waits and how it fares. */
export async function listDestinations(ctx: Ctx): Promise<DestinationState[]> {
  const rows = await ctx.sql<DestinationRow>`
    with known as (
      select unnest(array['shopify', 'mail']) as destination, null as url
      union all select 'webhook:' || id, url from webhook_endpoints where shop = ${ctx.shop} and disabled_at is null
    ), tally as (
      select destination, count(*) filter (where status = 'PENDING')::int as pending, count(*) filter (where status = 'FAILED')::int as failed, min(created_at) filter (where status = 'PENDING') as oldest
      from outbox_events where shop = ${ctx.shop} and status in ('PENDING', 'FAILED') group by destination
    )
    select coalesce(k.destination, t.destination) as destination, k.url, coalesce(t.pending, 0) as pending, coalesce(t.failed, 0) as failed, t.oldest,
      coalesce(c.failures, 0) as failures, case when c.blocked_until > now() then c.blocked_until end as rests_until, c.last_error,
      exists (select from pauses h where h.shop = ${ctx.shop} and h.kind = 'destination' and h.name = coalesce(k.destination, t.destination)) as paused
    from known k full join tally t using (destination)
    left join outbox_circuits c on c.shop = ${ctx.shop} and c.destination = coalesce(k.destination, t.destination)
    order by (coalesce(k.destination, t.destination) <> 'shopify'), 1`;
  return rows.map((row) => ({
    destination: row.destination,
    label: labelOf(row),
    pending: row.pending,
    failed: row.failed,
    oldestPendingAt: row.oldest?.toISOString() ?? null,
    state: row.paused ? "paused" : row.rests_until ? "resting" : row.failures > 0 ? "failing" : "ok",
    restsUntil: row.rests_until?.toISOString() ?? null,
    lastError: row.last_error,
  }));
}

function labelOf({ destination, url }: DestinationRow): string {
  if (destination === "shopify") return "Shopify";
  if (destination === "mail") return "Mail";
  return url ? new URL(url).host : destination;
}
