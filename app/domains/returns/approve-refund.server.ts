import type { Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { compareAmounts, fitsCurrency } from "#app/platform/money.ts";
import type { ReturnRow } from "./find-return.server.ts";
import { type InspectedLine, loadSupport } from "./load-support.server.ts";
import type { RefundSupport } from "./refund-support.ts";
import type { AdvanceReturnInput } from "./schema.ts";

/**
 * Puts on record what inspection found and asks for the refund that it supports, or for the smaller amount that was named. Gives
 * what belongs into the return's history. Throws `conflict` for more than inspection supports, and for more than is left of what
 * was captured; `invalid` for an amount that its currency does not have.
 */
export async function askRefund(tx: Tx, current: ReturnRow, input: Pick<AdvanceReturnInput, "lineItems" | "refundAmount">): Promise<Record<string, unknown>> {
  refuseUnread(current, input.refundAmount);
  const { support, inspected } = await loadSupport(tx, current.id, input.lineItems);
  const amount = decideAmount(support, input.refundAmount);
  const details = await recordInspection(tx, current.id, inspected);
  await requestRefund(tx, current.id, { amount, ...support });
  return { amount, currencyCode: support.currencyCode, supported: support.supported, ...details };
}

/** What is in a return that Shopify has told of is not known before it was read; nothing is given back for it till then. */
function refuseUnread({ mirror, readAt, state }: ReturnRow, amount?: string): void {
  if (mirror !== "linked" || readAt || amount === "0") return;
  throw new DomainError("conflict", "RETURN_NOT_READ", { message: "What is in this return is still being read from Shopify. Try again in a moment.", state, allowed: [] });
}

/** The amount that is given back: the one named, within its bounds, else all that is supported. */
function decideAmount({ supported, left, limitedBy, currencyCode }: RefundSupport, wanted?: string): string {
  if (wanted === undefined) return supported;
  if (!fitsCurrency(wanted, currencyCode)) {
    throw new DomainError("invalid", "INVALID_AMOUNT", { message: `${currencyCode} has no such amount.`, errors: [{ path: "refundAmount", message: `has more decimals than ${currencyCode}` }] });
  }
  if (compareAmounts(wanted, supported) <= 0) return wanted;
  const errors = [{ path: "refundAmount", message: `at most ${supported}` }];
  if (limitedBy === "captured") throw new DomainError("conflict", "REFUND_EXCEEDS_CAPTURED", { message: `Only ${left} ${currencyCode} is left of what was received for this order.`, supported, left, errors });
  throw new DomainError("conflict", "REFUND_EXCEEDS_SUPPORTED", { message: `Inspection supports ${supported} ${currencyCode}.`, supported, left, errors });
}

/** Takes note of what came back, line by line, before anybody decides on money. Gives what belongs into the return's history. */
export async function recordFound(tx: Tx, current: ReturnRow, lineItems: AdvanceReturnInput["lineItems"]): Promise<Record<string, unknown>> {
  if (!lineItems) return {};
  refuseUnread(current);
  const { inspected } = await loadSupport(tx, current.id, lineItems);
  return recordInspection(tx, current.id, inspected);
}

async function recordInspection(tx: Tx, returnId: string, inspected: readonly InspectedLine[]): Promise<Record<string, unknown>> {
  for (const { lineItemId, received, condition, disposition } of inspected) {
    await tx.sql`
      update return_lines set received_quantity = ${received}, condition = ${condition}, disposition = ${disposition}
      where shop = ${tx.shop} and return_id = ${returnId} and line_item_id = ${lineItemId}`;
  }
  return { inspected: inspected.map(({ lineItemId, ...found }) => ({ lineItemId: lineItemId.toString(), ...found })) };
}

/** Writes what is asked of Shopify as a numbered row: the call follows from it, and is made once for it. */
export async function requestRefund(tx: Tx, returnId: string, { amount, supported, currencyCode }: { amount: string } & Pick<RefundSupport, "supported" | "currencyCode">): Promise<void> {
  await tx.sql`
    insert into return_refunds (shop, return_id, attempt, source, status, amount, currency_code, supported, requested_by, requested_at)
    select ${tx.shop}, ${returnId}, coalesce(max(attempt), 0) + 1, 'shopify', 'requested', ${amount}::numeric, ${currencyCode}, ${supported}::numeric, ${tx.actor.id}, ${tx.now}
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
