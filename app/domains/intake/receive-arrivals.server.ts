import { v7 as uuid } from "uuid";
import { crashPoint } from "#app/platform/crash-point.ts";
import type { SystemCtx } from "#app/platform/ctx.ts";
import { sha256 } from "#app/platform/json.ts";
import { json } from "#app/platform/sql.ts";
import { wake } from "#app/platform/wake.ts";
import { packBody } from "./packed-body.ts";
import { type ArrivalId, repeatsItself, repeatsSibling } from "./recognise-repeat.server.ts";

/** What arrived, as it arrived. */
export interface Arrival {
  shop: string;
  source: string;
  topic: string;
  deliveryId: string;
  eventGroup?: string;
  headers: Record<string, string>;
  body: Buffer;
  triggeredAt?: Date;
  correlationId: string;
  /** Kept also when the shop has not installed the app: the compliance topics. */
  always?: boolean;
}

export interface Receipt {
  rawId: string;
  duplicate: boolean;
}

/** The ledger's name for a delivery within its shop. It holds the delivery's id as its source gave it. */
function idempotencyKeyOf({ source, topic, deliveryId }: Pick<Arrival, "source" | "topic" | "deliveryId">): string {
  return source === "shopify" ? `shopify:${topic}:${deliveryId}` : `${source}:${deliveryId}`;
}

interface StoredRow {
  id: string;
  /** False when the ledger knew this identity already. */
  first: boolean;
  /** Whether it is byte for byte what came first. */
  same: boolean | null;
  /** Whether another delivery of the same merchant action has told this topic. */
  sibling: boolean;
}

/**
 * Stores arrivals, all in one statement, and says of each whether it only repeats what is known. When it returns they are
 * durable and the worker has been woken. An arrival of a shop that has not installed the app is not stored and gives
 * undefined. (Contract, section 1.)
 */
export async function receiveArrivals(ctx: SystemCtx, arrivals: readonly Arrival[]): Promise<(Receipt | undefined)[]> {
  const rows = arrivals.map((arrival) => ({ ...arrival, id: uuid(), key: idempotencyKeyOf(arrival), hash: sha256(arrival.body) }));
  const column = <T>(value: (row: (typeof rows)[number]) => T) => rows.map(value);
  // The bodies travel as one binary value: an array of them would be written out in hexadecimal and parsed again.
  const bodies = column((row) => packBody(row.body));
  let end = 1;
  const starts = bodies.map((body) => (end += body.length) - body.length);

  const stored = await ctx.sql<StoredRow>`
    with incoming as (
      select * from unnest(
        ${column((row) => row.shop)}::text[], ${column((row) => row.id)}::uuid[], ${column((row) => row.source)}::text[], ${column((row) => row.topic)}::text[],
        ${column((row) => row.deliveryId)}::text[], ${column((row) => row.eventGroup ?? null)}::text[], ${column((row) => row.key)}::text[], ${column((row) => json(row.headers))}::jsonb[],
        ${starts}::int[], ${bodies.map((body) => body.length)}::int[], ${column((row) => row.hash.toString("hex"))}::text[], ${column((row) => row.triggeredAt ?? null)}::timestamptz[], ${column((row) => row.correlationId)}::text[], ${column((row) => row.always ?? false)}::boolean[]
      ) as t(shop, id, source, topic, delivery_id, event_group, idempotency_key, headers, body_start, body_length, body_hash, triggered_at, correlation_id, always)
      where t.always or exists (select from shops s where s.shop = t.shop and s.uninstalled_at is null)
    ), raw as (
      insert into raw_arrivals (shop, id, source, topic, delivery_id, event_group, idempotency_key, headers, body, body_hash, triggered_at, received_at, correlation_id)
      select shop, id, source, topic, delivery_id, event_group, idempotency_key, headers, substring(${Buffer.concat(bodies)}::bytea from body_start for body_length), decode(body_hash, 'hex'),
        triggered_at, ${ctx.now}, correlation_id
      from incoming
    ), ledger as (
      insert into events_processed as e
        (shop, idempotency_key, source, topic, first_raw_id, last_raw_id, canonical_raw_id, deliveries, compare_due, first_seen_at, last_seen_at, next_attempt_at)
      select shop, idempotency_key, min(source), min(topic), min(id::text)::uuid, max(id::text)::uuid, min(id::text)::uuid, count(*), count(distinct body_hash) > 1, ${ctx.now}, ${ctx.now}, now()
      from incoming group by shop, idempotency_key order by shop, idempotency_key -- one lock order for all batches
      on conflict (shop, idempotency_key) do update
      set deliveries = e.deliveries + excluded.deliveries, last_seen_at = excluded.last_seen_at, last_raw_id = excluded.last_raw_id, compare_due = true
      returning shop, idempotency_key, first_raw_id
    )
    select i.id, l.first_raw_id = i.id as first, f.body_hash = decode(i.body_hash, 'hex') as same,
      exists (select from raw_arrivals r where r.shop = i.shop and r.topic = i.topic and r.event_group = i.event_group and r.idempotency_key <> i.idempotency_key)
      or exists (select from incoming j where j.shop = i.shop and j.topic = i.topic and j.event_group = i.event_group and j.idempotency_key <> i.idempotency_key) as sibling
    from incoming i join ledger l using (shop, idempotency_key)
    left join raw_arrivals f on f.shop = i.shop and f.id = l.first_raw_id`;

  crashPoint("webhook.stored");
  const found = new Map(stored.map((row) => [row.id, row]));
  if (found.size > 0) wake("intake.process");
  const receipts: (Receipt | undefined)[] = [];
  for (const { id, shop, key } of rows) {
    const row = found.get(id);
    receipts.push(row && { rawId: id, duplicate: await isDuplicate(ctx, row, { shop, idempotencyKey: key, rawId: id }) });
  }
  crashPoint("webhook.compared");
  return receipts;
}

async function isDuplicate(ctx: SystemCtx, { first, same, sibling }: StoredRow, arrival: ArrivalId): Promise<boolean> {
  if (first) return sibling && repeatsSibling(ctx, arrival);
  return same === true || repeatsItself(ctx, arrival);
}
