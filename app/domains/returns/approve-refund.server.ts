import type { Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { compareAmounts, fitsCurrency } from "#app/platform/money.ts";
import { mayDo } from "#app/platform/permissions.ts";
import type { ReturnRow } from "./find-return.server.ts";
import { type InspectedLine, loadSupport } from "./load-support.server.ts";
import type { RefundSupport } from "./refund-support.ts";
import type { AdvanceReturnInput } from "./schema.ts";

/**
 * Puts on record what inspection found and asks for the refund that it supports, or for the amount that was named. Gives what
 * belongs into the return's history. Throws `conflict` for more than inspection supports without an override, and for more than
 * is left of what was captured with or without one; `forbidden` for an override without `ops:execute`; `invalid` for an amount
 * that its currency does not have.
 */
export async function askRefund(tx: Tx, current: ReturnRow, input: Pick<AdvanceReturnInput, "lineItems" | "refundAmount" | "override">): Promise<Record<string, unknown>> {
  if (current.mirror === "linked" && !current.readAt && input.refundAmount !== "0") {
    throw new DomainError("conflict", "RETURN_NOT_READ", { message: "What is in this return is still being read from Shopify. Try again in a moment.", state: current.state, allowed: [] });
  }
  const { support, inspected } = await loadSupport(tx, current.id, input.lineItems);
  const amount = decideAmount(tx, support, input);
  await recordInspection(tx, current.id, inspected);
  await requestRefund(tx, current.id, { amount, support, overrideReason: isMore(amount, support.supported) ? (input.override?.reason ?? null) : null });
  return {
    amount,
    currencyCode: support.currencyCode,
    supported: support.supported,
    ...(isMore(amount, support.supported) ? { override: input.override?.reason } : {}),
    inspected: inspected.map(({ lineItemId, ...found }) => ({ lineItemId: lineItemId.toString(), ...found })),
  };
}

function isMore(amount: string, than: string): boolean {
  return compareAmounts(amount, than) > 0;
}

/** The amount that is given back: the one named, within its bounds, else all that is supported. */
function decideAmount(tx: Tx, support: RefundSupport, { refundAmount, override }: Pick<AdvanceReturnInput, "refundAmount" | "override">): string {
  const { supported, left, currencyCode } = support;
  if (refundAmount === undefined) return supported;
  if (!fitsCurrency(refundAmount, currencyCode)) {
    throw new DomainError("invalid", "INVALID_AMOUNT", { message: `${currencyCode} has no such amount.`, errors: [{ path: "refundAmount", message: `has more decimals than ${currencyCode}` }] });
  }
  if (isMore(refundAmount, left)) {
    throw new DomainError("conflict", "REFUND_EXCEEDS_CAPTURED", { message: `Only ${left} ${currencyCode} is left of what was received for this order.`, supported, left, errors: [{ path: "refundAmount", message: `at most ${left}` }] });
  }
  if (!isMore(refundAmount, supported)) return refundAmount;
  if (!override) {
    throw new DomainError("conflict", "REFUND_EXCEEDS_SUPPORTED", { message: `Inspection supports ${supported} ${currencyCode}. More needs an override with a reason.`, supported, left, errors: [{ path: "refundAmount", message: `at most ${supported}` }] });
  }
  if (!mayDo(tx.actor.role, "ops:execute")) throw new DomainError("forbidden", "FORBIDDEN", { message: `Your role (${tx.actor.role}) may not refund more than inspection supports.` });
  return refundAmount;
}

async function recordInspection(tx: Tx, returnId: string, inspected: readonly InspectedLine[]): Promise<void> {
  for (const { lineItemId, received, condition, disposition } of inspected) {
    await tx.sql`
      update return_lines set received_quantity = ${received}, condition = ${condition}, disposition = ${disposition}
      where shop = ${tx.shop} and return_id = ${returnId} and line_item_id = ${lineItemId}`;
  }
}

/** Writes what is asked of Shopify as a numbered row: the call follows from it, and is made once for it. */
export async function requestRefund(tx: Tx, returnId: string, { amount, support, overrideReason }: { amount: string; support: Pick<RefundSupport, "supported" | "currencyCode">; overrideReason: string | null }): Promise<void> {
  await tx.sql`
    insert into return_refunds (shop, return_id, attempt, source, status, amount, currency_code, supported, override_reason, requested_by, requested_at)
    select ${tx.shop}, ${returnId}, coalesce(max(attempt), 0) + 1, 'shopify', 'requested', ${amount}::numeric, ${support.currencyCode}, ${support.supported}::numeric, ${overrideReason}, ${tx.actor.id}, ${tx.now}
    from return_refunds where shop = ${tx.shop} and return_id = ${returnId}`;
}

export type RefundStatus = "requested" | "sending" | "made" | "refused" | "failed" | "revoked";

/** What has become of the last refund that was asked of Shopify for a return; null when none was. */
export async function refundStatus(tx: Tx, returnId: string): Promise<RefundStatus | null> {
  const [row] = await tx.sql<{ status: RefundStatus }>`
    select status from return_refunds where shop = ${tx.shop} and return_id = ${returnId} and source = 'shopify' order by attempt desc limit 1 for update`;
  return row?.status ?? null;
}

/** Takes back a refund whose call has not begun, or was refused; true when nothing is on its way any more. */
export async function revokeRefund(tx: Tx, returnId: string, why: string): Promise<boolean> {
  await tx.sql`
    update return_refunds set status = 'revoked', settled_at = ${tx.now}, error = coalesce(error, ${why})
    where shop = ${tx.shop} and return_id = ${returnId} and source = 'shopify' and status = 'requested'`;
  const status = await refundStatus(tx, returnId);
  return status === null || status === "revoked" || status === "refused";
}
