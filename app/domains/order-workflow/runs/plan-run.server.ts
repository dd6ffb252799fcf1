import { v7 as uuid } from "uuid";
import { readOrders, resolveOrders } from "#app/domains/orders/index.server.ts";
import { type Ctx, inTransaction } from "#app/platform/ctx.ts";
import { json } from "#app/platform/sql.ts";
import type { PlanRun, TransitionRunDetail } from "../schema.ts";
import { takeTransitions } from "../take-transitions.server.ts";
import type { TransitionResult } from "../transition-result.ts";
import { getRun } from "./read-runs.server.ts";

/**
 * Plans to take orders to a state: says of each whether it will go, and if not, which guard refuses it and why. Nothing moves;
 * `applyRun` does exactly what is planned here. Throws `not_found` that names every order that does not exist.
 */
export async function planRun(ctx: Ctx, { orderIds: references, toState, note = "", params = {} }: Omit<PlanRun, "shop_domain">): Promise<TransitionRunDetail> {
  const id = uuid();
  await inTransaction(ctx, async (tx) => {
    const orderIds = await resolveOrders(tx, references);
    const names = new Map((await readOrders(tx, orderIds)).map((order) => [order.id, order.name]));
    const results = await takeTransitions(tx, orderIds, { toState, note, params, dryRun: true });
    const items = results.flatMap((result, position) => (result.fromState ? [plannedItem(result, position, names.get(result.orderId) ?? "")] : []));
    await tx.sql`
      insert into transition_runs (shop, id, to_state, note, params, total, created_by, created_at, correlation_id)
      values (${tx.shop}, ${id}, ${toState}, ${note}, ${json(params)}, ${items.length}, ${tx.actor.label}, ${tx.now}, ${tx.correlationId})`;
    await tx.sql`
      insert into transition_run_items (shop, run_id, order_id, position, order_name, from_state, planned_version, plan, transition, guard, reason)
      select ${tx.shop}, ${id}, order_id, position, order_name, from_state, planned_version, plan, transition, guard, reason
      from jsonb_to_recordset(${json(items)}::jsonb)
        as i(order_id bigint, position int, order_name text, from_state text, planned_version int, plan text, transition text, guard text, reason text)`;
  });
  return getRun(ctx, id);
}

function plannedItem({ orderId, ok, fromState, version, transition, code, guard, reason }: TransitionResult, position: number, name: string) {
  return {
    order_id: orderId,
    position,
    order_name: name,
    from_state: fromState,
    // A step that would be taken is planned with the version that it leads to.
    planned_version: (version ?? 0) - (ok ? 1 : 0),
    plan: ok ? "apply" : code === "ALREADY_THERE" ? "noop" : "blocked",
    transition,
    guard: guard ?? null,
    reason: reason ?? null,
  };
}
