import { z } from "zod";
import { Limit } from "#app/platform/query.ts";
import { Instant } from "#app/platform/instant.ts";
import { DriftReport } from "#app/domains/inventory/schema.ts";
import { OutboxFailure } from "#app/domains/outbox/schema.ts";

const Note = z.string().trim().min(1, "must say why").max(5_000);

export const CaptureIncident = z.object({ title: z.string().trim().min(1, "must say what happened").max(200), note: z.string().trim().max(5_000).optional() });
export type CaptureIncident = z.infer<typeof CaptureIncident>;

export const Pause = z.object({ kind: z.enum(["destination", "topic"]), name: z.string().min(1).max(200) });
export type Pause = z.infer<typeof Pause>;

/** What is to be held back from now on; what is not named goes on. */
export const EnterIncidentMode = z.object({ pauses: z.array(Pause).max(100).default([]) });
export type EnterIncidentMode = z.infer<typeof EnterIncidentMode>;

/** Leaves incident mode by the plan that somebody has read. */
export const LeaveIncidentMode = z.object({ planId: z.string().min(1).max(100), note: Note, replayFailed: z.boolean().default(false) });
export type LeaveIncidentMode = z.infer<typeof LeaveIncidentMode>;

/** A promise of the app, and whether it held when it was looked at. */
export const Check = z.object({
  name: z.enum(["stock_not_negative", "reserved_not_negative", "reserved_equals_active", "backlog_stable", "no_duplicate_notifications", "every_arrival_in_ledger", "no_arrival_overdue", "no_lease_overdue"]),
  ok: z.boolean(),
  /** How many rows break it; for the backlog, by how much it has grown. */
  found: z.number().int(),
});
export type Check = z.infer<typeof Check>;

/** What the app knew at one moment, without customers' data. */
export const Snapshot = z.object({ metrics: z.record(z.string(), z.number()), outboxFailures: z.array(OutboxFailure), drift: DriftReport, checks: z.array(Check) });
export type Snapshot = z.infer<typeof Snapshot>;

const IncidentStatus = z.enum(["captured", "active", "closed"]);

export const IncidentRow = z.object({
  incidentId: z.string(),
  title: z.string(),
  note: z.string().nullable(),
  status: IncidentStatus,
  capturedAt: Instant,
  capturedBy: z.string(),
  enteredAt: Instant.nullable(),
  leftAt: Instant.nullable(),
  leaveNote: z.string().nullable(),
  pauses: z.array(Pause),
});
export type IncidentRow = z.infer<typeof IncidentRow>;

export const Incident = IncidentRow.extend(Snapshot.shape);
export type Incident = z.infer<typeof Incident>;

export const ListIncidents = z.object({ limit: Limit.default(50) });
export type ListIncidents = z.infer<typeof ListIncidents>;

export const IncidentsPage = z.object({ incidents: z.array(IncidentRow), total: z.number().int() });
export type IncidentsPage = z.infer<typeof IncidentsPage>;

export const RecoveryStep = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("resume_destination"), name: z.string(), waiting: z.number().int() }),
  z.object({ kind: z.literal("resume_topic"), name: z.string(), waiting: z.number().int() }),
  z.object({ kind: z.literal("replay_failed"), events: z.number().int() }),
]);
export type RecoveryStep = z.infer<typeof RecoveryStep>;

/** What leaving incident mode does, and how the promises stand. Its id changes when what it does changes. */
export const RecoveryPlan = z.object({ incidentId: z.string(), planId: z.string(), steps: z.array(RecoveryStep), checks: z.array(Check) });
export type RecoveryPlan = z.infer<typeof RecoveryPlan>;

/** What the banner for all staff says, with what is held back by its name for people. */
export const ActiveIncident = IncidentRow.pick({ incidentId: true, title: true, enteredAt: true }).extend({ held: z.array(z.string()) });
export type ActiveIncident = z.infer<typeof ActiveIncident>;
