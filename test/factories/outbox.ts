import { v7 as uuid } from "uuid";
import type { Ctx } from "#app/platform/ctx.ts";
import { json } from "#app/platform/sql.ts";

export interface FailedEvent {
  type?: string;
  payload?: unknown;
  orderId?: bigint;
  lastError?: string;
}

/** An event of the context's shop that has failed and waits for a person. */
export async function buildFailure(ctx: Ctx, { type = "shopify.assignment_metafield", payload = { orderId: "1", version: 1 }, orderId, lastError = "Shopify answered 500." }: FailedEvent = {}): Promise<string> {
  const id = uuid();
  await ctx.sql`
    insert into outbox_events (shop, id, type, stream, order_id, payload, status, attempts, failures, last_error, next_attempt_at, first_attempt_at, correlation_id, created_at, failed_at)
    values (${ctx.shop}, ${id}, ${type}, ${id}, ${orderId ?? null}, ${json(payload)}, 'FAILED', 7, 7, ${lastError}, now(), now(), ${ctx.correlationId}, ${ctx.now}, ${ctx.now})`;
  return id;
}

export interface WaitingEvent {
  stream?: string;
  orderId?: bigint;
  attempts?: number;
  lastError?: string | null;
  /** From now. */
  nextAttemptSeconds?: number;
  leaseSeconds?: number;
}

/** An event of the context's shop for Shopify that is still to leave. */
export async function buildPending(ctx: Ctx, { stream, orderId, attempts = 0, lastError = null, nextAttemptSeconds = 0, leaseSeconds = 0 }: WaitingEvent = {}): Promise<string> {
  const id = uuid();
  await ctx.sql`
    insert into outbox_events (shop, id, type, stream, order_id, payload, status, attempts, failures, last_error, next_attempt_at, leased_until, correlation_id, created_at)
    values (${ctx.shop}, ${id}, 'shopify.fulfillment_create', ${stream ?? id}, ${orderId ?? null}, '{}', 'PENDING', ${attempts}, ${attempts}, ${lastError},
      now() + make_interval(secs => ${nextAttemptSeconds}), case when ${leaseSeconds}::int > 0 then now() + make_interval(secs => ${leaseSeconds}) end, ${ctx.correlationId}, ${ctx.now})`;
  return id;
}

/** What the outbox says of one event. */
export async function outboxEvent(ctx: Ctx, id: string): Promise<Record<string, unknown> | undefined> {
  const [row] = await ctx.sql<Record<string, unknown>>`select * from outbox_events where shop = ${ctx.shop} and id = ${id}`;
  return row;
}
