import { v7 as uuid } from "uuid";
import { settleAlerts } from "#app/domains/alerts/index.server.ts";
import { tellFlow } from "#app/domains/flow/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { signal } from "#app/platform/live.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { json } from "#app/platform/sql.ts";
import { wake } from "#app/platform/wake.ts";

export type ReasonCode = "IDEMPOTENCY_CONFLICT" | "UNKNOWN_EVENT_TYPE" | "INVALID_PAYLOAD" | "PROCESSING_FAILED" | "STATE_CONFLICT";

/** Why an event cannot simply be processed. */
export interface Reason {
  reasonCode: ReasonCode;
  /** One sentence for the queue, without customers' data. */
  summary: string;
  /** What happened, and what the usual decision is, for who has to decide. */
  details: { what_happened: string; usual_decision: string; [detail: string]: unknown };
}

export interface QuarantinedEvent extends Reason {
  idempotencyKey: string;
  eventType: string;
  rawId: string;
  firstRawId: string;
  orderId: bigint | null;
}

/**
 * Puts an event into the exceptions queue and its ledger row, which the caller has locked, into quarantine. While an
 * exception of the event is open no second one opens: a further conflict becomes the LAST of the open one.
 */
export async function quarantine(tx: Tx, event: QuarantinedEvent): Promise<void> {
  const { idempotencyKey: key, eventType, rawId, firstRawId, orderId, reasonCode, summary, details } = event;
  await tx.sql`
    insert into exceptions as x (shop, id, idempotency_key, raw_id, first_raw_id, last_raw_id, reason_code, reason_details, event_type, order_id, summary, opened_at, correlation_id)
    values (${tx.shop}, ${uuid()}, ${key}, ${rawId}, ${firstRawId}, ${rawId}, ${reasonCode}, ${json(details)}, ${eventType}, ${orderId}, ${summary}, ${tx.now}, ${tx.correlationId})
    on conflict (shop, idempotency_key) where status = 'open' do update
    set raw_id = excluded.raw_id, last_raw_id = excluded.last_raw_id, reason_code = excluded.reason_code, reason_details = excluded.reason_details, summary = excluded.summary`;
  await tx.sql`update events_processed set status = 'quarantined', order_id = coalesce(order_id, ${orderId}) where shop = ${tx.shop} and idempotency_key = ${key}`;
  if (orderId !== null) await settleExceptionAlert(tx, orderId);
  await signal(tx, { event: "refresh", data: { reason: "webhook", orderIds: orderId === null ? [] : [toGid("Order", orderId)] } });
  await tellFlow(tx, "exception-opened", { orderId: null, fields: { Reason: reasonCode, "Event type": eventType, Summary: summary, "Order id": orderId?.toString() ?? "" } });
  tx.afterCommit(() => wake("exceptions.settle"));
}

/** Keeps an order's alert open for as long as one of its events waits for a decision. */
export async function settleExceptionAlert(tx: Tx, orderId: bigint): Promise<void> {
  const [waiting] = await tx.sql<{ name: string; open: boolean }>`
    select o.name, exists (select from exceptions x where x.shop = o.shop and x.order_id = o.id and x.status = 'open') as open
    from orders o where o.shop = ${tx.shop} and o.id = ${orderId}`;
  if (!waiting) return;
  await settleAlerts(tx, orderId, { exception: waiting.open ? { severity: "warning", title: `${waiting.name}: an event waits for a decision` } : undefined });
}
