import type { LockedOrder } from "#app/domains/orders/index.server.ts";
import type { WorkflowState } from "#app/domains/orders/schema.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { directUpdates, isWorkflowEnabled } from "./mode.ts";
import { transitionsFrom } from "./paths.ts";
import { type Step, transitions } from "./registry.ts";
import { askGuards } from "./run-step.server.ts";
import type { Decision } from "./transition-result.ts";
import type { Transition } from "./transitions.ts";
import type { WorkflowShop } from "./workflow-shop.server.ts";

/** What somebody wants of an order. */
export interface Wish {
  toState: WorkflowState;
  note: string;
  params: Readonly<Record<string, unknown>>;
}

/** Whether a wish can be granted to an order in its state: by which transition, or why not. */
export async function decide(ctx: Ctx, shop: WorkflowShop, order: LockedOrder, wish: Wish): Promise<Decision> {
  const { workflowState: state } = order;
  if (state === wish.toState) return { code: "ALREADY_THERE", reason: `The order is ${state} already.` };
  const ways = waysFrom(shop, state).filter(({ to }) => to === wish.toState);
  if (ways.length === 0) return { code: "NO_TRANSITION", reason: noWay(state, wish.toState) };

  let refused: Decision | undefined;
  for (const transition of ways) {
    const step = stepOf(shop, order, transition, wish);
    const verdict = await askGuards(ctx, step);
    if (verdict.allowed) return { step };
    refused ??= { code: "GUARD_REFUSED", reason: verdict.reason, guard: verdict.guard, transition };
  }
  return refused ?? { code: "NO_TRANSITION", reason: noWay(state, wish.toState) };
}

/** A transition of an order, about to be taken on request. */
export function stepOf(shop: WorkflowShop, order: LockedOrder, transition: Transition, { note, params }: Pick<Wish, "note" | "params">): Step {
  return { shop, order, transition, version: order.workflowVersion + 1, note, params, told: false, news: true };
}

/** The transitions that may be asked for in a state. */
export function transitionsForState(state: WorkflowState): Transition[] {
  return transitionsFrom(transitions(), state).filter(({ toldOnly }) => !toldOnly);
}

/** The ways out of a state that a shop has: the workflow's, or while it is off, to every other state. */
export function waysFrom({ settings }: WorkflowShop, state: WorkflowState): Transition[] {
  return isWorkflowEnabled(settings) ? transitionsForState(state) : directUpdates(state);
}

function noWay(state: WorkflowState, toState: WorkflowState): string {
  const possible = [...new Set(transitionsForState(state).map(({ to }) => to))];
  return `An order that is ${state} cannot become ${toState}. It can become: ${possible.join(", ") || "nothing, it is final"}.`;
}
