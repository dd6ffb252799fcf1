import type { Tx } from "#app/platform/ctx.ts";
import { part } from "#app/platform/sql.ts";
import { redactArrivals } from "./redact-arrivals.server.ts";
import { redactRows } from "./redact-rows.server.ts";
import { scrubText, tellingValues } from "./scrub.ts";

export interface Subject {
  customerId: bigint | null;
  orderIds: readonly bigint[];
}

/**
 * Takes a customer out of everything that the shop's rows say: the mirror, the arrivals with their bytes, decisions, the outbox,
 * timelines and logs. Orders, amounts and states stay, the ledger too: what arrives again is still known. Gives how many rows
 * of which table were changed. It may be done again.
 */
export async function redactCustomer(tx: Tx, subject: Subject): Promise<Record<string, number>> {
  await tx.sql`select set_config('app.maintenance', 'redaction', true)`;
  const { orderIds, known } = await describe(tx, subject);
  const arrivals = await redactArrivals(tx, { orderIds, customerId: subject.customerId, known });
  const rows = await redactRows(tx, orderIds, arrivals.known);
  for (const id of orderIds) await redactOrder(tx, id, arrivals.known);
  await tx.sql`update refunds set note = null where shop = ${tx.shop} and order_id = any(${orderIds.map(String)}::bigint[])`;
  await tx.sql`
    update orders o set search_text = lower(concat_ws(' ', o.name, (select string_agg(distinct l.sku, ' ') from order_line_items l where l.shop = o.shop and l.order_id = o.id),
      (select string_agg(n, ' ' order by n) from (select distinct unnest(s.tracking_numbers) as n from shipments s where s.shop = o.shop and s.order_id = o.id) numbers)))
    where o.shop = ${tx.shop} and o.id = any(${orderIds.map(String)}::bigint[])`;
  const mails = await tx.sql`delete from mails where shop = ${tx.shop} and order_id = any(${orderIds.map(String)}::bigint[]) returning id`;
  const requests = await tx.sql`delete from customer_requests where shop = ${tx.shop} and order_id = any(${orderIds.map(String)}::bigint[]) returning kind`;
  await tx.sql`select set_config('app.maintenance', '', true)`;
  return { ...rows, orders: orderIds.length, mails: mails.length, customer_requests: requests.length, raw_arrivals: arrivals.count };
}

async function redactOrder(tx: Tx, id: bigint, known: readonly string[]): Promise<void> {
  const [order] = await tx.sql<{ tags: string[] }>`select tags from orders where shop = ${tx.shop} and id = ${id}`;
  await tx.sql`
    update orders set customer_id = null, customer_name = null, email = null, phone = null, shipping_address = null, note = null, tags = ${(order?.tags ?? []).map((tag) => scrubText(tag, known))}, redacted_at = ${tx.now}
    where shop = ${tx.shop} and id = ${id}`;
}

/** The orders that are meant: those that were named, and the customer's others. With what is known of who ordered. */
async function describe(tx: Tx, { customerId, orderIds }: Subject): Promise<{ orderIds: bigint[]; known: string[] }> {
  const named = part`id = any(${orderIds.map(String)}::bigint[])`;
  const rows = await tx.sql<{ id: bigint; customer: unknown }>`
    select id, jsonb_build_object('customer', jsonb_build_object('name', customer_name, 'email', email, 'phone', phone, 'address', shipping_address)) as customer
    from orders where shop = ${tx.shop} and (${named} or customer_id = ${customerId}) order by id for update`;
  return { orderIds: [...new Set([...orderIds, ...rows.map(({ id }) => id)])], known: tellingValues(rows.map(({ customer }) => customer)) };
}
