import { recordAudit } from "#app/platform/audit.ts";
import { type Ctx, inTransaction, type Tx } from "#app/platform/ctx.ts";
import { json } from "#app/platform/sql.ts";
import { wake } from "#app/platform/wake.ts";
import type { TransitionRunDetail } from "../schema.ts";
import { getRun } from "./read-runs.server.ts";
import { workOff } from "./work-off.server.ts";

/** A run of more orders than these is applied by a worker; a smaller one is done when this returns. */
export const mostAtOnce = 250;

/**
 * Applies a planned run, as the caller: once, whoever asks and however often. Orders that have changed since they were planned
 * are skipped and reported. Throws `not_found`.
 */
export async function applyRun(ctx: Ctx, id: string): Promise<TransitionRunDetail> {
  const planned = await getRun(ctx, id);
  const started = await inTransaction(ctx, (tx) => start(tx, planned));
  if (!started) return getRun(ctx, id);
  if (planned.counts.apply <= mostAtOnce) await workOff(ctx, id);
  return getRun(ctx, id);
}

/** Of several who start a run at the same moment one does. */
async function start(tx: Tx, { id, toState, note, counts }: TransitionRunDetail): Promise<boolean> {
  const rows = await tx.sql`
    update transition_runs set status = 'running', actor = ${json(tx.actor)}, started_at = ${tx.now}
    where shop = ${tx.shop} and id::text = ${id} and status = 'planned' returning id`;
  if (rows.length === 0) return false;
  await recordAudit(tx, { event: "workflow.run_started", action: "apply-transitions", data: { runId: id, toState, note, ...counts } });
  if (counts.apply > mostAtOnce) tx.afterCommit(() => wake("transitions.run"));
  return true;
}
