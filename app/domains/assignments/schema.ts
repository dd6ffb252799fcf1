import { z } from "zod";
import { Limit } from "#app/platform/query.ts";
import { Instant } from "#app/platform/instant.ts";
import { OrderReferences } from "#app/domains/orders/schema.ts";

/** The body of POST /sync/orders/assign. */
export const AssignOrders = z.object({
  shop_domain: z.string(),
  orderIds: OrderReferences,
  assignee: z.string().trim().min(1, "is blank; send null to unassign").max(100).nullable(),
  /** The version of the assignment that the caller saw: 0 for an order that nobody ever owned. */
  expectedVersion: z.number().int().min(0).optional(),
});
export type AssignOrders = z.infer<typeof AssignOrders>;

export const AssignmentSource = z.enum(["manual", "auto", "route"]);
export type AssignmentSource = z.infer<typeof AssignmentSource>;

const Name = z.string().trim().min(1, "fill this in").max(100, "may have 100 characters");
const Words = z.array(Name).max(200).default([]);
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 09:30");

/** Somebody whom the app may give orders to by itself. */
export const TeamMember = z.object({
  assignee: Name,
  team: Name.default("everyone"),
  /** How many open orders they may have at a time; null for any number. */
  capacity: z.number().int("must be a whole number").min(0, "must not be negative").max(100_000).nullable().default(null),
  /** Off while they are away. */
  available: z.boolean().default(true),
  /** When they work, in the shop's time zone: days of the week from 1 (Monday) to 7, also over midnight; null for always. */
  hours: z.object({ days: z.array(z.number().int().min(1).max(7)).min(1, "name at least one day"), from: TimeOfDay, to: TimeOfDay }).nullable().default(null),
});
export type TeamMember = z.infer<typeof TeamMember>;

/** Which orders go to whom. A condition that names nothing is met by every order; all of a rule's conditions have to be met. */
export const AssignmentRule = z
  .object({
    /** Codes of countries and provinces of the shipping address, such as `IN` and `IN-MH` or `MH`. */
    countries: Words,
    provinces: Words,
    /** Names or ids of the locations that orders are sent from. */
    locations: Words,
    /** Any of these tags. */
    tags: Words,
    assignee: Name.optional(),
    team: Name.optional(),
  })
  .refine(({ assignee, team }) => (assignee === undefined) !== (team === undefined), { path: ["assignee"], message: "name an assignee or a team" });
export type AssignmentRule = z.infer<typeof AssignmentRule>;

export const AutoStrategy = z.enum(["round_robin", "least_loaded", "route"]);
export type AutoStrategy = z.infer<typeof AutoStrategy>;

/** The body of POST /api/admin/ops/assignments/auto. */
export const AutoAssign = z.object({ strategy: AutoStrategy, limit: z.number().int().min(1).max(500).default(50), dryRun: z.boolean().default(false) });
export type AutoAssign = z.infer<typeof AutoAssign>;

/** Why an order was left without an owner. */
export const LeftReason = z.enum(["no_rule", "nobody_available", "location_unknown", "busy"]);
export type LeftReason = z.infer<typeof LeftReason>;

export const AutoAssigned = z.object({
  assigned: z.array(z.object({ id: z.string(), assignedTo: z.string(), source: AssignmentSource })),
  conflicts: z.number().int(),
  left: z.array(z.object({ id: z.string(), reason: LeftReason })),
  dryRun: z.boolean(),
});
export type AutoAssigned = z.infer<typeof AutoAssigned>;

/** The query of GET /api/admin/ops/assignments/conflicts. */
export const ListConflicts = z.object({ hours: z.coerce.number().int().min(1).max(24 * 31).default(24), limit: Limit.default(50) });
export type ListConflicts = z.infer<typeof ListConflicts>;

const BySource = z.object({ manual: z.number().int(), auto: z.number().int(), route: z.number().int() });

export const ConflictReport = z.object({
  /** Ever. */
  total: z.number().int(),
  /** Of the hours that were asked for, and of each of them. */
  bySource: BySource,
  series: z.array(BySource.extend({ at: Instant })),
  recent: z.array(
    z.object({ orderId: z.string(), orderName: z.string().nullable(), source: AssignmentSource, outcome: z.enum(["refused", "retried", "given_up"]), expectedVersion: z.number().int().nullable(), foundVersion: z.number().int(), actorId: z.string(), at: Instant }),
  ),
});
export type ConflictReport = z.infer<typeof ConflictReport>;
