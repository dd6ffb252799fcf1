import { findOrders } from "#app/domains/orders/index.server.ts";
import type { WorkflowState } from "#app/domains/orders/schema.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { fromGid, largestId, toGid } from "#app/platform/shopify/ids.ts";
import type { TransitionedOrders, TransitionItem, TransitionOrders } from "./schema.ts";
import { takeTransitions } from "./take-transitions.server.ts";
import { notFound, type TransitionResult } from "./transition-result.ts";

/**
 * Takes orders to a state, each for itself: some may fail, with the reason, while others succeed. Throws `not_found` when none
 * of them exists. (Contract, section 3.)
 */
export async function transitionOrders(ctx: Ctx, { orderIds: references, toState, dryRun = false, ...request }: Omit<TransitionOrders, "shop_domain">): Promise<TransitionedOrders> {
  const found = await idsOf(ctx, references);
  const ids = [...new Set(found.values())];
  const taken = new Map((await takeTransitions(ctx, ids, { ...request, toState, dryRun })).map((result) => [result.orderId, result]));
  const results = resultsInOrder(references, found, taken, toState);
  if (results.every(({ code }) => code === "ORDER_NOT_FOUND")) throw noneFound(references);

  const succeeded = results.filter(({ ok }) => ok);
  return {
    success: succeeded.length > 0,
    ...(succeeded.length > 0 ? {} : { message: results.length === 1 ? results[0]?.reason : `None of the ${results.length} orders could become ${toState}.` }),
    dryRun,
    succeeded: succeeded.length,
    failed: results.length - succeeded.length,
    results,
    updatedOrders: dryRun ? [] : succeeded.map((item) => ({ id: item.id, workflowState: item.toState })),
  };
}

/** A GID is an id, whether or not there is such an order; other names have to be looked up. */
async function idsOf(ctx: Ctx, references: readonly string[]): Promise<Map<string, bigint>> {
  const gids = references.flatMap((reference): [string, bigint][] => {
    const id = fromGid("Order", reference);
    return id === undefined || id > largestId ? [] : [[reference, id]];
  });
  const found = new Map(gids);
  const others = references.filter((reference) => !found.has(reference));
  if (others.length > 0) for (const [reference, id] of await findOrders(ctx, others)) found.set(reference, id);
  return found;
}

/** Each order once, in the order in which they were named. */
function resultsInOrder(references: readonly string[], found: ReadonlyMap<string, bigint>, taken: ReadonlyMap<bigint, TransitionResult>, toState: WorkflowState): TransitionItem[] {
  const items = references.map((reference) => {
    const id = found.get(reference);
    const result = id === undefined ? undefined : taken.get(id);
    return result && result.code !== "ORDER_NOT_FOUND" ? itemOf(toGid("Order", result.orderId), result) : itemOf(reference, notFound(0n, toState));
  });
  return [...new Map(items.map((item) => [item.id, item])).values()];
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
