import type { WorkflowState } from "#app/domains/orders/schema.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import type { TransitionResult } from "./transition-result.ts";

interface EarlierRow {
  order_id: bigint;
  version: number;
  from_state: WorkflowState;
  to_state: WorkflowState;
  transition: string;
  effects: string[];
}

/** What an earlier request of the same key did, by order; nothing for a request without a key. */
export async function findEarlier(ctx: Ctx, orderIds: readonly bigint[], idempotencyKey: string | undefined): Promise<Map<bigint, TransitionResult>> {
  if (idempotencyKey === undefined) return new Map();
  const rows = await ctx.sql<EarlierRow>`
    select order_id, version, from_state, to_state, transition, metadata->'effects' as effects from order_transition_logs
    where shop = ${ctx.shop} and order_id = any(${orderIds.map(String)}::bigint[]) and idempotency_key = ${idempotencyKey}`;
  return new Map(
    rows.map((row) => [
      row.order_id,
      { orderId: row.order_id, ok: true, fromState: row.from_state, toState: row.to_state, transition: row.transition, effects: row.effects, idempotent: true, version: row.version },
    ]),
  );
}
