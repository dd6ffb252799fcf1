import { settleOrder } from "#app/domains/order-workflow/index.server.ts";
import { applyEvent, type Outcome, type StoredEvent } from "#app/domains/intake/index.server.ts";
import { crashPoint } from "#app/platform/crash-point.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { withdrawEvent } from "./withdraw-event.server.ts";

/**
 * Processes an event as decided: by this arrival of it, with this patch. What an earlier arrival of it told is taken back
 * first, so that the order ends as if only this one had ever come. A state of the workflow that no longer holds is corrected
 * by an entry in the log, with the reason. Throws what applyEvent throws; the ledger is the caller's.
 */
export async function replayEvent(tx: Tx, event: StoredEvent, { patch, note }: { patch: unknown; note: string }): Promise<Outcome> {
  if (event.applied_raw_id !== null && event.order_id !== null) await withdrawEvent(tx, event.order_id, event.idempotency_key);
  crashPoint("resolve.withdrawn");
  const outcome = await applyEvent(tx, event, { patch, settlesLater: true });
  const orders = new Set([event.order_id, outcome.orderId ?? null]);
  let { contradiction } = outcome;
  for (const orderId of orders) {
    if (orderId !== null) contradiction ??= await settleOrder(tx, orderId, { idempotencyKey: event.idempotency_key, topic: event.topic, occurredAt: event.triggered_at ?? event.received_at, note });
  }
  crashPoint("resolve.applied");
  return { ...outcome, contradiction };
}
