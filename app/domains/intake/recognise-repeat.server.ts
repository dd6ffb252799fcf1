import { openException } from "#app/domains/exceptions/index.server.ts";
import { contextFor, inTransaction, shopifyActor, type SystemCtx, type Tx } from "#app/platform/ctx.ts";
import { sameContent } from "./content.ts";

export interface ArrivalId {
  shop: string;
  idempotencyKey: string;
  rawId: string;
}

interface RawRow {
  id: string;
  source: string;
  topic: string;
  body: Buffer;
}

/**
 * Whether a further arrival of a known identity tells nothing new. If it does tell something else it is a conflict: the event
 * is taken out of processing, the order stays as it is, and a person decides.
 */
export function repeatsItself(ctx: SystemCtx, { shop, idempotencyKey: key, rawId }: ArrivalId): Promise<boolean> {
  return inTransaction(contextFor(ctx.database, shop, shopifyActor, ctx.correlationId, ctx.now), async (tx) => {
    const [ledger] = await tx.sql<{ first_raw_id: string; status: string; order_id: bigint | null }>`
      select first_raw_id, status, order_id from events_processed where shop = ${shop} and idempotency_key = ${key} for update`;
    const candidate = await rawArrival(tx, rawId);
    if (!ledger || !candidate) throw new Error(`arrival ${rawId} is not in the ledger`);

    // What a person has seen or will see: the first, what was chosen, and both sides of every conflict so far.
    const known = await tx.sql<RawRow>`
      select id, source, topic, body from raw_arrivals
      where shop = ${shop} and idempotency_key = ${key} and id <> ${rawId} and id in (
        select unnest(array[first_raw_id, canonical_raw_id]) from events_processed where shop = ${shop} and idempotency_key = ${key}
        union select unnest(array[raw_id, last_raw_id]) from exceptions where shop = ${shop} and idempotency_key = ${key})`;
    if (known.some((other) => sameContent(other, candidate))) return true;

    await openException(tx, {
      idempotencyKey: key,
      eventType: candidate.topic,
      rawId,
      firstRawId: ledger.first_raw_id,
      lastRawId: rawId,
      orderId: ledger.order_id,
      reasonCode: "IDEMPOTENCY_CONFLICT",
      summary: "The same delivery arrived again with other content.",
      details: {
        first_was: ledger.status,
        what_happened: ledger.status === "processed" ? "FIRST was processed; the order stays as FIRST left it until somebody decides." : "Neither was processed.",
        usual_decision: "Compare FIRST and LAST, choose the one that is right, and replay it.",
      },
    });
    return false;
  });
}

/**
 * Whether a new identity only tells what another delivery of the same merchant action told already, as when two subscriptions
 * take one topic. Such a delivery is kept and has no effect of its own.
 */
export function repeatsSibling(ctx: SystemCtx, { shop, idempotencyKey, rawId }: ArrivalId): Promise<boolean> {
  return inTransaction(contextFor(ctx.database, shop, shopifyActor, ctx.correlationId, ctx.now), async (tx) => {
    // The ledger's row first, as whoever processes the event has it.
    await tx.sql`select 1 from events_processed where shop = ${shop} and idempotency_key = ${idempotencyKey} for update`;
    return settleSibling(tx, idempotencyKey, rawId);
  });
}

/** The same, in the transaction that is about to process the event: siblings that arrived at the same moment meet here. */
export async function settleSibling(tx: Tx, key: string, rawId: string): Promise<boolean> {
  const { shop } = tx;
  const [group] = await tx.sql<{ topic: string; event_group: string | null; sibling: boolean }>`
    select r.topic, r.event_group, exists (
      select from raw_arrivals s where s.shop = r.shop and s.topic = r.topic and s.event_group = r.event_group and s.idempotency_key <> r.idempotency_key) as sibling
    from raw_arrivals r where r.shop = ${shop} and r.id = ${rawId}`;
  if (!group?.sibling) return false;
  // One after the other, so that one of them stays the original.
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`${shop}\n${group.topic}\n${group.event_group}`}, 43))`;
  const siblings = await tx.sql<RawRow & { idempotency_key: string }>`
    select r.id, r.source, r.topic, r.body, r.idempotency_key
    from raw_arrivals r join events_processed e on e.shop = r.shop and e.idempotency_key = r.idempotency_key and e.first_raw_id = r.id
    where r.shop = ${shop} and r.topic = ${group.topic} and r.event_group = ${group.event_group} and r.idempotency_key <> ${key} and e.duplicate_of is null`;
  if (siblings.length === 0) return false;

  const candidate = await rawArrival(tx, rawId);
  const original = candidate && siblings.find((sibling) => sameContent(sibling, candidate));
  if (!original) return false;
  await tx.sql`
    update events_processed set status = 'processed', duplicate_of = ${original.idempotency_key}, processed_at = ${tx.now}
    where shop = ${shop} and idempotency_key = ${key} and status = 'pending'`;
  return true;
}

async function rawArrival(tx: Tx, id: string): Promise<RawRow | undefined> {
  const [row] = await tx.sql<RawRow>`select id, source, topic, body from raw_arrivals where shop = ${tx.shop} and id = ${id}`;
  return row;
}
