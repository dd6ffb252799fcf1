import type { WorkflowState } from "#app/domains/orders/schema.ts";
import type { Tx } from "#app/platform/ctx.ts";
import type { Transition } from "./transitions.ts";

/**
 * The step of an order whose state was told wrongly, where no path leads to the right one. What was given back when the order
 * seemed cancelled is held again where it has not left.
 */
export function correction(from: WorkflowState, to: WorkflowState): Transition {
  return { name: "correct", from: [from], to, guards: [], effects: to === "paid" ? ["reserve_inventory", "emit_webhook"] : ["emit_webhook"] };
}

/** What the log of a transition names as its reason where Shopify would not fulfil an order. */
export const refusedFulfillment = "shopify.fulfillment_create";

/** Where people have taken the order themselves, unless Shopify refused it; what others told, and what followed from it, does not count. */
export async function stateByPeople(tx: Tx, orderId: bigint): Promise<WorkflowState> {
  const [last] = await tx.sql<{ to_state: WorkflowState }>`
    select to_state from order_transition_logs
    where shop = ${tx.shop} and order_id = ${orderId} and (actor_user is not null or metadata->>'topic' = ${refusedFulfillment})
    order by version desc limit 1`;
  return last?.to_state ?? "pending";
}
