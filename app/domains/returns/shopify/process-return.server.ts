import { Big } from "big.js";
import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { defineDestination, type Destination } from "#app/platform/outbox.ts";
import { type AdminApi, adminApi } from "#app/platform/shopify/admin-api.ts";
import { idOf, toGid } from "#app/platform/shopify/ids.ts";
import { ReturnOutcome, ReturnProcess, ReturnProcessing, type ReturnProcessingQuery } from "#app/platform/shopify/operations.ts";
import { refuseUserErrors } from "#app/platform/shopify/user-errors.ts";
import { allocateRefund, smaller } from "./allocate-refund.ts";
import { claimRefund, type ClaimedRefund, failRefund, type MadeRefund, releaseRefund, settleRefund } from "./claim-refund.server.ts";
import { unitsToProcess, unitsToRefund } from "./units-to-process.ts";
import { clockSkewMs, notInShopify, ReturnCallPayload } from "./return-call.server.ts";

export type ProcessedReturn = NonNullable<ReturnProcessingQuery["return"]>;

/**
 * Tells Shopify in one call which units came back, what becomes of them, and what is given back for them. Shopify has no
 * idempotency key for returnProcess: the refund's row says that it was sent, and every later try first looks whether it was made.
 */
export const returnProcessing: Destination = defineDestination({
  type: "shopify.return_process",
  payload: ReturnCallPayload,
  deliver: async (ctx, { payload }) => {
    const claimed = await claimRefund(ctx, payload);
    return claimed ? makeRefund(ctx, payload, claimed) : null;
  },
  settle: settleRefund,
  fail: failRefund,
});

async function makeRefund(ctx: Ctx, payload: ReturnCallPayload, claimed: ClaimedRefund): Promise<MadeRefund> {
  try {
    return await processReturn(ctx, claimed);
  } catch (error) {
    // A refusal is an answer: nothing has happened. Anything else leaves open whether it has.
    if (error instanceof DomainError) await releaseRefund(ctx, payload, claimed.attempt);
    throw error;
  }
}

async function processReturn(ctx: Ctx, claimed: ClaimedRefund): Promise<MadeRefund> {
  if (claimed.shopifyReturnId === null) throw notInShopify();
  const api = await adminApi(ctx);
  const { data } = await api.run(ReturnProcessing, { id: toGid("Return", claimed.shopifyReturnId) });
  const found = data.return;
  if (!found) throw notInShopify();
  const units = unitsToProcess(found, claimed.lines);
  const earlier = findRefund(found, claimed, units.length === 0);
  if (earlier) return earlier;
  if (found.status !== "OPEN") throw new DomainError("conflict", "RETURN_NOT_OPEN", { message: `Shopify's return is ${found.status.toLowerCase()}: reopen it there and try again, or deny the return.` });

  const amount = await supportedAmount(api, found, claimed);
  const orderTransactions = allocateRefund(amount, found.order.suggestedRefund?.suggestedTransactions ?? []).map(({ parentId, amount: part, currencyCode }) => ({ parentId, transactionAmount: { amount: part, currencyCode } }));
  if (units.length === 0 && orderTransactions.length === 0) return { attempt: claimed.attempt, amount: "0", refundId: null };
  const before = new Set(found.refunds.nodes.map(({ id }) => id));
  const { data: answer } = await api.run(ReturnProcess, {
    input: { returnId: found.id, returnLineItems: units, note: claimed.mark, ...(orderTransactions.length > 0 ? { financialTransfer: { issueRefund: { orderTransactions } } } : {}) },
  });
  refuseUserErrors("returnProcess", answer.returnProcess?.userErrors ?? []);
  const made = answer.returnProcess?.return?.refunds.nodes.find(({ id }) => !before.has(id));
  return { attempt: claimed.attempt, amount: made ? amount : "0", refundId: made ? String(idOf("Refund", made.id)) : null };
}

/** What an earlier try made whose answer was lost; or, when no unit is left to process, what somebody else has made. */
function findRefund({ refunds, returnLineItems }: ProcessedReturn, { attempt, mark, sentBefore, knownRefunds, amount }: ClaimedRefund, nothingLeft: boolean): MadeRefund | undefined {
  const unknown = refunds.nodes.filter(({ id }) => !knownRefunds.includes(idOf("Refund", id)));
  const since = sentBefore ? sentBefore.getTime() - clockSkewMs : Number.POSITIVE_INFINITY;
  const processed = nothingLeft && returnLineItems.nodes.some(({ processedQuantity }) => processedQuantity > 0);
  const made = unknown.find(({ note }) => note === mark) ?? unknown.find(({ createdAt }) => processed || (createdAt && new Date(createdAt).getTime() >= since));
  if (made) return { attempt, amount: made.totalRefundedSet.shopMoney.amount, refundId: String(idOf("Refund", made.id)) };
  // A call without money is seen by its units alone.
  return processed && new Big(amount).eq(0) ? { attempt, amount: "0", refundId: null } : undefined;
}

/** What was asked for, but never more than Shopify itself would give back for these units now. */
async function supportedAmount(api: AdminApi, found: ProcessedReturn, { amount, lines }: ClaimedRefund): Promise<string> {
  if (new Big(amount).eq(0)) return "0";
  const left = found.order.suggestedRefund?.maximumRefundableSet.shopMoney.amount ?? "0";
  const { data } = await api.run(ReturnOutcome, { id: found.id, lines: unitsToRefund(found, lines) });
  const transfer = data.return?.suggestedFinancialOutcome?.financialTransfer;
  const suggested = transfer && "amount" in transfer ? transfer.amount.shopMoney.amount : "0";
  return smaller(amount, smaller(suggested, left));
}
