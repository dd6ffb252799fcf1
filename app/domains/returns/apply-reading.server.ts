import { lockOrders } from "#app/domains/orders/index.server.ts";
import { shopifyActor, type Tx } from "#app/platform/ctx.ts";
import { json } from "#app/platform/sql.ts";
import { afterStep } from "./after-step.server.ts";
import { refundStatus } from "./approve-refund.server.ts";
import { lockShopifyReturn, type ReturnRow } from "./find-return.server.ts";
import { settleUnknown } from "./follow-refund.server.ts";
import { followTold } from "./follow-shopify-return.server.ts";
import { moveReturn } from "./move-return.server.ts";
import { shortestPath } from "./return-paths.ts";
import { isFinal } from "./schema.ts";

/** A return as it was read from Shopify, whole. Amounts are decimal strings in the shop's currency. */
export interface ReadReturn {
  orderId: bigint;
  shopifyReturnId: bigint;
  name: string;
  status: string;
  note: string | null;
  readAt: Date;
  lines: ReadLine[];
  exchangeLines: { id: string; quantity: number; processedQuantity: number; title: string | null; variantId: string | null; sku: string | null }[];
  fees: { id: string; kind: "restocking" | "return_shipping"; amount: string; currencyCode: string; percent?: string }[];
  reverseOrderIds: bigint[];
  delivery: { id: bigint; trackingNumber: string | null; trackingUrl: string | null; carrier: string | null; labelUrl: string | null } | null;
  refundIds: bigint[];
}

/** The units of one line of the order. */
export interface ReadLine {
  lineItemId: bigint;
  quantity: number;
  reason: string | null;
  customerNote: string | null;
  processed: number;
  refunded: number;
  disposition: string | null;
  unitPrice: string;
  unitTax: string;
  feePercent: string;
}

/** Brings the app's return up to what was read of Shopify's: its state, its units and prices, its label, its refunds. */
export async function applyReading(outbox: Tx, read: ReadReturn): Promise<void> {
  const tx: Tx = { ...outbox, actor: shopifyActor };
  await lockOrders(tx, [read.orderId]);
  await followTold(tx, { ...read, toldAt: read.readAt, lines: read.lines });
  const current = await lockShopifyReturn(tx, read.shopifyReturnId);
  if (!current) return;
  await tx.sql`
    update returns set name = ${read.name}, read_at = ${read.readAt}, mirror = 'linked', fees = ${json(read.fees)}, exchange_lines = ${json(read.exchangeLines)},
      reverse_order_ids = ${read.reverseOrderIds.map(String)}::bigint[]
    where shop = ${tx.shop} and id = ${current.id}`;
  await replaceLines(tx, current.id, read.lines);
  const labelled = await followDelivery(tx, current, read);
  await afterStep(tx, await followProcessing(tx, labelled, read));
}

/** Shopify has no such return: what is here is kept, and says so. */
export async function markMissing(tx: Tx, shopifyReturnId: bigint): Promise<void> {
  await tx.sql`update returns set mirror = 'missing', read_at = ${tx.now} where shop = ${tx.shop} and shopify_return_id = ${shopifyReturnId} and mirror = 'linked'`;
}

async function replaceLines(tx: Tx, returnId: string, lines: readonly ReadLine[]): Promise<void> {
  await tx.sql`
    delete from return_lines where shop = ${tx.shop} and return_id = ${returnId} and not (line_item_id = any(${lines.map(({ lineItemId }) => lineItemId.toString())}::bigint[]))`;
  for (const line of lines) {
    await tx.sql`
      insert into return_lines as l (shop, return_id, line_item_id, quantity, reason, customer_note, processed_quantity, refunded_quantity, disposition, unit_price, unit_tax, fee_percent)
      values (${tx.shop}, ${returnId}, ${line.lineItemId}, ${line.quantity}, ${line.reason}, ${line.customerNote}, ${line.processed}, ${line.refunded}, ${line.disposition}, ${line.unitPrice}, ${line.unitTax}, ${line.feePercent})
      on conflict (shop, return_id, line_item_id) do update set
        quantity = excluded.quantity, reason = coalesce(l.reason, excluded.reason), customer_note = excluded.customer_note, processed_quantity = excluded.processed_quantity,
        refunded_quantity = excluded.refunded_quantity, disposition = coalesce(excluded.disposition, l.disposition), unit_price = excluded.unit_price, unit_tax = excluded.unit_tax,
        fee_percent = excluded.fee_percent, received_quantity = coalesce(l.received_quantity, nullif(excluded.processed_quantity, 0))`;
  }
}

/** A label that Shopify has is the return's, unless a newer one of ours is still on its way there. */
async function followDelivery(tx: Tx, current: ReturnRow, { delivery }: ReadReturn): Promise<ReturnRow> {
  if (!delivery) return current;
  await tx.sql`
    update returns set reverse_delivery_id = ${delivery.id},
      label_url = case when label_pending then label_url else coalesce(${delivery.labelUrl}, label_url) end,
      tracking_number = case when label_pending then tracking_number else coalesce(${delivery.trackingNumber}, tracking_number) end,
      tracking_url = case when label_pending then tracking_url else coalesce(${delivery.trackingUrl}, tracking_url) end,
      carrier = coalesce(carrier, ${delivery.carrier})
    where shop = ${tx.shop} and id = ${current.id}`;
  if (current.state !== "awaiting_label" || !(delivery.labelUrl ?? delivery.trackingNumber)) return current;
  return moveReturn(tx, current, { action: "shopify.label_attached", to: "label_generated", details: { trackingNumber: delivery.trackingNumber } });
}

/** A return whose every unit the merchant has processed in Shopify needs no inspection here, and with its refund it is complete. */
async function followProcessing(tx: Tx, current: ReturnRow, { lines, refundIds }: ReadReturn): Promise<ReturnRow> {
  const status = await refundStatus(tx, current.id);
  const [found] = refundIds;
  if (status === "failed" && found !== undefined) await settleUnknown(tx, current.id, found);
  const underWay = status === "requested" || status === "sending" || (status === "failed" && found === undefined);
  const processed = lines.length > 0 && lines.every((line) => line.processed >= line.quantity);
  if (isFinal(current.state) || underWay || !processed) return current;

  let at = current;
  for (const { to } of shortestPath(current.state, "awaiting_refund") ?? []) at = await moveReturn(tx, at, { action: "shopify.processed", to });
  if (found === undefined) return at;
  return moveReturn(tx, at, { action: "shopify.refunded", to: "completed", details: { shopifyRefundId: found.toString() } });
}
