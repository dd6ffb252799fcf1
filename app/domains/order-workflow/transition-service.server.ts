import type { LockedOrder } from "#app/domains/orders/index.server.ts";
import { WorkflowState } from "#app/domains/orders/schema.ts";
import { getSettings } from "#app/domains/shops/index.server.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { decide, stepOf, transitionsForState } from "./decide.server.ts";
import { directUpdate, isWorkflowEnabled } from "./mode.ts";
import { askGuards } from "./run-step.server.ts";
import { takeTransitions, type TransitionRequest } from "./take-transitions.server.ts";
import type { Decision, TransitionResult } from "./transition-result.ts";
import type { Transition } from "./transitions.ts";

/** A transition that leads out of an order's state, and whether the caller may take it now. */
export interface TransitionAttempt {
  name: string;
  toState: WorkflowState;
  allowed: boolean;
  /** The guard that says no, and why. */
  guard?: string;
  reason?: string;
  guards: readonly string[];
  effects: readonly string[];
}

/** The order's workflow as code uses it. The other ways in are Shopify's facts (followShopify) and staff's own actions (moveOrder). */
export const TransitionService = {
  /** The transitions that may be asked for in a state, whoever asks. */
  transitionsForState,

  /** Every transition out of an order's state, with what its guards say to the caller. */
  allowedTransitions: async (ctx: Ctx, order: LockedOrder, params: Readonly<Record<string, unknown>> = {}): Promise<TransitionAttempt[]> => {
    const enabled = isWorkflowEnabled(await getSettings(ctx));
    const ways = enabled ? transitionsForState(order.workflowState) : directUpdates(order.workflowState);
    const attempts: TransitionAttempt[] = [];
    for (const transition of ways) attempts.push(await attempt(ctx, order, transition, params));
    return attempts;
  },

  /** Whether the caller may take an order to a state now, by which transition, or why not. */
  canTransition: async (ctx: Ctx, order: LockedOrder, toState: WorkflowState, params: Readonly<Record<string, unknown>> = {}): Promise<Decision> => {
    const enabled = isWorkflowEnabled(await getSettings(ctx));
    return decide(ctx, order, { toState, note: "", params, enabled });
  },

  /** Takes one order to a state, or with `dryRun` says whether it could be. A refusal is a result, not an error. */
  transition: async (ctx: Ctx, orderId: bigint, request: TransitionRequest): Promise<TransitionResult> => {
    const [result] = await takeTransitions(ctx, [orderId], request);
    if (!result) throw new Error(`order ${orderId} was left out`);
    return result;
  },
};

function directUpdates(from: WorkflowState): Transition[] {
  const states = WorkflowState.options;
  return states.filter((state) => state !== from).map((state) => directUpdate(from, state));
}

async function attempt(ctx: Ctx, order: LockedOrder, transition: Transition, params: Readonly<Record<string, unknown>>): Promise<TransitionAttempt> {
  const { name, to: toState, guards, effects } = transition;
  const verdict = await askGuards(ctx, stepOf(order, transition, { note: "", params }));
  return { name, toState, allowed: verdict.allowed, ...(verdict.allowed ? {} : { guard: verdict.guard, reason: verdict.reason }), guards, effects };
}
