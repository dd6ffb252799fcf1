import { resolveFailure } from "#app/domains/outbox/index.server.ts";
import { recordAudit } from "#app/platform/audit.ts";
import { type Ctx, inTransaction } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { json } from "#app/platform/sql.ts";
import { lockIncident, tellAll } from "./enter-mode.server.ts";
import { getIncident } from "./find-incident.server.ts";
import { failedSince, planRecovery } from "./plan-recovery.server.ts";
import type { Incident, LeaveIncidentMode } from "./schema.ts";

/**
 * Turns incident mode off by the plan that was confirmed: what was held back goes on, and what failed is replayed if that is
 * wanted, all or nothing. Throws `not_found`; `conflict` NOT_ACTIVE, and PLAN_CHANGED when the plan does something else by now.
 */
export function leaveIncidentMode(ctx: Ctx, id: string, { planId, note, replayFailed }: LeaveIncidentMode): Promise<Incident> {
  return inTransaction(ctx, async (tx) => {
    const status = await lockIncident(tx, id);
    if (status !== "active") throw new DomainError("conflict", "NOT_ACTIVE", { message: "The mode of this incident is not on." });
    const plan = await planRecovery(tx, id);
    if (plan.planId !== planId) throw new DomainError("conflict", "PLAN_CHANGED", { message: "What leaving would do has changed meanwhile. Read the plan again." });

    await tx.sql`delete from pauses where shop = ${tx.shop} and incident_id = ${id}`;
    const failed = replayFailed ? await failedSince(tx, id) : [];
    for (const eventId of failed) await resolveFailure(tx, eventId, { action: "replay", note: `After an incident: ${note}`.slice(0, 2_000) });
    await tx.sql`
      update incidents set status = 'closed', left_at = ${tx.now}, left_by = ${tx.actor.label}, leave_note = ${note}, recovery = ${json({ ...plan, replayed: failed.length })}
      where shop = ${tx.shop} and id = ${id}`;
    await recordAudit(tx, { event: "incident.mode_left", data: { incident_id: id, note, steps: plan.steps, replayed: failed.length } });
    await tellAll(tx);
    return getIncident(tx, id);
  });
}
