import type { WorkflowState } from "#app/domains/orders/schema.ts";
import { recordTimeline } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { json } from "#app/platform/sql.ts";
import type { Transition } from "./transitions.ts";

export interface TakenTransition {
  orderId: bigint;
  /** The order's workflow version after it. */
  version: number;
  from: WorkflowState;
  transition: Transition;
  note: string;
  metadata: Record<string, unknown>;
  idempotencyKey: string | null;
}

/** The one place where an order changes state: the state, its log entry and its timeline entry, together. */
export async function recordTransition(tx: Tx, { orderId, version, from, transition, note, metadata, idempotencyKey }: TakenTransition): Promise<void> {
  const moved = await tx.sql<{ id: bigint }>`
    update orders set workflow_state = ${transition.to}, workflow_version = ${version}
    where shop = ${tx.shop} and id = ${orderId} and workflow_version = ${version - 1} returning id`;
  if (moved.length === 0) throw new DomainError("conflict", "ORDER_CHANGED", { message: "The order has changed meanwhile." });
  await tx.sql`
    insert into order_transition_logs (shop, order_id, version, from_state, to_state, transition, actor_user, actor_label, note, metadata, idempotency_key, correlation_id, created_at)
    values (${tx.shop}, ${orderId}, ${version}, ${from}, ${transition.to}, ${transition.name}, ${tx.actor.kind === "staff" ? tx.actor.id : null}, ${tx.actor.label}, ${note},
      ${json({ transition: transition.name, effects: transition.effects, ...metadata })}, ${idempotencyKey}, ${tx.correlationId}, ${tx.now})`;
  await recordTimeline(tx, { orderId, ts: tx.now, event: `workflow.${transition.name}`, details: { from, to: transition.to, note: note || null }, key: `workflow:${version}` });
}
