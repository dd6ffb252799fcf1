import type { Tx } from "#app/platform/ctx.ts";
import { currencyDecimals } from "#app/platform/money.ts";
import { join, json, names, part } from "#app/platform/sql.ts";
import { codStatusOf, isCashOnDelivery } from "./cod.ts";
import { lockId } from "./lock-orders.server.ts";
import type { OrderSnapshot, RefundSnapshot } from "./snapshot.ts";
import { recordTimeline } from "./timeline.server.ts";

/** What says who ordered. A snapshot of a time before the customer was taken out of the order does not bring them back. */
const personalColumns = join(
  ["customer_id", "customer_name", "email", "phone", "shipping_address", "note", "tags"].map((column) => part`${names(column)} = case when o.redacted_at >= excluded.updated_at then o.${names(column)} else excluded.${names(column)} end`),
  ", ",
);

/**
 * Brings the mirror up to a snapshot of an order. Of two snapshots the one with the later `updatedAt` stands, of two of the
 * same moment the one with the greater tie: so the mirror ends the same in whatever order they arrive, however often.
 * True when this snapshot stands now. The order's row is locked afterwards.
 */
export async function applyOrderSnapshot(tx: Tx, order: OrderSnapshot, tie: string): Promise<boolean> {
  const cod = isCashOnDelivery(order.gateways);
  const itemCount = order.lineItems.reduce((count, line) => count + line.currentQuantity, 0);
  const [stands] = await tx.sql<{ inserted: boolean }>`
    insert into orders as o (
      shop, id, name, number, created_at, processed_at, updated_at, cancelled_at, closed_at, snapshot_tie, test, currency_code, currency_decimals, total, total_outstanding,
      financial_status, shopify_fulfillment_status, fulfillment_status, gateways, cod, cod_status, customer_id, customer_name, email, phone,
      shipping_address, note, source_name, tags, item_count)
    values (
      ${tx.shop}, ${order.id}, ${order.name}, ${order.number}, ${order.createdAt}, ${order.processedAt}, ${order.updatedAt}, ${order.cancelledAt}, ${order.closedAt}, ${tie},
      ${order.test}, ${order.currencyCode}, ${currencyDecimals(order.currencyCode)}, ${order.total}, ${order.totalOutstanding}, ${order.financialStatus}, ${order.fulfillmentStatus}, ${order.fulfillmentStatus},
      ${order.gateways}, ${cod}, ${codStatusOf(order.gateways, order.financialStatus)}, ${order.customerId}, ${order.customerName}, ${order.email}, ${order.phone},
      ${order.shippingAddress === null ? null : json(order.shippingAddress)}, ${order.note}, ${order.sourceName}, ${order.tags}, ${itemCount})
    on conflict (shop, id) do update set
      name = excluded.name, number = excluded.number, created_at = excluded.created_at, processed_at = excluded.processed_at, updated_at = excluded.updated_at,
      cancelled_at = excluded.cancelled_at, closed_at = excluded.closed_at, snapshot_tie = excluded.snapshot_tie, test = excluded.test,
      currency_code = excluded.currency_code, currency_decimals = excluded.currency_decimals, total = excluded.total, total_outstanding = excluded.total_outstanding, financial_status = excluded.financial_status,
      shopify_fulfillment_status = excluded.shopify_fulfillment_status, gateways = excluded.gateways, cod = excluded.cod,
      cod_status = case when excluded.cod_status = 'pending' and exists ( -- collected, and on its way to Shopify
        select from cod_accounts a where a.shop = o.shop and a.order_id = o.id and a.captured > 0 and a.captured >= a.expected) then 'captured' else excluded.cod_status end,
      ${personalColumns}, source_name = excluded.source_name, item_count = excluded.item_count,
      withdrawn = false, deleted_at = case when o.withdrawn then null else o.deleted_at end
    where (o.updated_at, o.snapshot_tie) < (excluded.updated_at, excluded.snapshot_tie)
    returning o.xmax = 0 as inserted`;
  if (stands?.inserted) await lockId(tx, order.id);
  if (stands) await replaceLineItems(tx, order);
  else await tx.sql`select id from orders where shop = ${tx.shop} and id = ${order.id} for update`;

  await recordTimeline(tx, { orderId: order.id, ts: order.createdAt, event: "order.created", details: { name: order.name, source: order.sourceName }, key: "order.created" });
  if (order.financialStatus) {
    await recordTimeline(tx, { orderId: order.id, ts: order.updatedAt, event: `payment.${order.financialStatus}`, details: { gateways: order.gateways }, key: `payment.${order.financialStatus}` });
  }
  if (order.cancelledAt) await recordTimeline(tx, { orderId: order.id, ts: order.cancelledAt, event: "order.cancelled", details: {}, key: "order.cancelled" });
  return stands !== undefined;
}

async function replaceLineItems(tx: Tx, order: OrderSnapshot): Promise<void> {
  const lines = order.lineItems.map((line, position) => ({ ...line, position }));
  await tx.sql`delete from order_line_items where shop = ${tx.shop} and order_id = ${order.id}`;
  await tx.sql`
    insert into order_line_items (shop, order_id, id, position, product_id, variant_id, title, variant_title, sku, quantity, current_quantity, fulfillable_quantity, price, grams, requires_shipping)
    select ${tx.shop}, ${order.id}, l.id, l.position, l."productId", l."variantId", l.title, l."variantTitle", l.sku, l.quantity, l."currentQuantity", l."fulfillableQuantity", l.price, l.grams, l."requiresShipping"
    from jsonb_to_recordset(${json(lines)}::jsonb) as l(
      id bigint, position int, "productId" bigint, "variantId" bigint, title text, "variantTitle" text, sku text, quantity int, "currentQuantity" int, "fulfillableQuantity" int, price numeric, grams int, "requiresShipping" boolean)
    on conflict do nothing -- a line that a payload names twice`;
}

/** Marks an order as deleted in Shopify, for good: an older webhook that comes later does not bring it back. */
export async function applyOrderDeletion(tx: Tx, orderId: bigint, at: Date): Promise<void> {
  await tx.sql`
    insert into orders as o (shop, id, name, created_at, updated_at, snapshot_tie, currency_code, total, deleted_at)
    values (${tx.shop}, ${orderId}, '', ${at}, to_timestamp(0), '', 'XXX', 0, ${at})
    on conflict (shop, id) do update set deleted_at = case when o.withdrawn then excluded.deleted_at else least(o.deleted_at, excluded.deleted_at) end, withdrawn = false`;
}

/** Records a refund, once. It does not change, but its tellings differ in how much they say: what any of them has said stands. */
export async function applyRefund(tx: Tx, refund: RefundSnapshot): Promise<void> {
  await tx.sql`
    insert into refunds (shop, order_id, id, shopify_return_id, amount, currency_code, note, lines, created_at)
    values (${tx.shop}, ${refund.orderId}, ${refund.id}, ${refund.shopifyReturnId}, ${refund.amount}, ${refund.currencyCode ?? "XXX"}, ${refund.note}, ${json(refund.lines)}, ${refund.createdAt})
    on conflict (shop, order_id, id) do update set
      shopify_return_id = greatest(refunds.shopify_return_id, excluded.shopify_return_id), amount = greatest(refunds.amount, excluded.amount),
      currency_code = coalesce(greatest(nullif(refunds.currency_code, 'XXX'), nullif(excluded.currency_code, 'XXX')), 'XXX'), note = greatest(refunds.note, excluded.note),
      lines = greatest(refunds.lines, excluded.lines), -- more lines, and of as many those that name what is null in others
      created_at = least(refunds.created_at, excluded.created_at)`;
  await recordTimeline(tx, { orderId: refund.orderId, ts: refund.createdAt, event: "payment.refund", details: { amount: refund.amount, currencyCode: refund.currencyCode, note: refund.note }, key: `refund:${refund.id}` });
}
