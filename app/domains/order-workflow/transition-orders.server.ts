import { findOrders } from "#app/domains/orders/index.server.ts";
import type { WorkflowState } from "#app/domains/orders/schema.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import type { TransitionOrders } from "./schema.ts";
import { takeTransitions } from "./take-transitions.server.ts";
import { notFound, type TransitionResult } from "./transition-result.ts";

export interface TransitionItem {
  /** The order's GID; what the caller wrote, when there is no such order. */
  id: string;
  ok: boolean;
  fromState: WorkflowState | null;
  toState: WorkflowState;
  transition: string | null;
  effects: string[];
  idempotent: boolean;
  code?: string;
  guard?: string;
  reason?: string;
}

export interface TransitionedOrders {
  success: boolean;
  message?: string;
  dryRun: boolean;
  succeeded: number;
  failed: number;
  results: TransitionItem[];
  updatedOrders: { id: string; workflowState: WorkflowState }[];
}

/**
 * Takes orders to a state, each for itself: some may fail, with the reason, while others succeed. Throws `not_found` when none
 * of them exists. (Contract, section 3.)
 */
export async function transitionOrders(ctx: Ctx, { orderIds: references, toState, dryRun = false, ...request }: Omit<TransitionOrders, "shop_domain">): Promise<TransitionedOrders> {
  const found = await findOrders(ctx, references);
  const ids = [...new Set(references.flatMap((reference) => found.get(reference) ?? []))];
  if (ids.length === 0) throw noneFound(references);
  const taken = await takeTransitions(ctx, ids, { ...request, toState, dryRun });
  const unknown = [...new Set(references)].filter((reference) => !found.has(reference));
  const results = [...taken.map((result) => itemOf(toGid("Order", result.orderId), result)), ...unknown.map((reference) => itemOf(reference, notFound(0n, toState)))];

  const succeeded = results.filter(({ ok }) => ok).length;
  const [first] = results;
  return {
    success: succeeded > 0,
    ...(succeeded > 0 ? {} : { message: results.length === 1 ? first?.reason : `None of the ${results.length} orders could become ${toState}.` }),
    dryRun,
    succeeded,
    failed: results.length - succeeded,
    results,
    updatedOrders: dryRun ? [] : taken.flatMap((result) => (result.ok ? [{ id: toGid("Order", result.orderId), workflowState: result.toState }] : [])),
  };
}

function itemOf(id: string, { ok, fromState, toState, transition, effects, idempotent, code, guard, reason }: TransitionResult): TransitionItem {
  return { id, ok, fromState, toState, transition, effects, idempotent, ...(code ? { code } : {}), ...(guard ? { guard } : {}), ...(reason ? { reason } : {}) };
}

function noneFound(references: readonly string[]): DomainError {
  return new DomainError("not_found", "ORDER_NOT_FOUND", {
    message: references.length === 1 ? "There is no such order." : "None of the orders exists.",
    errors: references.map((_reference, index) => ({ path: `orderIds.${index}`, message: "There is no such order." })),
  });
}
