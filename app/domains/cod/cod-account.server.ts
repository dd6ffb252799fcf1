import { v7 as uuid } from "uuid";
import { shopifyActor, type Tx } from "#app/platform/ctx.ts";
import { compareAmounts, subtractAmounts } from "#app/platform/money.ts";

/** What an order has to bring in at the door, has brought in, and has had given back; in its own currency. */
export interface CodAccount {
  expected: string;
  captured: string;
  refunded: string;
}

interface MirroredOrder {
  cod: boolean;
  total: string;
  total_outstanding: string | null;
  financial_status: string | null;
  updated_at: Date;
  expected: string | null;
  captured: string | null;
  refunded: string | null;
}

/** What Shopify calls an order whose money has come in, whatever of it was given back since. */
const paidStatuses = new Set(["paid", "partially_refunded", "refunded"]);

/**
 * Brings the account of a cash-on-delivery order up to what Shopify says of its money, and gives it; undefined for any other
 * order. The order's row is locked by the caller. What Shopify tells may come in any order and any number of times.
 */
export async function settleCodAccount(tx: Tx, orderId: bigint): Promise<CodAccount | undefined> {
  const order = await readOrder(tx, orderId);
  if (!order?.cod) return undefined;
  const paid = paidStatuses.has(order.financial_status ?? "");
  const told: Tx = { ...tx, actor: shopifyActor, now: order.updated_at };

  const expected = expectedOf(order, paid);
  if (order.expected === null || compareAmounts(order.expected, expected) !== 0) await writeEntry(told, { orderId, kind: "expected", amount: expected });
  const missing = subtractAmounts(expected, order.captured ?? "0");
  if (paid && isMoney(missing)) await writeEntry(told, { orderId, kind: "captured", amount: missing });
  await followRefunds(tx, orderId);
  return readAccount(tx, orderId);
}

/** From the first money on it stands: what is added to the order later is not collected at that door. */
function expectedOf({ expected, captured, total, total_outstanding: outstanding }: MirroredOrder, paid: boolean): string {
  if (expected !== null && isMoney(captured)) return expected;
  if (!paid) return outstanding ?? total;
  return expected !== null && isMoney(expected) ? expected : total;
}

function isMoney(amount: string | null): boolean {
  return compareAmounts(amount ?? "0", "0") > 0;
}

/** Refunds that were made in Shopify, as far as the money for them is known to have come in. Our own carry their mark in the note. */
async function followRefunds(tx: Tx, orderId: bigint): Promise<void> {
  const refunds = await tx.sql<{ id: bigint; amount: string; note: string | null; created_at: Date; left: string }>`
    select r.id, r.amount::text, r.note, r.created_at, (a.captured - a.refunded)::text as left
    from refunds r join cod_accounts a on a.shop = r.shop and a.order_id = r.order_id
    where r.shop = ${tx.shop} and r.order_id = ${orderId} and r.amount > 0
      and not exists (
        select from cod_entries e where e.shop = r.shop and e.order_id = r.order_id and e.kind = 'refunded'
          and (e.shopify_refund_id = r.id or (e.shopify_refund_id is null and position('ref ' || right(e.id::text, 12) in coalesce(r.note, '')) > 0)))
    order by r.created_at, r.id`;
  let left = refunds[0]?.left ?? "0";
  for (const { id, amount, note, created_at: at } of refunds) {
    if (compareAmounts(amount, left) > 0) continue;
    await writeEntry({ ...tx, actor: shopifyActor, now: at }, { orderId, kind: "refunded", amount, reason: note, shopifyRefundId: id });
    left = subtractAmounts(left, amount);
  }
}

async function readOrder(tx: Tx, orderId: bigint): Promise<MirroredOrder | undefined> {
  const [order] = await tx.sql<MirroredOrder>`
    select o.cod, o.total::text, o.total_outstanding::text, o.financial_status, o.updated_at, a.expected::text, a.captured::text, a.refunded::text
    from orders o left join cod_accounts a on a.shop = o.shop and a.order_id = o.id
    where o.shop = ${tx.shop} and o.id = ${orderId}`;
  return order;
}

async function readAccount(tx: Tx, orderId: bigint): Promise<CodAccount | undefined> {
  const [account] = await tx.sql<CodAccount>`select expected::text, captured::text, refunded::text from cod_accounts where shop = ${tx.shop} and order_id = ${orderId}`;
  return account;
}

export interface NewCodEntry {
  /** Another id than a fresh one, when something outside knows the entry by it. */
  id?: string;
  orderId: bigint;
  kind: "expected" | "captured" | "refunded";
  amount: string;
  reason?: string | null;
  refundKey?: string;
  shopifyRefundId?: bigint;
}

/** Writes a movement; the database keeps the account with it, and refuses one that would take it below zero. Gives its id. */
export async function writeEntry(tx: Tx, { id = uuid(), orderId, kind, amount, reason, refundKey, shopifyRefundId }: NewCodEntry): Promise<string> {
  await tx.sql`
    insert into cod_entries (shop, id, order_id, kind, amount, reason, refund_key, shopify_refund_id, actor_id, actor_label, at, correlation_id)
    values (${tx.shop}, ${id}, ${orderId}, ${kind}, ${amount}::numeric, ${reason ?? null}, ${refundKey ?? null}, ${shopifyRefundId ?? null}, ${tx.actor.id}, ${tx.actor.label}, ${tx.now}, ${tx.correlationId})`;
  return id;
}

/** An earlier movement, as answers name it. */
export interface EarlierEntry {
  id: string;
  at: string;
}

/** The movement that brought in an order's money last. */
export async function lastCapture(tx: Tx, orderId: bigint): Promise<EarlierEntry | undefined> {
  const [entry] = await tx.sql<{ id: string; at: Date }>`
    select id, at from cod_entries where shop = ${tx.shop} and order_id = ${orderId} and kind = 'captured' order by at desc, id desc limit 1`;
  return entry && { id: entry.id, at: entry.at.toISOString() };
}
