import { listDrift } from "#app/domains/inventory/index.server.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { canonicalJson, sha256 } from "#app/platform/json.ts";
import { getIncident } from "./find-incident.server.ts";
import { runChecks } from "./run-checks.server.ts";
import type { RecoveryPlan, RecoveryStep } from "./schema.ts";

interface Waiting {
  kind: "destination" | "topic";
  name: string;
  waiting: number;
}

/** What leaving an incident's mode does: what goes on and how much waits for it, and which failures could be sent again. */
export async function planRecovery(ctx: Ctx, id: string): Promise<RecoveryPlan> {
  const { incidentId } = await getIncident(ctx, id);
  const paused = await ctx.sql<Waiting>`
    select p.kind, p.name, case p.kind
      when 'destination' then (select count(*)::int from outbox_events o where o.shop = p.shop and o.status = 'PENDING' and o.destination = p.name)
      else (select count(*)::int from events_processed e where e.shop = p.shop and e.status = 'pending' and e.topic = p.name) end as waiting
    from pauses p where p.shop = ${ctx.shop} and p.incident_id = ${id} order by p.kind, p.name`;
  const failed = await failedSince(ctx, id);
  const drift = await listDrift(ctx, { limit: 1 });
  const steps: RecoveryStep[] = paused.map(({ kind, name, waiting }) => ({ kind: kind === "destination" ? "resume_destination" : "resume_topic", name, waiting }));
  if (failed.length > 0) steps.push({ kind: "replay_failed", events: failed.length });
  return { incidentId, planId: planId(paused, failed), steps, checks: await runChecks(ctx, drift.total) };
}

const mostReplayed = 500;

/** The events that failed since the incident was captured, or in the hour before, oldest first. */
export async function failedSince(ctx: Ctx, id: string): Promise<string[]> {
  const rows = await ctx.sql<{ id: string }>`
    select o.id from outbox_events o join incidents i on i.shop = o.shop and i.id = ${id}
    where o.shop = ${ctx.shop} and o.status = 'FAILED' and o.failed_at > i.captured_at - interval '1 hour' order by o.seq limit ${mostReplayed}`;
  return rows.map((row) => row.id);
}

/** What waits grows while somebody reads the plan; what would be done must not change unseen. */
function planId(paused: readonly Waiting[], failed: readonly string[]): string {
  return sha256(canonicalJson([paused.map(({ kind, name }) => [kind, name]), failed])).toString("hex").slice(0, 32);
}
