import { Big } from "big.js";
import { v5 as uuidOf } from "uuid";
import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { defineDestination, type Destination } from "#app/platform/outbox.ts";
import { adminApi } from "#app/platform/shopify/admin-api.ts";
import { fromGid, toGid } from "#app/platform/shopify/ids.ts";
import { OrderRefunding, ReturnRefundCreate } from "#app/platform/shopify/operations.ts";
import { refuseUserErrors } from "#app/platform/shopify/user-errors.ts";
import { allocateRefund, smaller } from "./allocate-refund.ts";
import { claimRefund, type ClaimedRefund, failRefund, type MadeRefund, releaseRefund, settleRefund } from "./claim-refund.server.ts";
import { ReturnCallPayload } from "./return-call.server.ts";

/**
 * Refunds a return that Shopify does not have, on the order itself. Shopify makes one refund for one idempotency key; as a key is
 * not kept for ever, a later try also looks for the refund by the mark in its note.
 */
export const returnRefunds: Destination = defineDestination({
  type: "shopify.return_refund",
  payload: ReturnCallPayload,
  deliver: async (ctx, { payload }) => {
    const claimed = await claimRefund(ctx, payload);
    if (!claimed) return null;
    try {
      return await refundOrder(ctx, payload, claimed);
    } catch (error) {
      if (error instanceof DomainError) await releaseRefund(ctx, payload, claimed.attempt);
      throw error;
    }
  },
  settle: settleRefund,
  fail: failRefund,
});

async function refundOrder(ctx: Ctx, { orderId, returnId }: ReturnCallPayload, { attempt, amount: asked, mark, lines }: ClaimedRefund): Promise<MadeRefund> {
  if (new Big(asked).eq(0)) return { attempt, amount: "0", refundId: null };
  const api = await adminApi(ctx);
  const gid = toGid("Order", orderId);
  const units = lines.filter(({ received }) => received > 0).map(({ lineItemId, received }) => ({ lineItemId: toGid("LineItem", lineItemId), quantity: received, restockType: "NO_RESTOCK" as const }));
  const { data } = await api.run(OrderRefunding, { orderId: gid, lines: units });
  if (!data.order) throw new DomainError("not_found", "ORDER_NOT_IN_SHOPIFY", { message: "Shopify does not have this order." });
  const earlier = data.order.refunds.find(({ note }) => note === mark);
  if (earlier) return { attempt, amount: earlier.totalRefundedSet.shopMoney.amount, refundId: String(fromGid("Refund", earlier.id)) };

  const { suggestedRefund, payments } = data.order;
  const amount = smaller(asked, suggestedRefund?.amountSet.shopMoney.amount ?? "0");
  const parts = allocateRefund(amount, payments?.suggestedTransactions ?? []);
  const [first] = parts;
  if (!first) return { attempt, amount: "0", refundId: null };
  const transactions = parts.map(({ parentId, gateway, amount: part }) => ({ orderId: gid, parentId, gateway, kind: "REFUND" as const, amount: part }));
  const { data: answer } = await api.run(ReturnRefundCreate, {
    input: { orderId: gid, note: mark, currency: first.currencyCode, refundLineItems: units, transactions },
    key: uuidOf(String(attempt), returnId),
  });
  refuseUserErrors("refundCreate", answer.refundCreate?.userErrors ?? []);
  const made = answer.refundCreate?.refund;
  if (!made) throw new Error("Shopify made no refund and said no reason.");
  return { attempt, amount: made.totalRefundedSet.shopMoney.amount, refundId: String(fromGid("Refund", made.id)) };
}
