import { v7 as uuid } from "uuid";
import type { Tx } from "#app/platform/ctx.ts";
import { json } from "#app/platform/sql.ts";

export type ReasonCode = "IDEMPOTENCY_CONFLICT" | "UNKNOWN_EVENT_TYPE" | "INVALID_PAYLOAD" | "PROCESSING_FAILED" | "STATE_CONFLICT";

export interface NewException {
  idempotencyKey: string;
  eventType: string;
  rawId: string;
  firstRawId: string;
  lastRawId: string;
  orderId: bigint | null;
  reasonCode: ReasonCode;
  /** One sentence for the queue, without customers' data. */
  summary: string;
  details: Record<string, unknown>;
}

/**
 * Puts an event into the exceptions queue and its ledger row into quarantine. While an exception of the event is open no
 * second one opens: a further conflict becomes the LAST of the open one.
 */
export async function openException(tx: Tx, exception: NewException): Promise<void> {
  const { idempotencyKey: key, eventType, rawId, firstRawId, lastRawId, orderId, reasonCode, summary, details } = exception;
  await tx.sql`
    insert into exceptions as x (shop, id, idempotency_key, raw_id, first_raw_id, last_raw_id, reason_code, reason_details, event_type, order_id, summary, opened_at, correlation_id)
    values (${tx.shop}, ${uuid()}, ${key}, ${rawId}, ${firstRawId}, ${lastRawId}, ${reasonCode}, ${json(details)}, ${eventType}, ${orderId}, ${summary}, ${tx.now}, ${tx.correlationId})
    on conflict (shop, idempotency_key) where status = 'open' do update
    set last_raw_id = excluded.last_raw_id, reason_code = excluded.reason_code, reason_details = excluded.reason_details, summary = excluded.summary`;
  await tx.sql`update events_processed set status = 'quarantined', order_id = coalesce(order_id, ${orderId}) where shop = ${tx.shop} and idempotency_key = ${key}`;
}
