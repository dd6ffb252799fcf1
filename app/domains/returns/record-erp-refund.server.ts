import type { Tx } from "#app/platform/ctx.ts";
import { refundStatus, requestRefund } from "./approve-refund.server.ts";

/**
 * Puts on record that the ERP has refunded a return. A refund that was asked of Shopify and has not left yet then moves no money:
 * it only tells Shopify which units came back. One that Shopify has made is what the ERP speaks of.
 */
export async function recordErpRefund(tx: Tx, returnId: string, { amount, reference }: { amount: string; reference: string | null }): Promise<Record<string, unknown>> {
  const status = await refundStatus(tx, returnId);
  const madeByShopify = status === "sending" || status === "made" || status === "failed";
  const [money] = await tx.sql<{ currencyCode: string }>`
    select o.currency_code as "currencyCode" from returns r join orders o on o.shop = r.shop and o.id = r.order_id where r.shop = ${tx.shop} and r.id = ${returnId}`;
  const currencyCode = money?.currencyCode ?? "XXX";
  if (!madeByShopify) {
    await tx.sql`update return_refunds set amount = 0 where shop = ${tx.shop} and return_id = ${returnId} and source = 'shopify' and status = 'requested'`;
    if (status !== "requested") await requestRefund(tx, returnId, { amount: "0", supported: "0", currencyCode });
    await tx.sql`
      insert into return_refunds (shop, return_id, attempt, source, status, amount, currency_code, supported, reference, requested_by, requested_at, settled_at)
      select ${tx.shop}, ${returnId}, max(attempt) + 1, 'erp', 'made', ${amount}::numeric, ${currencyCode}, 0, ${reference}, ${tx.actor.id}, ${tx.now}, ${tx.now}
      from return_refunds where shop = ${tx.shop} and return_id = ${returnId}`;
  }
  return { amount, currencyCode, reference };
}
