import { inTransaction, shopContext, shopifyActor, type SystemCtx, type Tx } from "#app/platform/ctx.ts";
import { sameContent, type Told } from "./content.ts";
import { quarantine } from "./quarantine.server.ts";

export interface ArrivalId {
  shop: string;
  idempotencyKey: string;
  rawId: string;
}

interface RawRow extends Told {
  id: string;
  correlation_id: string;
}

/**
 * Whether a further arrival of a known identity tells nothing new. If it does tell something else it is a conflict: the event
 * is taken out of processing, the order stays as it is, and somebody decides.
 */
export function repeatsItself(ctx: SystemCtx, { shop, idempotencyKey: key, rawId }: ArrivalId): Promise<boolean> {
  return inShop(ctx, shop, async (tx) => {
    const [ledger] = await tx.sql<{ first_raw_id: string; status: string; applied_raw_id: string | null; order_id: bigint | null }>`
      select first_raw_id, status, applied_raw_id, order_id from events_processed where shop = ${shop} and idempotency_key = ${key} for update`;
    const candidate = await rawArrival(tx, rawId);
    if (!ledger || !candidate) throw new Error(`arrival ${rawId} is not in the ledger`);

    // What came before it, and what a person sees already: of equal ones that arrive together, one opens the conflict.
    const known = await tx.sql<RawRow>`
      select distinct on (body_hash) id, source, topic, body, content_hash from raw_arrivals
      where shop = ${shop} and idempotency_key = ${key} and id <> ${rawId} and (id = ${ledger.first_raw_id} or id < ${rawId} or id in (
        select unnest(array[raw_id, last_raw_id]) from exceptions where shop = ${shop} and idempotency_key = ${key}))`;
    if (known.some((other) => sameContent(other, candidate))) return true;

    // Compared before, or overtaken: this one, or one that came after it, is before a person already or was decided.
    const covered = await tx.sql`select id from exceptions where shop = ${shop} and idempotency_key = ${key} and last_raw_id >= ${rawId} limit 1`;
    if (covered.length > 0) return false;

    const applied = ledger.applied_raw_id !== null;
    await quarantine({ ...tx, correlationId: candidate.correlation_id }, {
      idempotencyKey: key,
      eventType: candidate.topic,
      rawId,
      firstRawId: ledger.first_raw_id,
      orderId: ledger.order_id,
      reasonCode: "IDEMPOTENCY_CONFLICT",
      summary: "The same delivery arrived again with other content.",
      details: {
        what_happened: applied ? "An earlier content of it was applied; the order stays as that left it until somebody decides." : "None of its contents was applied.",
        usual_decision: "Compare FIRST and LAST, choose the one that is right, and replay it.",
        first_was: ledger.status,
        applied_raw_id: ledger.applied_raw_id,
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
  return inShop(ctx, shop, async (tx) => {
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
    select r.id, r.source, r.topic, r.body, r.content_hash, r.idempotency_key
    from raw_arrivals r join events_processed e on e.shop = r.shop and e.idempotency_key = r.idempotency_key and e.first_raw_id = r.id
    where r.shop = ${shop} and r.topic = ${group.topic} and r.event_group = ${group.event_group} and r.idempotency_key <> ${key} and e.duplicate_of is null
      and (r.id < ${rawId} or e.status <> 'pending') -- the first of them is the original, as its sender was told
    order by r.id`;
  if (siblings.length === 0) return false;

  const candidate = await rawArrival(tx, rawId);
  const original = candidate && siblings.find((sibling) => sameContent(sibling, candidate));
  if (!original) return false;
  await tx.sql`
    update events_processed set status = 'processed', duplicate_of = ${original.idempotency_key}, processed_at = ${tx.now}
    where shop = ${shop} and idempotency_key = ${key} and status = 'pending'`;
  const [ledger] = await tx.sql<{ repeats: boolean }>`select duplicate_of is not null as repeats from events_processed where shop = ${shop} and idempotency_key = ${key}`;
  return ledger?.repeats ?? false;
}

async function rawArrival(tx: Tx, id: string): Promise<RawRow | undefined> {
  const [row] = await tx.sql<RawRow>`select id, source, topic, body, content_hash, correlation_id from raw_arrivals where shop = ${tx.shop} and id = ${id}`;
  return row;
}

/** How long a web process may take to compare what it has stored, before others take it to be dead. */
const graceSeconds = 20;
const batch = 200;

/** Compares arrivals whose web process died between storing them and comparing them: no conflict goes unnoticed. */
export async function compareForgotten(ctx: SystemCtx): Promise<void> {
  const due = await ctx.sql<{ shop: string; idempotency_key: string; last_raw_id: string; raw_ids: string[] }>`
    select e.shop, e.idempotency_key, e.last_raw_id, (
      select array_agg(distinct r.id::text) filter (where r.body_hash <> f.body_hash) from raw_arrivals r where r.shop = e.shop and r.idempotency_key = e.idempotency_key) as raw_ids
    from events_processed e join raw_arrivals f on f.shop = e.shop and f.id = e.first_raw_id
    where e.compare_due and e.last_seen_at < ${ctx.now}::timestamptz - make_interval(secs => ${graceSeconds})
    order by e.last_seen_at limit ${batch}`;
  for (const { shop, idempotency_key: idempotencyKey, last_raw_id: lastRawId, raw_ids: rawIds } of due) {
    for (const rawId of (rawIds ?? []).toSorted()) await repeatsItself(ctx, { shop, idempotencyKey, rawId });
    await ctx.sql`update events_processed set compare_due = false where shop = ${shop} and idempotency_key = ${idempotencyKey} and last_raw_id = ${lastRawId}`;
  }
  if (due.length === batch) await compareForgotten(ctx);
}

function inShop<T>(ctx: SystemCtx, shop: string, run: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(shopContext(ctx, shop, shopifyActor), run);
}
