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

/** What the outbox says of one event. */
export async function outboxEvent(ctx: Ctx, id: string): Promise<Record<string, unknown> | undefined> {
  const [row] = await ctx.sql<Record<string, unknown>>`select * from outbox_events where shop = ${ctx.shop} and id = ${id}`;
  return row;
}
