import type { WorkflowState } from "#app/domains/orders/schema.ts";
import { recordAudit } from "#app/platform/audit.ts";
import { type Ctx, inOwnTransaction, type Tx } from "#app/platform/ctx.ts";
import { json } from "#app/platform/sql.ts";
import { takeTransitions } from "../take-transitions.server.ts";
import type { TransitionResult } from "../transition-result.ts";

/** Orders that are taken and committed together: small enough for progress to be seen, large enough to be cheap. */
const batch = 25;

interface RunRow {
  toState: WorkflowState;
  note: string;
  params: Record<string, unknown>;
}

interface ItemRow {
  order_id: bigint;
  version: number;
  transition: string;
}

/**
 * Applies what is left of a running run, a batch at a time; what becomes of an order is written in the transaction that moves
 * it. Several may work on one run: each takes orders that no other has. Whoever finds nothing left closes the run.
 */
export async function workOff(ctx: Ctx, id: string): Promise<void> {
  while (await inOwnTransaction(ctx, (tx) => takeBatch(tx, id)));
}

/** False when nothing is left to be taken. */
async function takeBatch(tx: Tx, id: string): Promise<boolean> {
  const [run] = await tx.sql<RunRow>`select to_state as "toState", note, params from transition_runs where shop = ${tx.shop} and id::text = ${id} and status = 'running'`;
  if (!run) return false;
  const items = await tx.sql<ItemRow>`
    select order_id, planned_version as version, transition from transition_run_items
    where shop = ${tx.shop} and run_id::text = ${id} and plan = 'apply' and outcome is null order by position limit ${batch} for update skip locked`;
  if (items.length === 0) {
    await finish(tx, id);
    return false;
  }
  const plan = new Map(items.map(({ order_id, ...step }) => [order_id, step]));
  const results = await takeTransitions(tx, items.map(({ order_id }) => order_id), { ...run, plan, runId: id });
  await tx.sql`
    update transition_run_items i set outcome = o.outcome, outcome_reason = o.reason, settled_at = ${tx.now}
    from jsonb_to_recordset(${json(results.map(outcomeOf))}::jsonb) as o(order_id bigint, outcome text, reason text)
    where i.shop = ${tx.shop} and i.run_id::text = ${id} and i.order_id = o.order_id`;
  return true;
}

function outcomeOf({ orderId, ok, code, reason }: TransitionResult) {
  const failed = code === "EFFECT_FAILED" || code === "GUARD_FAILED";
  return { order_id: orderId, outcome: ok ? "applied" : failed ? "failed" : "skipped", reason: reason ?? null };
}

/** Others may still be at their last orders: who is last finds none. */
async function finish(tx: Tx, id: string): Promise<void> {
  const [done] = await tx.sql<{ counts: Record<string, number> }>`
    update transition_runs r set status = 'done', finished_at = ${tx.now}
    where r.shop = ${tx.shop} and r.id::text = ${id} and r.status = 'running'
      and not exists (select from transition_run_items i where i.shop = r.shop and i.run_id = r.id and i.plan = 'apply' and i.outcome is null)
    returning (select json_object_agg(outcome, count) from (
      select outcome, count(*) from transition_run_items i where i.shop = r.shop and i.run_id = r.id and outcome is not null group by 1) c) as counts`;
  if (done) await recordAudit(tx, { event: "workflow.run_finished", action: "apply-transitions", data: { runId: id, ...done.counts } });
}
