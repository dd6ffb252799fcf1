import { readOrders, resolveOrder } from "#app/domains/orders/index.server.ts";
import type { WorkflowState } from "#app/domains/orders/schema.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import type { OrderTransitions, TransitionLogLine } from "./schema.ts";
import { TransitionService } from "./transition-service.server.ts";

interface LogRow {
  version: number;
  transition: string;
  from_state: WorkflowState;
  to_state: WorkflowState;
  actor_label: string;
  actor_user: string | null;
  note: string;
  metadata: Record<string, unknown> & { effects?: string[] };
  idempotency_key: string | null;
  correlation_id: string;
  created_at: Date;
}

/** An order's state, the transitions out of it with what their guards say to the caller, and its log, newest first. Throws `not_found`. (Contract, section 3.) */
export async function listTransitions(ctx: Ctx, reference: string): Promise<OrderTransitions> {
  const orderId = await resolveOrder(ctx, reference, "order");
  const [order] = await readOrders(ctx, [orderId]);
  if (!order) throw new DomainError("not_found", "ORDER_NOT_FOUND", { message: "There is no such order." });
  const rows = await ctx.sql<LogRow>`
    select version, transition, from_state, to_state, actor_label, actor_user, note, metadata, idempotency_key, correlation_id, created_at
    from order_transition_logs where shop = ${ctx.shop} and order_id = ${orderId} order by version desc`;
  const allowed = await TransitionService.allowedTransitions(ctx, order);
  return { success: true, state: order.workflowState, allowed: allowed.map((attempt) => ({ ...attempt, guards: [...attempt.guards], effects: [...attempt.effects] })), history: rows.map(logLine) };
}

function logLine(row: LogRow): TransitionLogLine {
  return {
    version: row.version,
    transition: row.transition,
    fromState: row.from_state,
    toState: row.to_state,
    actor: row.actor_label,
    actorUser: row.actor_user,
    note: row.note,
    effects: row.metadata.effects ?? [],
    metadata: row.metadata,
    idempotencyKey: row.idempotency_key,
    correlationId: row.correlation_id,
    at: row.created_at.toISOString(),
  };
}
