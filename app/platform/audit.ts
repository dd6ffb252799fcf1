import { v7 as uuid } from "uuid";
import type { Tx } from "./ctx.ts";
import { json } from "./sql.ts";

export interface AuditEntry {
  /** A past fact, such as `ops.action.executed`. */
  event: string;
  action?: string;
  orderId?: bigint;
  data?: Record<string, unknown>;
}

/** Records who did what, in the transaction that does it. Gives the audit event's id. */
export async function recordAudit(tx: Tx, { event, action, orderId, data }: AuditEntry): Promise<string> {
  const id = uuid();
  await tx.sql`
    insert into audit_events (shop, id, at, event, action, order_id, actor_id, actor_label, data, correlation_id)
    values (${tx.shop}, ${id}, ${tx.now}, ${event}, ${action ?? null}, ${orderId ?? null}, ${tx.actor.id}, ${tx.actor.label}, ${json(data ?? {})}, ${tx.correlationId})`;
  return id;
}
