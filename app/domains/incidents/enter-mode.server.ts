import { validate as isUuid } from "uuid";
import { listDestinations } from "#app/domains/outbox/index.server.ts";
import { recordAudit } from "#app/platform/audit.ts";
import { type Ctx, inTransaction, type Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { signal } from "#app/platform/live.ts";
import { json } from "#app/platform/sql.ts";
import { findTopic } from "#app/platform/topics.ts";
import { wake } from "#app/platform/wake.ts";
import { getIncident, notFound } from "./find-incident.server.ts";
import type { EnterIncidentMode, Incident, Pause } from "./schema.ts";

/**
 * Turns incident mode on, so that all staff see it, and holds back what is named; what is not named any more goes on. Nothing
 * is lost: it waits. Throws `not_found`; `conflict` INCIDENT_CLOSED, and OTHER_INCIDENT_ACTIVE, since a shop has one mode;
 * `invalid` for what cannot be paused.
 */
export function enterIncidentMode(ctx: Ctx, id: string, { pauses }: EnterIncidentMode): Promise<Incident> {
  return inTransaction(ctx, async (tx) => {
    const status = await lockIncident(tx, id);
    if (status === "closed") throw new DomainError("conflict", "INCIDENT_CLOSED", { message: "This incident is over. Capture another." });
    await requireNoOther(tx, id);
    await requireKnown(tx, pauses);

    await tx.sql`update incidents set status = 'active', entered_at = ${tx.now}, entered_by = ${tx.actor.label} where shop = ${tx.shop} and id = ${id} and status = 'captured'`;
    await tx.sql`delete from pauses where shop = ${tx.shop} and incident_id = ${id}`;
    await tx.sql`
      insert into pauses (shop, kind, name, incident_id, paused_at, paused_by)
      select distinct ${tx.shop}, kind, name, ${id}::uuid, ${tx.now}::timestamptz, ${tx.actor.label} from jsonb_to_recordset(${json(pauses)}::jsonb) as p(kind text, name text)`;
    await recordAudit(tx, { event: "incident.mode_entered", data: { incident_id: id, pauses } });
    await tellAll(tx);
    return getIncident(tx, id);
  });
}

/** Locks an incident; gives its status. Throws `not_found`. */
export async function lockIncident(tx: Tx, id: string): Promise<"captured" | "active" | "closed"> {
  if (!isUuid(id)) throw notFound();
  // The shop's row first: of two incidents that begin their mode at once, one is first.
  await tx.sql`select 1 from shops where shop = ${tx.shop} for no key update`;
  const [row] = await tx.sql<{ status: "captured" | "active" | "closed" }>`select status from incidents where shop = ${tx.shop} and id = ${id} for update`;
  if (!row) throw notFound();
  return row.status;
}

/** Dashboards hear of it, and what was held back may go. */
export async function tellAll(tx: Tx): Promise<void> {
  await signal(tx, { event: "refresh", data: { reason: "action", orderIds: [] } });
  tx.afterCommit(() => {
    wake("outbox.dispatch");
    wake("intake.process");
  });
}

async function requireNoOther(tx: Tx, id: string): Promise<void> {
  const [other] = await tx.sql<{ title: string }>`select title from incidents where shop = ${tx.shop} and status = 'active' and id <> ${id}`;
  if (other) throw new DomainError("conflict", "OTHER_INCIDENT_ACTIVE", { message: `Incident mode is on already, for '${other.title}'. Leave it first, or use it.` });
}

async function requireKnown(tx: Tx, pauses: readonly Pause[]): Promise<void> {
  const destinations = new Set((await listDestinations(tx)).map(({ destination }) => destination));
  const errors = pauses.flatMap(({ kind, name }, index) =>
    (kind === "destination" ? destinations.has(name) : findTopic(name) !== undefined) ? [] : [{ path: `pauses.${index}.name`, message: `There is no ${kind} '${name}'.` }],
  );
  const [first] = errors;
  if (first) throw new DomainError("invalid", "UNKNOWN_PAUSE", { message: first.message, errors });
}
