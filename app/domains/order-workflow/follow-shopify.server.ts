import { type LockedOrder, lockOrders } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import type { ArrivalEvent } from "#app/platform/topics.ts";
import { isBehind, type ShopifyFacts, stateOfFacts } from "./facts.ts";
import { recordTransition } from "./record-transition.server.ts";
import { shortestPath, type Transition } from "./transitions.ts";

export type ToldEvent = Pick<ArrivalEvent<unknown>, "idempotencyKey" | "topic" | "contradict" | "settlesLater">;

/**
 * Moves an order to where Shopify says it is, along the shortest path of the workflow, with a log entry for each step. What
 * was done here and comes back as a webhook moves nothing; what no path explains is reported as a contradiction.
 */
export async function followShopify(tx: Tx, orderId: bigint, event: ToldEvent): Promise<void> {
  if (event.settlesLater) return;
  const [order] = await lockOrders(tx, [orderId]);
  if (!order) return;
  const facts = await readFacts(tx, order);
  const target = stateOfFacts(facts);
  if (isBehind(order.workflowState, target)) return;

  const path = shortestPath(order.workflowState, target);
  if (path) await takePath(tx, order, path, event, { facts });
  else event.contradict({ order_state: order.workflowState, told_state: target, facts });
}

/** What Shopify says of a locked order. */
export async function readFacts(tx: Tx, order: LockedOrder): Promise<ShopifyFacts> {
  const [parts] = await tx.sql<{ delivered: boolean; returned: boolean }>`
    select o.shipment_status = 'delivered' and o.shopify_fulfillment_status = 'fulfilled' as delivered,
      o.return_status = 'completed' and not exists (select from returns r where r.shop = o.shop and r.order_id = o.id and r.closed_at is null) as returned
    from orders o where o.shop = ${tx.shop} and o.id = ${order.id}`;
  return {
    cancelled: order.cancelledAt !== null,
    financialStatus: order.financialStatus,
    fulfillmentStatus: order.shopifyFulfillmentStatus,
    delivered: parts?.delivered ?? false,
    returned: parts?.returned ?? false,
  };
}

/** Takes the transitions of a path, each with its log entry that says which event led there. */
export async function takePath(tx: Tx, order: LockedOrder, path: readonly Transition[], event: Pick<ToldEvent, "idempotencyKey" | "topic">, metadata: Record<string, unknown>, note = ""): Promise<void> {
  let { workflowState: state, workflowVersion: version } = order;
  for (const transition of path) {
    version += 1;
    await recordTransition(tx, { orderId: order.id, version, from: state, transition, note, metadata: { topic: event.topic, ...metadata }, idempotencyKey: `${event.idempotencyKey}:${version}:${transition.name}` });
    state = transition.to;
  }
}
