import { tellFlow } from "#app/domains/flow/index.server.ts";
import { recordTimeline } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { json } from "#app/platform/sql.ts";
import type { ReturnRow } from "./find-return.server.ts";
import { isFinal, type ReturnState } from "./schema.ts";

export interface ReturnStep {
  /** What was asked for, or, with a dot in it, what another system told: `approve_refund`, `shopify.closed`. */
  action: string;
  to: ReturnState;
  note?: string | null;
  /** What belongs to the step: amounts, what inspection found, references. */
  details?: Record<string, unknown>;
}

/** Writes a return's step: its state by compare-and-set, its history, the order's timeline. Gives the return as it is then. */
export async function moveReturn(tx: Tx, current: ReturnRow, step: ReturnStep): Promise<ReturnRow> {
  const version = current.version + 1;
  const moved = await tx.sql<{ id: string }>`
    update returns set state = ${step.to}, version = ${version}, state_since = ${tx.now}, updated_at = ${tx.now}, note = coalesce(${step.note ?? null}, note),
      closed_at = ${isFinal(step.to) ? tx.now : null}
    where shop = ${tx.shop} and id = ${current.id} and version = ${current.version} returning id`;
  if (moved.length === 0) throw new DomainError("conflict", "RETURN_CHANGED", { message: "The return has changed meanwhile. Look at it again." });
  await recordStep(tx, { id: current.id, orderId: current.orderId, version, from: current.state, ...step });
  return { ...current, state: step.to, version, stateSince: tx.now };
}

export interface RecordedStep extends ReturnStep {
  id: string;
  orderId: bigint;
  version: number;
  from: ReturnState | null;
}

/** Puts a step into the return's history and the order's timeline. */
export async function recordStep(tx: Tx, { id, orderId, version, action, from, to, note = null, details = {} }: RecordedStep): Promise<void> {
  await tx.sql`
    insert into return_history (shop, return_id, version, action, from_state, to_state, actor_id, actor_label, note, details, created_at)
    values (${tx.shop}, ${id}, ${version}, ${action}, ${from}, ${to}, ${tx.actor.id}, ${tx.actor.label}, ${note}, ${json(details)}, ${tx.now})`;
  await recordTimeline(tx, { orderId, ts: tx.now, event: `return.${to}`, details: { action, from, note, returnId: id, ...details }, key: `return:${id}:${version}` });
  await tellFlow(tx, "return-state-changed", { orderId, fields: { "Return id": id, "Old state": from ?? "", "New state": to, Note: note ?? "" } });
}
