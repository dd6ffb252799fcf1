import type { Tx } from "#app/platform/ctx.ts";
import { json } from "#app/platform/sql.ts";

/** What of an order is compared with the mirror. */
export interface ReadFacts {
  id: bigint;
  created_at: Date;
  updated_at: Date;
  cancelled_at?: Date | null;
  fulfillments: readonly { id: bigint; created_at: Date; updated_at: Date; events: readonly { id: bigint; happened_at: Date }[] }[];
  refunds: readonly { id: bigint; created_at?: Date | null }[];
  returns: readonly { id: bigint; status: string }[];
}

/** A change, and the webhook that should have told it. */
export interface MissedChange {
  topic: string;
  changedAt: Date;
}

export interface Missed {
  changes: MissedChange[];
  refundIds: ReadonlySet<bigint>;
  returnIds: ReadonlySet<bigint>;
}

interface Mirrored {
  updated_at: Date | null;
  cancelled: boolean | null;
  shipments: { id: string; at: string }[] | null;
  reports: string[] | null;
  refunds: string[] | null;
  returns: { id: string; status: string | null }[] | null;
}

const returnTopics: Readonly<Record<string, string>> = { requested: "returns/request", open: "returns/approve", declined: "returns/decline", closed: "returns/close", canceled: "returns/cancel" };

/** What of an order that was read the mirror did not know: each change by the webhook that tells it. The order is locked. */
export async function findMissed(tx: Tx, read: ReadFacts): Promise<Missed> {
  const [known] = await tx.sql<Mirrored>`
    select (select updated_at from orders o where o.shop = ${tx.shop} and o.id = ${read.id} and not withdrawn) as updated_at,
      (select cancelled_at is not null from orders o where o.shop = ${tx.shop} and o.id = ${read.id}) as cancelled,
      (select json_agg(json_build_object('id', s.id::text, 'at', s.updated_at)) from shipments s where s.shop = ${tx.shop} and s.order_id = ${read.id}) as shipments,
      (select array_agg(e.id) from shipment_events e where e.shop = ${tx.shop} and e.order_id = ${read.id}) as reports,
      (select array_agg(f.id::text) from refunds f where f.shop = ${tx.shop} and f.order_id = ${read.id}) as refunds,
      (select json_agg(json_build_object('id', r.shopify_return_id::text, 'status', r.shopify_status)) from returns r where r.shop = ${tx.shop} and r.order_id = ${read.id} and r.shopify_return_id is not null) as returns`;
  const shipments = new Map(known?.shipments?.map(({ id, at }) => [id, new Date(at)]));
  const reports = new Set(known?.reports);
  const refundIds = new Set(known?.refunds);
  const returns = new Map(known?.returns?.map(({ id, status }) => [id, status]));

  const refunds = read.refunds.filter(({ id }) => !refundIds.has(id.toString()));
  const moved = read.returns.filter(({ id, status }) => returns.get(id.toString()) !== status);
  const changes = [
    ...orderChanges(read, known),
    ...read.fulfillments.flatMap(({ id, created_at: createdAt, updated_at: updatedAt, events }) => {
      const at = shipments.get(id.toString());
      const told = !at ? [{ topic: "fulfillments/create", changedAt: createdAt }] : at < updatedAt ? [{ topic: "fulfillments/update", changedAt: updatedAt }] : [];
      const scans = events.filter((event) => !reports.has(`shopify:${event.id}`)).map((event) => ({ topic: "fulfillment_events/create", changedAt: event.happened_at }));
      return [...told, ...scans];
    }),
    ...refunds.map(({ created_at: createdAt }) => ({ topic: "refunds/create", changedAt: createdAt ?? read.updated_at })),
    ...moved.flatMap(({ status }) => (returnTopics[status] ? [{ topic: returnTopics[status], changedAt: tx.now }] : [])),
  ];
  return { changes, refundIds: new Set(refunds.map(({ id }) => id)), returnIds: new Set(moved.map(({ id }) => id)) };
}

function orderChanges(read: ReadFacts, known: Mirrored | undefined): MissedChange[] {
  if (!known?.updated_at) return [{ topic: "orders/create", changedAt: read.created_at }];
  if (known.updated_at >= read.updated_at) return [];
  const cancelled = read.cancelled_at && !known.cancelled ? [{ topic: "orders/cancelled", changedAt: read.cancelled_at }] : [];
  return [{ topic: "orders/updated", changedAt: read.updated_at }, ...cancelled];
}

/** Keeps what the poller found and no webhook had told, of the time since the shop has the app. */
export async function recordFinds(tx: Tx, orderId: bigint, changes: readonly MissedChange[]): Promise<void> {
  if (changes.length === 0) return;
  await tx.sql`
    insert into poller_finds (shop, order_id, topic, changed_at, found_at)
    select distinct ${tx.shop}, ${orderId}::bigint, c.topic, c."changedAt", ${tx.now}::timestamptz
    from jsonb_to_recordset(${json(changes)}::jsonb) as c(topic text, "changedAt" timestamptz)
    where c."changedAt" >= (select installed_at from shops where shop = ${tx.shop})
    on conflict do nothing`;
}
