import { recordAudit } from "#app/platform/audit.ts";
import type { Tx } from "#app/platform/ctx.ts";

/** Ends the wait of an order's failed events of one type for a decision, when something else is sent in their place. On record as any decision is. */
export async function supersedeFailures(tx: Tx, { type, orderId, note }: { type: string; orderId: bigint; note: string }): Promise<void> {
  const superseded = await tx.sql<{ id: string; attempts: number; last_error: string | null }>`
    update outbox_events set status = 'IGNORED', decision = 'ignore', decision_note = ${note}, decided_by = ${tx.actor.label}, decided_at = ${tx.now}
    where shop = ${tx.shop} and order_id = ${orderId} and type = ${type} and status = 'FAILED'
    returning id, attempts, last_error`;
  for (const { id, attempts, last_error } of superseded) {
    await recordAudit(tx, { event: "outbox.event_resolved", action: "ignore", orderId, data: { event_id: id, event_type: type, note, attempts, last_error } });
  }
}
