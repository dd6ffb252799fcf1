import { lockOrders } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import type { ArrivalEvent } from "#app/platform/topics.ts";
import { isBehind, stateOfFacts } from "./facts.ts";
import { recordTransition } from "./record-transition.server.ts";
import { shortestPath } from "./transitions.ts";

/**
 * Moves an order to where Shopify says it is, along the shortest path of the workflow, with a log entry for each step. What
 * was done here and comes back as a webhook moves nothing; what no path explains is reported as a contradiction.
 */
export async function followShopify(tx: Tx, orderId: bigint, event: Pick<ArrivalEvent<unknown>, "idempotencyKey" | "topic" | "contradict">): Promise<void> {
  const [order] = await lockOrders(tx, [orderId]);
  if (!order) return;
  const [parts] = await tx.sql<{ delivered: boolean; returned: boolean }>`
    select o.shipment_status = 'delivered' and o.shopify_fulfillment_status = 'fulfilled' as delivered,
      o.return_status = 'completed' and not exists (select from returns r where r.shop = o.shop and r.order_id = o.id and r.closed_at is null) as returned
    from orders o where o.shop = ${tx.shop} and o.id = ${orderId}`;
  const facts = {
    cancelled: order.cancelledAt !== null,
    financialStatus: order.financialStatus,
    fulfillmentStatus: order.shopifyFulfillmentStatus,
    delivered: parts?.delivered ?? false,
    returned: parts?.returned ?? false,
  };
  const target = stateOfFacts(facts);
  if (isBehind(order.workflowState, target)) return;

  const path = shortestPath(order.workflowState, target);
  if (!path) {
    event.contradict({ order_state: order.workflowState, told_state: target, facts, usual_decision: "Find out which is right. Correct the order and replay, or close without replay." });
    return;
  }
  let { workflowState: state, workflowVersion: version } = order;
  for (const transition of path) {
    version += 1;
    await recordTransition(tx, { orderId, version, from: state, transition, note: "", metadata: { topic: event.topic, facts }, idempotencyKey: `${event.idempotencyKey}:${transition.name}` });
    state = transition.to;
  }
}
