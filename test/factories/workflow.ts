import { type TransitionRequest, TransitionService } from "#app/domains/order-workflow/index.server.ts";
import { readOrders } from "#app/domains/orders/index.server.ts";
import type { WorkflowState } from "#app/domains/orders/schema.ts";
import type { OrderSnapshot } from "#app/domains/orders/snapshot.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { buildOrder } from "./orders.ts";

/** What the mirror of an order in a state looks like, so far as its guards read it. */
const mirrorOf: Record<WorkflowState, Partial<OrderSnapshot>> = {
  pending: { financialStatus: "pending" },
  paid: { financialStatus: "paid" },
  shipped: { financialStatus: "paid", fulfillmentStatus: "fulfilled" },
  fulfilled: { financialStatus: "paid", fulfillmentStatus: "fulfilled" },
  cancelled: { financialStatus: "voided" },
  refunded: { financialStatus: "refunded", fulfillmentStatus: "fulfilled" },
  returned: { financialStatus: "paid", fulfillmentStatus: "fulfilled" },
};

/** An order in a state of the workflow, as if it had come to the app in it: with an empty log. */
export async function buildOrderIn(ctx: Ctx, state: WorkflowState, overrides: Partial<OrderSnapshot> = {}): Promise<OrderSnapshot> {
  const order = await buildOrder(ctx, { ...mirrorOf[state], ...overrides });
  await ctx.sql`update orders set workflow_state = ${state}, told_state = ${state} where shop = ${ctx.shop} and id = ${order.id}`;
  return order;
}

/** Asks for a transition of one order. */
export function transition(ctx: Ctx, { id }: { id: bigint }, toState: WorkflowState, request: Omit<TransitionRequest, "toState"> = {}) {
  return TransitionService.transition(ctx, id, { toState, ...request });
}

export async function stateOf(ctx: Ctx, { id }: { id: bigint }) {
  const [order] = await readOrders(ctx, [id]);
  return order && { state: order.workflowState, version: order.workflowVersion };
}

/** The order's log, oldest first. */
export function logOf(ctx: Ctx, { id }: { id: bigint }) {
  return ctx.sql<{ version: number; from: WorkflowState; to: WorkflowState; transition: string; actor: string; note: string; key: string | null; effects: string[]; topic: string | null }>`
    select version, from_state as "from", to_state as "to", transition, actor_label as actor, note, idempotency_key as key, metadata->'effects' as effects, metadata->>'topic' as topic
    from order_transition_logs where shop = ${ctx.shop} and order_id = ${id} order by version`;
}

/** What is on its way out for an order, in the order in which it was written. */
export async function outboxOf(ctx: Ctx, { id }: { id: bigint }): Promise<string[]> {
  const rows = await ctx.sql<{ type: string }>`select type from outbox_events where shop = ${ctx.shop} and order_id = ${id} order by seq`;
  return rows.map(({ type }) => type);
}
