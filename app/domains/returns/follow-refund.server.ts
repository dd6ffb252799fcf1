import { lockOrders, type RefundSnapshot } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import type { ArrivalEvent } from "#app/platform/topics.ts";
import { afterStep } from "./after-step.server.ts";
import { refundStatus, revokeRefund } from "./approve-refund.server.ts";
import { lockReturnsOf, type ReturnRow } from "./find-return.server.ts";
import { moveReturn } from "./move-return.server.ts";
import { requestReading } from "./request-reading.server.ts";

/**
 * A refund that Shopify made completes the return that waits for it. One that names a return belongs to it alone; one that names
 * none can only be of a return that Shopify does not have. A refund of our own that has not left yet is then not made on top.
 */
export async function applyShopifyRefund(tx: Tx, refund: RefundSnapshot, event: Pick<ArrivalEvent<unknown>, "settlesLater"> = {}): Promise<void> {
  await lockOrders(tx, [refund.orderId]);
  const current = returnOf(await lockReturnsOf(tx, refund.orderId), refund);
  if (!current) return;
  // What was processed with it, and whether anything is left, the return itself says.
  if (current.shopifyReturnId !== null) await requestReading(tx, { orderId: refund.orderId, shopifyReturnId: current.shopifyReturnId });
  const status = await refundStatus(tx, current.id);
  if (status === "failed") await settleUnknown(tx, current.id, refund.id);
  if (current.state !== "awaiting_refund") return;
  if (status === "requested") {
    // Our call finds what the merchant has processed, and makes only what is left of it.
    if (current.mirror === "linked") return;
    await revokeRefund(tx, current.id, "It was refunded in Shopify before.");
  }
  await afterStep(tx, await moveReturn(tx, current, { action: "shopify.refunded", to: "completed", details: { amount: refund.amount, currencyCode: refund.currencyCode, shopifyRefundId: refund.id.toString() } }), event);
}

function returnOf(rows: readonly ReturnRow[], { shopifyReturnId }: RefundSnapshot): ReturnRow | undefined {
  if (shopifyReturnId !== null) return rows.find((row) => row.shopifyReturnId === shopifyReturnId);
  const waiting = rows.filter(({ state, mirror }) => state === "awaiting_refund" && mirror !== "linked");
  return waiting.length === 1 ? waiting[0] : undefined;
}

/** The answer of a call was lost, and here is what it did. */
export async function settleUnknown(tx: Tx, returnId: string, shopifyRefundId: bigint): Promise<void> {
  await tx.sql`
    update return_refunds set status = 'made', shopify_refund_id = ${shopifyRefundId}, settled_at = ${tx.now}, error = null
    where shop = ${tx.shop} and return_id = ${returnId} and source = 'shopify' and status = 'failed'`;
}
