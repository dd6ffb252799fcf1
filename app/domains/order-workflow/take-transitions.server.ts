import { type LockedOrder, lockOrders, readOrders } from "#app/domains/orders/index.server.ts";
import type { WorkflowState } from "#app/domains/orders/schema.ts";
import { getSettings } from "#app/domains/shops/index.server.ts";
import { type Ctx, inSavepoint, type Tx } from "#app/platform/ctx.ts";
import { decide, type Wish } from "./decide.server.ts";
import { findEarlier } from "./find-earlier.server.ts";
import { isWorkflowEnabled } from "./mode.ts";
import { recordTransitions } from "./record-transitions.server.ts";
import { runEffects, StepFailed, type TakenStep } from "./run-step.server.ts";
import { type Decision, failureOf, notFound, resultOf, type TransitionResult } from "./transition-result.ts";

export interface TransitionRequest {
  toState: WorkflowState;
  note?: string;
  /** For guards and effects, such as `requiredPerms`. */
  params?: Readonly<Record<string, unknown>>;
  /** Makes a repeated request of the same key give the earlier result, order by order. */
  idempotencyKey?: string;
  /** Says what would happen, and changes nothing. */
  dryRun?: boolean;
  /** Takes an order only in the version in which it was planned. */
  plannedVersions?: ReadonlyMap<bigint, number>;
}

/**
 * Takes orders to a state, each for itself: one that cannot go, or whose effects fail, holds up no other. An order is looked at
 * first, and again once its row is locked; state, log, timeline and outbox are committed together, or nothing of that order is.
 */
export async function takeTransitions(ctx: Ctx, orderIds: readonly bigint[], request: TransitionRequest): Promise<TransitionResult[]> {
  const wish = await wishOf(ctx, request);
  const known = await lookAt(ctx, orderIds, wish, request);
  const open = orderIds.filter((id) => known.get(id)?.ok && !known.get(id)?.idempotent);
  if (!request.dryRun && open.length > 0) {
    for (const result of await takeLocked(ctx, open, wish, request)) known.set(result.orderId, result);
  }
  return orderIds.flatMap((id) => known.get(id) ?? []);
}

async function wishOf(ctx: Ctx, { toState, note = "", params = {} }: TransitionRequest): Promise<Wish> {
  return { toState, note, params, enabled: isWorkflowEnabled(await getSettings(ctx)) };
}

/** What would become of each order, as things are now. */
async function lookAt(ctx: Ctx, orderIds: readonly bigint[], wish: Wish, { idempotencyKey, plannedVersions }: TransitionRequest): Promise<Map<bigint, TransitionResult>> {
  const results = await findEarlier(ctx, orderIds, idempotencyKey);
  const orders = new Map((await readOrders(ctx, orderIds.filter((id) => !results.has(id)))).map((order) => [order.id, order]));
  for (const id of orderIds) {
    const order = orders.get(id);
    if (order) results.set(id, resultOf(order, wish.toState, await lookAhead(ctx, order, wish, plannedVersions)));
    else if (!results.has(id)) results.set(id, notFound(id, wish.toState));
  }
  return results;
}

/** A guard that fails while nothing is locked yet says no to its order alone. */
async function lookAhead(ctx: Ctx, order: LockedOrder, wish: Wish, planned?: ReadonlyMap<bigint, number>): Promise<Decision> {
  try {
    return await outlook(ctx, order, wish, planned);
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    return { code: "GUARD_FAILED", reason: error.message, transition: error.step.transition };
  }
}

async function outlook(ctx: Ctx, order: LockedOrder, wish: Wish, planned?: ReadonlyMap<bigint, number>): Promise<Decision> {
  if (planned && planned.get(order.id) !== order.workflowVersion) return { code: "CHANGED_SINCE_PLAN", reason: `The order has become ${order.workflowState} since it was planned.` };
  return decide(ctx, order, wish);
}

/** All in one transaction; when an effect fails, each by itself, so that only its own order is left out. */
async function takeLocked(ctx: Ctx, orderIds: readonly bigint[], wish: Wish, request: TransitionRequest): Promise<TransitionResult[]> {
  try {
    return await inSavepoint(ctx, (tx) => takeTogether(tx, orderIds, wish, request));
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    if (orderIds.length === 1) return [failureOf(error, wish.toState)];
  }
  const results: TransitionResult[] = [];
  for (const id of orderIds) results.push(...(await takeLocked(ctx, [id], wish, request)));
  return results;
}

async function takeTogether(tx: Tx, orderIds: readonly bigint[], wish: Wish, { idempotencyKey, params, plannedVersions }: TransitionRequest): Promise<TransitionResult[]> {
  const orders = await lockOrders(tx, orderIds);
  // Who waited for the lock may find that another request of the same key was faster.
  const results = await findEarlier(tx, orderIds, idempotencyKey);
  const taken: TakenStep[] = [];
  for (const order of orders) {
    if (results.has(order.id)) continue;
    const decision = await outlook(tx, order, wish, plannedVersions);
    const result = resultOf(order, wish.toState, decision);
    if ("step" in decision) {
      const metadata = params ? { params } : {};
      const step = { ...(await runEffects(tx, decision.step)), metadata, idempotencyKey: idempotencyKey ?? null };
      taken.push(step);
      result.effects = step.effects;
    }
    results.set(order.id, result);
  }
  await recordTransitions(tx, taken.map((step) => ({ steps: [step] })));
  return orderIds.map((id) => results.get(id) ?? notFound(id, wish.toState));
}
