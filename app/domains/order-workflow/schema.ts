import { z } from "zod";
import { callParameters, Limit } from "#app/platform/query.ts";
import { Instant } from "#app/platform/instant.ts";
import { OrderReference, OrderReferences, WorkflowState } from "#app/domains/orders/schema.ts";

const Params = z.record(z.string().max(100), z.unknown()).refine((params) => JSON.stringify(params).length <= 10_000, "is too large");

/** The body of POST /sync/orders/transition. */
export const TransitionOrders = z.object({
  shop_domain: z.string(),
  orderIds: OrderReferences,
  toState: WorkflowState,
  note: z.string().trim().max(5_000).optional(),
  params: Params.optional(),
  dryRun: z.boolean().optional(),
  idempotencyKey: z.string().trim().min(1).max(255).optional(),
});
export type TransitionOrders = z.infer<typeof TransitionOrders>;

/** One transition out of an order's state, and whether the caller may take it. */
export const AllowedTransition = z.object({
  name: z.string(),
  toState: WorkflowState,
  allowed: z.boolean(),
  guard: z.string().optional(),
  reason: z.string().optional(),
  guards: z.array(z.string()),
  effects: z.array(z.string()),
});
export type AllowedTransition = z.infer<typeof AllowedTransition>;

/** One line of an order's transition log. */
export const TransitionLogLine = z.object({
  version: z.number().int(),
  transition: z.string(),
  fromState: WorkflowState,
  toState: WorkflowState,
  actor: z.string(),
  actorUser: z.string().nullable(),
  note: z.string(),
  effects: z.array(z.string()),
  metadata: z.record(z.string(), z.unknown()),
  idempotencyKey: z.string().nullable(),
  correlationId: z.string(),
  at: Instant,
});
export type TransitionLogLine = z.infer<typeof TransitionLogLine>;

/** The answer of GET /sync/orders/{order}/transitions. */
export const OrderTransitions = z.object({ success: z.literal(true), state: WorkflowState, allowed: z.array(AllowedTransition), history: z.array(TransitionLogLine) });
export type OrderTransitions = z.infer<typeof OrderTransitions>;

/** What became of one order of a transition request. */
export const TransitionItem = z.object({
  /** The order's GID; what the caller wrote, when there is no such order. */
  id: z.string(),
  ok: z.boolean(),
  fromState: WorkflowState.nullable(),
  toState: WorkflowState,
  transition: z.string().nullable(),
  effects: z.array(z.string()),
  idempotent: z.boolean(),
  code: z.string().optional(),
  guard: z.string().optional(),
  reason: z.string().optional(),
});
export type TransitionItem = z.infer<typeof TransitionItem>;

/** The answer of POST /sync/orders/transition. */
export const TransitionedOrders = z.object({
  success: z.boolean(),
  message: z.string().optional(),
  dryRun: z.boolean(),
  succeeded: z.number().int(),
  failed: z.number().int(),
  results: z.array(TransitionItem),
  updatedOrders: z.array(z.object({ id: z.string(), workflowState: WorkflowState })),
});
export type TransitionedOrders = z.infer<typeof TransitionedOrders>;

/** How many orders one run may be about. */
const mostPlanned = 5_000;

/** The body of POST /api/workflow/runs. */
export const PlanRun = z.object({
  shop_domain: z.string().optional(),
  orderIds: z.array(OrderReference).min(1, "name at least one order").max(mostPlanned, `at most ${mostPlanned} orders a run`),
  toState: WorkflowState,
  note: z.string().trim().max(5_000).optional(),
  params: Params.optional(),
});
export type PlanRun = z.infer<typeof PlanRun>;

/** One order of a run: what was planned for it, and what became of it. */
export const RunItem = z.object({
  id: z.string(),
  name: z.string(),
  fromState: WorkflowState,
  plan: z.enum(["apply", "noop", "blocked"]),
  transition: z.string().nullable(),
  guard: z.string().nullable(),
  reason: z.string().nullable(),
  /** `skipped`: it had changed since it was planned. Null before its turn, and for what was not to be applied. */
  outcome: z.enum(["applied", "skipped", "failed"]).nullable(),
  outcomeReason: z.string().nullable(),
});
export type RunItem = z.infer<typeof RunItem>;

const Count = z.number().int();

/** A transition of many orders: planned first, then applied exactly as planned. */
export const TransitionRun = z.object({
  id: z.string(),
  toState: WorkflowState,
  note: z.string(),
  status: z.enum(["planned", "running", "done"]),
  total: Count,
  counts: z.object({ apply: Count, noop: Count, blocked: Count, applied: Count, skipped: Count, failed: Count }),
  createdBy: z.string(),
  createdAt: Instant,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
});
export type TransitionRun = z.infer<typeof TransitionRun>;

/** A run with its orders: all of a small one, of a large one the first, those that need attention before the others. */
export const TransitionRunDetail = TransitionRun.extend({ items: z.array(RunItem) });
export type TransitionRunDetail = z.infer<typeof TransitionRunDetail>;

/** The answer of GET /api/workflow/runs. */
export const TransitionRuns = z.object({ runs: z.array(TransitionRun) });

/** The query of GET /api/workflow/runs. */
export const ListRuns = z.object({
  limit: Limit.default(50),
  ...callParameters,
});
export type ListRuns = z.infer<typeof ListRuns>;
