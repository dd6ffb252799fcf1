import { lockOrders } from "#app/domains/orders/index.server.ts";
import type { WorkflowState } from "#app/domains/orders/schema.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { refusedFulfillment } from "./corrections.server.ts";
import { readFacts, takePath } from "./follow-shopify.server.ts";
import { shortestPath } from "./paths.ts";
import { transitions } from "./registry.ts";

/**
 * Takes an order that was marked as shipped or delivered here back to where it was before, when Shopify will not fulfil it: it
 * has not left. One that Shopify knows to have left stays, and so does one that has moved on another way.
 */
export async function takeBackShipping(tx: Tx, orderId: bigint, { note, key }: { note: string; key: string }): Promise<void> {
  const [order] = await lockOrders(tx, [orderId]);
  const row = order && (await readFacts(tx, orderId));
  if (!row || (order.workflowState !== "shipped" && order.workflowState !== "fulfilled")) return;
  const { told, ...facts } = row;
  if (facts.shipped) return;
  // A payment that Shopify has not told of yet is no reason to take that back too.
  const to = !facts.paid && (await stateBeforeShipping(tx, orderId)) === "pending" ? "pending" : "paid";
  const path = shortestPath(transitions(), order.workflowState, to, ({ toldOnly, toldWhen }) => toldOnly === true && (toldWhen?.(facts) ?? true));
  if (path) await takePath(tx, order, { path, facts, telling: told, event: { idempotencyKey: key, topic: refusedFulfillment }, note });
}

async function stateBeforeShipping(tx: Tx, orderId: bigint): Promise<WorkflowState | undefined> {
  const [last] = await tx.sql<{ from_state: WorkflowState }>`
    select from_state from order_transition_logs where shop = ${tx.shop} and order_id = ${orderId} and to_state = 'shipped' and from_state in ('pending', 'paid') order by version desc limit 1`;
  return last?.from_state;
}
