import type { LockedOrder } from "#app/domains/orders/index.server.ts";
import type { WorkflowState } from "#app/domains/orders/schema.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { isBehind } from "./facts.ts";
import { recordTransition } from "./record-transition.server.ts";
import { shortestPath } from "./transitions.ts";

/** Moves a locked order on to a state that staff have just brought about; an order that is there or further stays. */
export async function moveOrder(tx: Tx, order: LockedOrder, to: WorkflowState, note: string): Promise<WorkflowState> {
  if (isBehind(order.workflowState, to)) return order.workflowState;
  let { workflowState: state, workflowVersion: version } = order;
  for (const transition of shortestPath(state, to) ?? []) {
    version += 1;
    await recordTransition(tx, { orderId: order.id, version, from: state, transition, note, metadata: {}, idempotencyKey: null });
    state = transition.to;
  }
  return state;
}
