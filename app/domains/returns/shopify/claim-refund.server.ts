import { type Ctx, inTransaction, type Tx } from "#app/platform/ctx.ts";
import { afterStep } from "../after-step.server.ts";
import { moveReturn } from "../move-return.server.ts";
import { requestReading } from "../request-reading.server.ts";
import type { Disposition } from "../schema.ts";
import { goOn, lockCalled, type ReturnCallPayload } from "./return-call.server.ts";

/** A refund that this call is about to make, and the units that it is for. */
export interface ClaimedRefund {
  attempt: number;
  amount: string;
  /** When an earlier try began whose answer nobody has: what Shopify has made since may be ours. */
  sentBefore: Date | null;
  shopifyReturnId: bigint | null;
  /** What the refund is called in Shopify, by which it is found again. */
  mark: string;
  lines: { lineItemId: bigint; received: number; disposition: Disposition | null }[];
  /** Refunds of the return that are known already. */
  knownRefunds: bigint[];
}

/**
 * Takes the last refund that was asked for, so that it can no longer be taken back; undefined when there is none to make: it was
 * made, revoked, or the return has ended without it.
 */
export function claimRefund(ctx: Ctx, { returnId }: ReturnCallPayload): Promise<ClaimedRefund | undefined> {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.sql<{ attempt: number; status: string; amount: string; sent_at: Date | null }>`
      select attempt, status, amount::text, sent_at from return_refunds
      where shop = ${tx.shop} and return_id = ${returnId} and source = 'shopify' order by attempt desc limit 1 for update`;
    const [owner] = await tx.sql<{ shopifyReturnId: bigint | null; ended: boolean }>`
      select shopify_return_id as "shopifyReturnId", state in ('denied', 'cancelled') as ended from returns where shop = ${tx.shop} and id = ${returnId}`;
    if (!row || !owner || owner.ended || row.status === "made" || row.status === "revoked") return undefined;
    await tx.sql`
      update return_refunds set status = 'sending', sent_at = coalesce(sent_at, ${tx.now}), error = null where shop = ${tx.shop} and return_id = ${returnId} and attempt = ${row.attempt}`;
    const lines = await tx.sql<ClaimedRefund["lines"][number]>`
      select line_item_id as "lineItemId", coalesce(received_quantity, quantity) as received, disposition from return_lines where shop = ${tx.shop} and return_id = ${returnId} order by line_item_id`;
    const known = await tx.sql<{ id: bigint }>`
      select shopify_refund_id as id from return_refunds where shop = ${tx.shop} and return_id = ${returnId} and shopify_refund_id is not null`;
    const { attempt, amount, sent_at: sentBefore } = row;
    return { attempt, amount, sentBefore, shopifyReturnId: owner.shopifyReturnId, mark: `Return ${returnId}, refund ${attempt}`, lines, knownRefunds: known.map(({ id }) => id) };
  });
}

/** Says that Shopify has refused the refund: nothing has happened, and it may be asked for again, or taken back. */
export async function releaseRefund(ctx: Ctx, { returnId }: ReturnCallPayload, attempt: number): Promise<void> {
  await ctx.sql`update return_refunds set status = 'requested', sent_at = null where shop = ${ctx.shop} and return_id = ${returnId} and attempt = ${attempt} and status = 'sending'`;
}

export interface MadeRefund {
  attempt: number;
  /** What went back: never more than what was asked for. */
  amount: string;
  refundId: string | null;
}

/** Records a refund that was made, and completes the return that waits for it. */
export async function settleRefund(tx: Tx, { payload }: { payload: ReturnCallPayload }, made: MadeRefund | null): Promise<void> {
  const current = await lockCalled(tx, payload);
  if (current.shopifyReturnId !== null) await requestReading(tx, { orderId: payload.orderId, shopifyReturnId: current.shopifyReturnId });
  if (!made) return afterStep(tx, current);
  const [refund] = await tx.sql<{ currency_code: string }>`
    update return_refunds set status = 'made', amount = ${made.amount}::numeric, shopify_refund_id = ${made.refundId === null ? null : BigInt(made.refundId)}, settled_at = ${tx.now}, error = null
    where shop = ${tx.shop} and return_id = ${payload.returnId} and attempt = ${made.attempt} returning currency_code`;
  if (current.state !== "awaiting_refund") return afterStep(tx, current);
  const details = { amount: made.amount, currencyCode: refund?.currency_code ?? null, shopifyRefundId: made.refundId };
  await afterStep(tx, await moveReturn(tx, current, { action: made.refundId === null ? "shopify.processed" : "shopify.refunded", to: "completed", details }));
}

/** Records that a refund was not made; one whose answer nobody has may have been. */
export async function failRefund(tx: Tx, { payload }: { payload: ReturnCallPayload }, message: string): Promise<void> {
  await tx.sql`
    update return_refunds set status = case status when 'sending' then 'failed' else 'refused' end, error = ${message}, settled_at = ${tx.now}
    where shop = ${tx.shop} and return_id = ${payload.returnId} and source = 'shopify' and status in ('requested', 'sending')`;
  await goOn(tx, payload);
}
