import type { LockedOrder } from "#app/domains/orders/index.server.ts";
import type { WorkflowState } from "#app/domains/orders/schema.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { stepOf } from "./decide.server.ts";
import { isBehind } from "./facts.ts";
import { shortestPath } from "./paths.ts";
import { recordTransitions } from "./record-transitions.server.ts";
import { transitions } from "./registry.ts";
import { runEffects, type TakenStep } from "./run-step.server.ts";
import { readShop } from "./workflow-shop.server.ts";

export interface WhatWasDone {
  note?: string;
  /** The effects that the caller has seen to itself: they are logged and not run. */
  done: readonly string[];
}

/**
 * Moves a locked order on to a state that staff have brought about by an action of their own, such as a fulfilment: no guard
 * is asked, effects that the action did not have are run. An order that is there or further, or that no path leads there, stays.
 */
export async function moveOrder(tx: Tx, order: LockedOrder, to: WorkflowState, { note = "", done }: WhatWasDone): Promise<WorkflowState> {
  if (isBehind(order.workflowState, to)) return order.workflowState;
  const path = shortestPath(transitions(), order.workflowState, to, ({ toldOnly }) => !toldOnly) ?? [];
  const shop = await readShop(tx);
  const steps: TakenStep[] = [];
  let current = order;
  for (const transition of path) {
    const step = stepOf(shop, current, transition, { note, params: {} });
    steps.push({ ...(await runEffects(tx, step, { done })), metadata: {}, idempotencyKey: null });
    current = { ...current, workflowState: transition.to, workflowVersion: step.version };
  }
  await recordTransitions(tx, [{ steps }]);
  return current.workflowState;
}
