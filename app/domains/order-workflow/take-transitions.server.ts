import { lockVariantsOf } from "#app/domains/inventory/index.server.ts";
import { type LockedOrder, lockOrders } from "#app/domains/orders/index.server.ts";
import type { WorkflowState } from "#app/domains/orders/schema.ts";
import { type Ctx, inSavepoint, inSteadyTransaction, steady, type Tx } from "#app/platform/ctx.ts";
import { decide } from "./decide.server.ts";
import { findEarlier } from "./find-earlier.server.ts";
import { recordTransitions } from "./record-transitions.server.ts";
import type { Closing } from "./registry.ts";
import { runEffects, StepFailed, type TakenStep } from "./run-step.server.ts";
import { type Decision, failureOf, notFound, resultOf, type TransitionResult } from "./transition-result.ts";
import { readOrdersAndShop, type WorkflowShop } from "./workflow-shop.server.ts";

export interface TransitionRequest {
  toState: WorkflowState;
  note?: string;
  /** For guards and effects, such as `requiredPerms`. */
  params?: Readonly<Record<string, unknown>>;
  /** Makes a repeated request of the same key give the earlier result, order by order. */
  idempotencyKey?: string;
  /** Says what would happen, and changes nothing. */
  dryRun?: boolean;
  /** Takes an order only as it was planned: in the version that it had then, by the transition that was found then. */
  plan?: ReadonlyMap<bigint, PlannedStep>;
  /** The run that this is a part of; it is in the log's metadata. */
  runId?: string;
}

export interface PlannedStep {
  version: number;
  transition: string;
}

/**
 * Takes orders to a state, each for itself: one that cannot go, or whose effects fail, holds up no other. An order is looked at
 * first, and again once its row is locked; state, log, timeline and outbox are committed together, or nothing of that order is.
 */
export async function takeTransitions(ctx: Ctx, orderIds: readonly bigint[], request: TransitionRequest): Promise<TransitionResult[]> {
  const { results, shop } = await lookAt(steady(ctx), orderIds, request);
  const open = orderIds.filter((id) => results.get(id)?.ok && !results.get(id)?.idempotent);
  if (!request.dryRun && open.length > 0) {
    for (const result of await takeLocked(ctx, { shop, orderIds: open, request })) results.set(result.orderId, result);
  }
  return orderIds.flatMap((id) => results.get(id) ?? []);
}

/** What would become of each order, as things are now. */
async function lookAt(ctx: Ctx, orderIds: readonly bigint[], request: TransitionRequest): Promise<{ results: Map<bigint, TransitionResult>; shop: WorkflowShop }> {
  const { orders, shop } = await readOrdersAndShop(ctx, orderIds);
  // After the orders: who sees that an order has moved also sees by which request.
  const results = await findEarlier(ctx, orderIds, request.idempotencyKey);
  for (const order of orders) if (!results.has(order.id)) results.set(order.id, resultOf(order, request.toState, await lookAhead(ctx, shop, order, request)));
  for (const id of orderIds) if (!results.has(id)) results.set(id, notFound(id, request.toState));
  return { results, shop };
}

/** A guard that fails while nothing is locked yet says no to its order alone. */
async function lookAhead(ctx: Ctx, shop: WorkflowShop, order: LockedOrder, request: TransitionRequest): Promise<Decision> {
  try {
    return await decideAsPlanned(ctx, shop, order, request);
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    return { code: "GUARD_FAILED", reason: error.message, transition: error.step.transition };
  }
}

async function decideAsPlanned(ctx: Ctx, shop: WorkflowShop, order: LockedOrder, { toState, note = "", params = {}, plan }: TransitionRequest): Promise<Decision> {
  const planned = plan?.get(order.id);
  const changed: Decision = { code: "CHANGED_SINCE_PLAN", reason: `The order has changed since it was planned: it is ${order.workflowState} now.` };
  if (plan && planned?.version !== order.workflowVersion) return changed;
  const decision = await decide(ctx, shop, order, { toState, note, params });
  if ("step" in decision && planned && decision.step.transition.name !== planned.transition) return changed;
  return decision;
}

interface Taking {
  shop: WorkflowShop;
  orderIds: readonly bigint[];
  request: TransitionRequest;
}

/** All in one transaction; when an effect fails, each by itself, so that only its own order is left out. */
async function takeLocked(ctx: Ctx, taking: Taking): Promise<TransitionResult[]> {
  const { orderIds, request } = taking;
  try {
    return await inSavepoint(ctx, (tx) => takeTogether(tx, taking), inSteadyTransaction);
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    if (orderIds.length === 1) return [failureOf(error, request.toState)];
  }
  const results: TransitionResult[] = [];
  // Inside a caller's transaction the locks stay: they are taken in the order in which everybody takes them.
  for (const id of orderIds.toSorted((a, b) => (a < b ? -1 : 1))) results.push(...(await takeLocked(ctx, { ...taking, orderIds: [id] })));
  return results;
}

async function takeTogether(tx: Tx, { shop, orderIds, request }: Taking): Promise<TransitionResult[]> {
  const { toState, params, idempotencyKey, runId } = request;
  const orders = await lockOrders(tx, orderIds);
  if (orders.length > 1) await lockVariantsOf(tx, orderIds);
  // Who waited for the lock may find that another request of the same key was faster.
  const results = await findEarlier(tx, orderIds, idempotencyKey);
  const taken: TakenStep[] = [];
  // Of several orders the variants are locked already.
  const closings: Closing[] | undefined = orders.length === 1 ? [] : undefined;
  for (const order of orders) {
    if (results.has(order.id)) continue;
    const decision = await decideAsPlanned(tx, shop, order, request);
    const result = resultOf(order, toState, decision);
    if ("step" in decision) {
      const step = { ...(await runEffects(tx, decision.step, { closings })), metadata: { ...(params ? { params } : {}), ...(runId ? { run: runId } : {}) }, idempotencyKey: idempotencyKey ?? null };
      taken.push(step);
      result.effects = step.effects;
    }
    results.set(order.id, result);
  }
  await recordTransitions(tx, taken.map((step) => ({ steps: [step] })));
  for (const [index, close] of closings?.entries() ?? []) await close(index === (closings?.length ?? 0) - 1 ? tx.last : tx.sql);
  return orderIds.map((id) => results.get(id) ?? notFound(id, toState));
}
