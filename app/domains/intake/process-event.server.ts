import { crashPoint } from "#app/platform/crash-point.ts";
import { type Ctx, inTransaction, shopContext, shopifyActor, type SystemCtx, type Tx } from "#app/platform/ctx.ts";
import { loggableMessage } from "#app/platform/errors.ts";
import { signal } from "#app/platform/live.ts";
import { logger } from "#app/platform/logger.server.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { part } from "#app/platform/sql.ts";
import { wake } from "#app/platform/wake.ts";
import { applyEvent, type Outcome, selectEvents, type StoredEvent } from "./apply-event.server.ts";
import { quarantine, type Reason } from "./quarantine.server.ts";
import { contradictionReason, reasonFor, waitAfter } from "./reasons.ts";
import { settleSibling } from "./recognise-repeat.server.ts";

/** Processes one pending event, unless another worker has it. Either everything that it tells is applied, or nothing. */
export async function processEvent(system: SystemCtx, shop: string, idempotencyKey: string): Promise<void> {
  const ctx = shopContext(system, shop, shopifyActor);
  try {
    await inTransaction(ctx, async (tx) => {
      const event = await takePending(tx, idempotencyKey);
      if (!event) return;
      crashPoint("event.taken");
      if (await settleSibling(tx, idempotencyKey, event.raw_id)) return;
      const caused = { ...tx, correlationId: event.correlation_id };
      const outcome = await applyEvent(caused, event);
      crashPoint("event.applied");
      await recordOutcome(caused, event, outcome);
      crashPoint("event.marked");
    });
    crashPoint("event.committed");
  } catch (error) {
    await recordFailure(ctx, idempotencyKey, error);
  }
}

async function takePending(tx: Tx, key: string): Promise<StoredEvent | undefined> {
  const [event] = await selectEvents(tx, part`e.idempotency_key = ${key} and e.status = 'pending' and r.id = e.canonical_raw_id for update of e skip locked`);
  return event;
}

async function recordOutcome(tx: Tx, event: StoredEvent, { orderId, contradiction }: Outcome): Promise<void> {
  const [row] = await tx.sql<{ awaited: boolean; redacted: boolean }>`
    update events_processed set status = 'processed', processed_at = ${tx.now}, attempts = attempts + 1, order_id = ${orderId ?? null}, last_error = null,
      applied_raw_id = ${event.raw_id}, applied_at = coalesce(applied_at, ${tx.now})
    where shop = ${tx.shop} and idempotency_key = ${event.idempotency_key}
    returning exists (
      select from exceptions x join orders o on o.shop = x.shop and o.id = ${orderId ?? null}
      where x.shop = ${tx.shop} and x.status = 'open' and x.reason_details->>'code' = 'ORDER_NOT_FOUND'
        and x.reason_details->>'order' in (o.id::text, 'gid://shopify/Order/' || o.id, o.name, o.number::text)) as awaited,
      exists (select from orders o where o.shop = ${tx.shop} and o.id = ${orderId ?? null} and o.redacted_at is not null) as redacted`;
  if (row?.awaited) tx.afterCommit(() => wake("exceptions.settle"));
  if (row?.redacted) tx.afterCommit(() => wake("privacy.work"));
  if (contradiction) return openException(tx, { ...event, order_id: orderId ?? null }, contradictionReason(contradiction));
  await signal(tx, { event: "refresh", data: { reason: event.source === "poller" ? "poller" : "webhook", orderIds: orderId === undefined ? [] : [toGid("Order", orderId)] } });
}

function openException(tx: Tx, event: StoredEvent, reason: Reason): Promise<void> {
  return quarantine(tx, { idempotencyKey: event.idempotency_key, eventType: event.topic, rawId: event.raw_id, firstRawId: event.first_raw_id, orderId: event.order_id, ...reason });
}

/** The work was rolled back; this puts on record why, and whether it is worth another try. */
async function recordFailure(ctx: Ctx, key: string, error: unknown): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const event = await takePending(tx, key);
    if (!event) return;
    const attempts = event.attempts + 1;
    const reason = reasonFor(error, attempts);
    if (reason) await openException({ ...tx, correlationId: event.correlation_id }, event, reason);
    const message = reason?.summary ?? loggableMessage(error).slice(0, 1000);
    await tx.sql`
      update events_processed set attempts = ${attempts}, last_error = ${message}, next_attempt_at = now() + make_interval(secs => ${waitAfter(attempts)})
      where shop = ${tx.shop} and idempotency_key = ${key}`;
    crashPoint("event.failed");
    logger.warn({ shop: tx.shop, correlationId: event.correlation_id, idempotencyKey: key, topic: event.topic, attempts, reason: reason?.reasonCode, error: message }, "event not processed");
  });
}
