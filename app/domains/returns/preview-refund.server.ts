import { lockOrders, resolveOrder } from "#app/domains/orders/index.server.ts";
import { type Ctx, inTransaction } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { toMoney } from "#app/platform/money.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { findReturn } from "./find-return.server.ts";
import { loadSupport } from "./load-support.server.ts";
import type { RefundPreview } from "./refund-preview.ts";
import type { PreviewRefund } from "./schema.ts";

/**
 * The refund that a return supports with what inspection found, before anybody decides; nothing is changed. Throws `conflict` for
 * an order without a return, and for lines that the return does not have.
 */
export async function previewRefund(ctx: Ctx, { orderId: reference, returnId, lineItems }: Omit<PreviewRefund, "shop_domain">): Promise<RefundPreview> {
  return inTransaction(ctx, async (tx) => {
    const orderId = await resolveOrder(tx, reference);
    await lockOrders(tx, [orderId]);
    const current = await findReturn(tx, orderId, "approve_refund", returnId);
    if (!current) throw new DomainError("conflict", "NO_RETURN", { message: "This order has no return. Possible: open.", state: null, allowed: ["open"] });
    const { support } = await loadSupport(tx, current.id, lineItems);
    const money = (amount: string) => toMoney(amount, support.currencyCode);
    return {
      returnId: current.id,
      supported: money(support.supported),
      left: money(support.left),
      value: money(support.value),
      fees: money(support.fees),
      limitedBy: support.limitedBy,
      lines: support.lines.map((line) => ({ ...line, lineItemId: toGid("LineItem", line.lineItemId), value: money(line.value) })),
    };
  });
}
