import { validate as isUuid } from "uuid";
import { listDestinations } from "#app/domains/outbox/index.server.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { part } from "#app/platform/sql.ts";
import { type ActiveIncident, type Incident, type IncidentRow, type IncidentsPage, type ListIncidents, type Pause, Snapshot } from "./schema.ts";

interface StoredIncident {
  id: string;
  title: string;
  note: string | null;
  status: IncidentRow["status"];
  captured_at: Date;
  captured_by: string;
  entered_at: Date | null;
  left_at: Date | null;
  leave_note: string | null;
  pauses: Pause[] | null;
}

const columns = part`i.id, i.title, i.note, i.status, i.captured_at, i.captured_by, i.entered_at, i.left_at, i.leave_note,
  (select jsonb_agg(jsonb_build_object('kind', p.kind, 'name', p.name) order by p.kind, p.name) from pauses p where p.shop = i.shop and p.incident_id = i.id) as pauses`;

/** An incident with what was captured. Throws `not_found`. (Contract, section 5.) */
export async function getIncident(ctx: Ctx, id: string): Promise<Incident> {
  if (!isUuid(id)) throw notFound();
  const [row] = await ctx.sql<StoredIncident & { snapshot: unknown }>`select ${columns}, i.snapshot from incidents i where i.shop = ${ctx.shop} and i.id = ${id}`;
  if (!row) throw notFound();
  return { ...rowOf(row), ...Snapshot.parse(row.snapshot) };
}

/** The shop's incidents, the latest first. */
export async function listIncidents(ctx: Ctx, { limit }: ListIncidents): Promise<IncidentsPage> {
  const rows = await ctx.sql<StoredIncident>`select ${columns} from incidents i where i.shop = ${ctx.shop} order by i.captured_at desc, i.id desc limit ${limit}`;
  const [count] = await ctx.sql<{ total: number }>`select count(*)::int as total from incidents where shop = ${ctx.shop}`;
  return { incidents: rows.map(rowOf), total: count?.total ?? 0 };
}

/** The incident whose mode is on, if one is. */
export async function findActiveIncident(ctx: Ctx): Promise<ActiveIncident | null> {
  const [row] = await ctx.sql<StoredIncident>`select ${columns} from incidents i where i.shop = ${ctx.shop} and i.status = 'active'`;
  if (!row) return null;
  const { incidentId, title, enteredAt, pauses } = rowOf(row);
  const destinations = pauses.some(({ kind }) => kind === "destination") ? await listDestinations(ctx) : [];
  const labels = new Map(destinations.map(({ destination, label }) => [destination, label]));
  return { incidentId, title, enteredAt, held: pauses.map(({ name }) => labels.get(name) ?? name) };
}

export function notFound(): DomainError {
  return new DomainError("not_found", "INCIDENT_NOT_FOUND", { message: "There is no such incident." });
}

function rowOf({ id, title, note, status, captured_at, captured_by, entered_at, left_at, leave_note, pauses }: StoredIncident): IncidentRow {
  return {
    incidentId: id,
    title,
    note,
    status,
    capturedAt: captured_at.toISOString(),
    capturedBy: captured_by,
    enteredAt: entered_at?.toISOString() ?? null,
    leftAt: left_at?.toISOString() ?? null,
    leaveNote: leave_note,
    pauses: pauses ?? [],
  };
}
