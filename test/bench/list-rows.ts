// The rows that the list benchmark reads, and what reads them at least.
import type pg from "pg";
import { openDatabase } from "#app/db.server.ts";
import { orderTasks } from "#app/domains/orders/index.server.ts";
import { systemContext } from "#app/platform/ctx.ts";

/** The shops and their orders; the first is the one that is read. */
export const shops = [
  { shop: "largest.myshopify.com", share: 0.8 },
  { shop: "second.myshopify.com", share: 0.1 },
  { shop: "third.myshopify.com", share: 0.06 },
  { shop: "fourth.myshopify.com", share: 0.04 },
] as const;

/** What an OrderRow is made of, without making it. */
export const columns = `id, name, created_at, updated_at, customer_name, email, total, currency_code, item_count, tags, financial_status, fulfillment_status, workflow_state, priority,
  assigned_to, gateways, cod, cod_status, shipment_status, tracking, shipment_updated_at, return_status, support_thread_id`;

/** Fills the database as a year of trade would leave it: most orders are closed, some hundredths are in hand. */
export async function seed(client: pg.Client, url: string, orders: number): Promise<void> {
  const indexes = await client.query<{ indexname: string; indexdef: string }>(
    "select indexname, indexdef from pg_indexes where schemaname = current_schema() and tablename in ('orders', 'order_search') and indexname not like '%_pkey'",
  );
  for (const { indexname } of indexes.rows) await client.query(`drop index "${indexname}"`);
  await client.query("alter table orders disable trigger user");
  for (const { shop, share } of shops) {
    await client.query("insert into shops (shop, scopes, installed_at) values ($1, '{}', now())", [shop]);
    await client.query(insertOrders, [shop, Math.round(orders * share)]);
  }
  await client.query("alter table orders enable trigger user");
  await client.query(`
    insert into order_search (shop, order_id, created_at, terms)
    select shop, id, created_at, search_terms(shop, string_to_array(search_text, ' ') || customer_name || number::text) from orders`);
  for (const { indexdef } of indexes.rows) await client.query(indexdef);
  await client.query("insert into order_changes (shop) select shop from shops");

  const database = openDatabase({ url, poolSize: 2 });
  await orderTasks.find(({ name }) => name === "orders.fold_counts")?.run(systemContext(database, "bench", new Date()), {});
  await database.close();
  await client.query("vacuum analyze");
}

const insertOrders = `
  insert into orders (shop, id, name, number, created_at, updated_at, snapshot_tie, currency_code, total, financial_status, fulfillment_status, gateways, cod, cod_status,
    customer_name, email, tags, item_count, workflow_state, priority, assigned_to, shipment_status, shipment_updated_at, tracking, return_status, support_thread_id, search_text)
  select $1::text, i, '#' || i, i, at, at, '', 'INR', 499, case when in_hand and i % 3 = 0 then 'pending' else 'paid' end, case when in_hand then 'unfulfilled' else 'fulfilled' end,
    array[case when i % 5 = 0 then 'Cash on Delivery (COD)' else 'razorpay' end], i % 5 = 0, case when i % 5 = 0 then 'pending' end, who, mail, '{repeat}', 2,
    case when in_hand then case when i % 3 = 0 then 'pending' else 'paid' end else 'fulfilled' end, case when i % 97 = 0 then 'urgent' else 'normal' end,
    case when i % 4 = 0 then 'asha' end,
    case when i % 211 = 0 then 'tracking_pending' when i % 223 = 0 then 'delayed' when in_hand then 'none' else 'delivered' end, at,
    case when not in_hand then jsonb_build_object('number', track, 'carrier', 'Courier X', 'url', null) end,
    case when i % 151 = 0 then 'inspection' end, case when i % 307 = 0 then gen_random_uuid() end, lower('#' || i || ' ' || mail || ' ' || who || ' KET-' || i % 5000 || ' ' || track)
  from generate_series(1, $2::int) i
  cross join lateral (select i % 11 = 0 as in_hand, now() - i * interval '39 seconds' as at, 'Noor' || i % 9000 || ' Sample' as who, 'noor' || i || '@example.com' as mail, 'TRK' || 100000000 + i as track) each`;
