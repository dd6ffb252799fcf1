import type { Ctx } from "#app/platform/ctx.ts";
import { firstIdOf } from "#app/platform/first-id.ts";
import type { Check } from "./schema.ts";

/** An arrival that is due and an event whose lease has ended may have waited so long. */
const patienceSeconds = 300;
/** The backlog is compared with that of so long ago; a few events more are no growth. */
const backlogMinutes = 10;
const fewEvents = 10;

/** Looks at what the app promises and must hold again after an incident: the checklist of docs/runbook.md. */
export async function runChecks(ctx: Ctx, drifted: number): Promise<Check[]> {
  const yesterday = firstIdOf(new Date(ctx.now.getTime() - 86_400_000));
  const [row] = await ctx.sql<{ stock: number; reserved: number; backlog: number; before: number | null; duplicates: number; lost: number; overdue: number; leases: number }>`
    select
      (select count(*)::int from product_variants where shop = ${ctx.shop} and stock < 0) as stock,
      (select count(*)::int from product_variants where shop = ${ctx.shop} and reserved_stock < 0) as reserved,
      (select count(*)::int from outbox_events where shop = ${ctx.shop} and status = 'PENDING') as backlog,
      (select (figures->>'backlog')::int from ops_samples where shop = ${ctx.shop} and at > ${ctx.now}::timestamptz - make_interval(mins => ${backlogMinutes}) order by at limit 1) as before,
      (select count(*)::int from (
        select 1 from outbox_events where shop = ${ctx.shop} and id >= ${yesterday}::uuid and type in ('mail.send', 'webhook.deliver')
        group by type, order_id, correlation_id, payload having count(*) > 1) d) as duplicates,
      (select count(*)::int from raw_arrivals r where r.shop = ${ctx.shop} and r.id >= ${yesterday}::uuid
        and not exists (select from events_processed e where e.shop = r.shop and e.idempotency_key = r.idempotency_key)) as lost,
      (select count(*)::int from events_processed e where e.shop = ${ctx.shop} and e.status = 'pending' and e.next_attempt_at < now() - make_interval(secs => ${patienceSeconds})
        and not exists (select from pauses h where h.shop = e.shop and h.kind = 'topic' and h.name = e.topic)) as overdue,
      (select count(*)::int from outbox_events where shop = ${ctx.shop} and status = 'PENDING' and leased_until < now() - make_interval(secs => ${patienceSeconds})) as leases`;
  if (!row) throw new Error("A row of counts is always there.");
  const growth = Math.max(0, row.backlog - (row.before ?? row.backlog));
  const none = (name: Check["name"], found: number): Check => ({ name, ok: found === 0, found });
  return [
    none("stock_not_negative", row.stock),
    none("reserved_not_negative", row.reserved),
    none("reserved_equals_active", drifted),
    { name: "backlog_stable", ok: growth <= fewEvents, found: growth },
    none("no_duplicate_notifications", row.duplicates),
    none("every_arrival_in_ledger", row.lost),
    none("no_arrival_overdue", row.overdue),
    none("no_lease_overdue", row.leases),
  ];
}
