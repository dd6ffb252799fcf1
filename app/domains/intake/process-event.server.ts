import { z } from "zod";
import { openException, type NewException } from "#app/domains/exceptions/index.server.ts";
import { type Actor, contextFor, type Ctx, inTransaction, shopifyActor, type SystemCtx, type Tx } from "#app/platform/ctx.ts";
import { DomainError, messageOf } from "#app/platform/errors.ts";
import { signal } from "#app/platform/live.ts";
import { logger } from "#app/platform/logger.server.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { type ArrivalEvent, findTopic } from "#app/platform/topics.ts";
import { contentOf } from "./content.ts";
import { settleSibling } from "./recognise-repeat.server.ts";

interface EventRow {
  idempotency_key: string;
  topic: string;
  source: string;
  attempts: number;
  order_id: bigint | null;
  first_raw_id: string;
  raw_id: string;
  body: Buffer;
  body_hash: Buffer;
  triggered_at: Date | null;
  received_at: Date;
  correlation_id: string;
}

/** After how many failed attempts an event goes to the exceptions queue; between them it waits 2, 8, 32, 128 seconds. */
const maxAttempts = 5;

/** Processes one pending event, unless another worker has it. Either everything that it tells is applied, or nothing. */
export async function processEvent(system: SystemCtx, shop: string, idempotencyKey: string): Promise<void> {
  const ctx = contextFor(system.database, shop, shopifyActor, system.correlationId, system.now);
  try {
    await inTransaction(ctx, async (tx) => {
      const row = await takePending(tx, idempotencyKey);
      if (!row || (await settleSibling(tx, idempotencyKey, row.raw_id))) return;
      await applyEvent({ ...tx, actor: actorOf(row), correlationId: row.correlation_id }, row);
    });
  } catch (error) {
    await recordFailure(ctx, idempotencyKey, error);
  }
}

async function takePending(tx: Tx, idempotencyKey: string): Promise<EventRow | undefined> {
  const [row] = await tx.sql<EventRow>`
    select e.idempotency_key, e.topic, e.source, e.attempts, e.order_id, e.first_raw_id, r.id as raw_id, r.body, r.body_hash, r.triggered_at, r.received_at, r.correlation_id
    from events_processed e join raw_arrivals r on r.shop = e.shop and r.id = e.canonical_raw_id
    where e.shop = ${tx.shop} and e.idempotency_key = ${idempotencyKey} and e.status = 'pending'
    for update of e skip locked`;
  return row;
}

async function applyEvent(tx: Tx, row: EventRow): Promise<void> {
  const topic = findTopic(row.topic);
  const sentByShopify = row.source === "shopify";
  if (!topic || (topic.source === "shopify") !== sentByShopify) {
    return quarantine(tx, row, { reasonCode: "UNKNOWN_EVENT_TYPE", summary: `'${row.topic}' is not an event type that this app works with.`, details: { event_type: row.topic, usual_decision: "Close it without replay; if the type is valid, ask for it to be supported." } });
  }

  const { payload, occurredAt } = contentOf(row);
  const contradictions: Record<string, unknown>[] = [];
  const event: ArrivalEvent<unknown> = {
    topic: row.topic,
    source: row.source,
    idempotencyKey: row.idempotency_key,
    rawId: row.raw_id,
    payload,
    occurredAt: occurredAt ?? row.triggered_at ?? row.received_at,
    tie: `${row.triggered_at?.toISOString() ?? ""}:${row.body_hash.toString("hex")}`,
    contradict: (details) => contradictions.push(details),
  };
  const { orderId } = (await topic.apply(tx, event)) ?? {};
  const [contradiction] = contradictions;
  if (contradiction) {
    return quarantine(tx, { ...row, order_id: orderId ?? null }, { reasonCode: "STATE_CONFLICT", summary: "The event contradicts the order's state.", details: contradiction });
  }
  await tx.sql`
    update events_processed set status = 'processed', processed_at = ${tx.now}, attempts = attempts + 1, order_id = ${orderId ?? null}, last_error = null
    where shop = ${tx.shop} and idempotency_key = ${row.idempotency_key}`;
  await signal(tx, { event: "refresh", data: { reason: row.source === "poller" ? "poller" : "webhook", orderIds: orderId === undefined ? [] : [toGid("Order", orderId)] } });
}

type Reason = Pick<NewException, "reasonCode" | "summary" | "details">;

function quarantine(tx: Tx, row: Pick<EventRow, "idempotency_key" | "topic" | "raw_id" | "first_raw_id" | "order_id">, reason: Reason): Promise<void> {
  return openException(tx, { idempotencyKey: row.idempotency_key, eventType: row.topic, rawId: row.raw_id, firstRawId: row.first_raw_id, lastRawId: row.raw_id, orderId: row.order_id, ...reason });
}

/** The work was rolled back; this puts on record why, and whether it is worth another try. */
async function recordFailure(ctx: Ctx, idempotencyKey: string, error: unknown): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const row = await takePending(tx, idempotencyKey);
    if (!row) return;
    const attempts = row.attempts + 1;
    const reason = reasonFor(error, attempts);
    if (reason) await quarantine({ ...tx, actor: actorOf(row), correlationId: row.correlation_id }, row, reason);
    await tx.sql`
      update events_processed set attempts = ${attempts}, last_error = ${messageOf(error).slice(0, 1000)}, next_attempt_at = now() + make_interval(secs => ${2 * 4 ** (attempts - 1)})
      where shop = ${tx.shop} and idempotency_key = ${idempotencyKey}`;
    logger.warn({ shop: tx.shop, idempotencyKey, topic: row.topic, attempts, reason: reason?.reasonCode, error: error instanceof z.ZodError ? "payload does not fit" : messageOf(error) }, "event not processed");
  });
}

function reasonFor(error: unknown, attempts: number): Reason | undefined {
  if (error instanceof z.ZodError) {
    const issues = error.issues.slice(0, 20).map((issue) => ({ path: `/${issue.path.join("/")}`, message: issue.message }));
    return { reasonCode: "INVALID_PAYLOAD", summary: "The body does not fit its type.", details: { issues, usual_decision: "Patch what is wrong and replay, or close it without replay." } };
  }
  if (error instanceof SyntaxError) {
    return { reasonCode: "INVALID_PAYLOAD", summary: "The body is not JSON.", details: { issues: [{ path: "", message: "not JSON" }], usual_decision: "Close it without replay." } };
  }
  if (error instanceof DomainError) {
    return { reasonCode: "STATE_CONFLICT", summary: error.message, details: { code: error.code, ...error.details, usual_decision: "Bring the order to where the event fits and replay, or close it without replay." } };
  }
  if (attempts < maxAttempts) return undefined;
  return { reasonCode: "PROCESSING_FAILED", summary: `Processing failed ${attempts} times.`, details: { attempts, error: messageOf(error).slice(0, 1000), usual_decision: "Look for the cause, then replay." } };
}

function actorOf({ source }: EventRow): Actor {
  if (source === "shopify") return shopifyActor;
  return { kind: "system", id: source, label: source === "poller" ? "Poller" : source, role: "admin" };
}
