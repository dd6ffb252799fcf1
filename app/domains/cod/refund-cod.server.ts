import { type LockedOrder, recordTimeline } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { signal } from "#app/platform/live.ts";
import { compareAmounts, subtractAmounts, toMoney } from "#app/platform/money.ts";
import { publish } from "#app/platform/outbox.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { type EarlierEntry, settleCodAccount, writeEntry } from "./cod-account.server.ts";
import { refuseMisfit, refuseNotCod } from "./refusals.ts";

export interface CodRefundWish {
  amount: string;
  reason: string;
  /** Tells a second refund of the same amount and reason from the first one told twice. */
  refundKey?: string | undefined;
}

export type CodRefund = { status: "applied"; refundId: string } | { status: "noop"; refundId: string; matched: EarlierEntry };

/**
 * Records that money of a locked cash-on-delivery order was given back, and has Shopify record the refund. The same order,
 * amount, reason and key again is `noop`. Throws `conflict`: NOT_COD, NOT_CAPTURED, REFUND_EXCEEDS_CAPTURED; `invalid` for an
 * amount that the currency does not have and for a key that stands for another refund (REFUND_KEY_REUSED).
 */
export async function refundCod(tx: Tx, order: LockedOrder, { amount, reason, refundKey }: CodRefundWish): Promise<CodRefund> {
  const account = (await settleCodAccount(tx, order.id)) ?? refuseNotCod();
  refuseMisfit(amount, order.currencyCode);
  const earlier = await findEarlier(tx, order.id, { amount, reason, refundKey });
  if (earlier) return { status: "noop", refundId: earlier.id, matched: earlier };
  if (compareAmounts(account.captured, "0") === 0) throw new DomainError("conflict", "NOT_CAPTURED", { message: "No money has been collected for this order that could be given back." });
  const left = toMoney(subtractAmounts(account.captured, account.refunded), order.currencyCode);
  if (compareAmounts(amount, left.amount) > 0) {
    throw new DomainError("conflict", "REFUND_EXCEEDS_CAPTURED", { message: `Only ${left.amount} ${left.currencyCode} is left of what was collected for this order.`, left, errors: [{ path: "amount", message: `at most ${left.amount}` }] });
  }

  const refundId = await publish(tx, { type: "shopify.refund_create", orderId: order.id, payload: { orderId: order.id, amount, note: reason } });
  await writeEntry(tx, { id: refundId, orderId: order.id, kind: "refunded", amount, reason, refundKey });
  await recordTimeline(tx, { orderId: order.id, ts: tx.now, event: "payment.cod_refunded", details: { ...toMoney(amount, order.currencyCode), note: reason }, key: `cod:${refundId}` });
  await signal(tx, { event: "refresh", data: { reason: "action", orderIds: [toGid("Order", order.id)] } });
  return { status: "applied", refundId };
}

async function findEarlier(tx: Tx, orderId: bigint, { amount, reason, refundKey }: CodRefundWish): Promise<EarlierEntry | undefined> {
  const [entry] = await tx.sql<{ id: string; at: Date; same: boolean }>`
    select id, at, amount = ${amount}::numeric and reason = ${reason} as same from cod_entries
    where shop = ${tx.shop} and order_id = ${orderId} and kind = 'refunded' and shopify_refund_id is null
      and refund_key is not distinct from ${refundKey ?? null}::text and (refund_key is not null or (amount = ${amount}::numeric and reason = ${reason}))`;
  if (!entry) return undefined;
  if (!entry.same) throw new DomainError("invalid", "REFUND_KEY_REUSED", { message: "This refund_key stands for a refund of another amount or reason. Use a new key for a new refund." });
  return { id: entry.id, at: entry.at.toISOString() };
}
