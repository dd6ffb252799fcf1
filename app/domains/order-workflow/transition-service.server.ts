import type { LockedOrder } from "#app/domains/orders/index.server.ts";
import type { WorkflowState } from "#app/domains/orders/schema.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { decide, stepOf, transitionsForState, waysFrom } from "./decide.server.ts";
import type { Step } from "./registry.ts";
import { askGuards } from "./run-step.server.ts";
import { takeTransitions, type TransitionRequest } from "./take-transitions.server.ts";
import type { Decision, TransitionResult } from "./transition-result.ts";
import { readShop } from "./workflow-shop.server.ts";

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
  allowedTransitions: async (ctx: Ctx, order: LockedOrder, params: Step["params"] = {}): Promise<TransitionAttempt[]> => {
    const shop = await readShop(ctx);
    const attempts: TransitionAttempt[] = [];
    for (const transition of waysFrom(shop, order.workflowState)) attempts.push(await attempt(ctx, stepOf(shop, order, transition, { note: "", params })));
    return attempts;
  },

  /** Whether the caller may take an order to a state now, by which transition, or why not. */
  canTransition: async (ctx: Ctx, order: LockedOrder, toState: WorkflowState, params: Step["params"] = {}): Promise<Decision> => decide(ctx, await readShop(ctx), order, { toState, note: "", params }),

  /** Takes one order to a state, or with `dryRun` says whether it could be. A refusal is a result, not an error. */
  transition: async (ctx: Ctx, orderId: bigint, request: TransitionRequest): Promise<TransitionResult> => {
    const [result] = await takeTransitions(ctx, [orderId], request);
    if (!result) throw new Error(`order ${orderId} was left out`);
    return result;
  },
};

async function attempt(ctx: Ctx, step: Step): Promise<TransitionAttempt> {
  const { name, to: toState, guards, effects } = step.transition;
  const verdict = await askGuards(ctx, step);
  return { name, toState, allowed: verdict.allowed, ...(verdict.allowed ? {} : { guard: verdict.guard, reason: verdict.reason }), guards, effects };
}
