import { type LockedOrder, recordTimeline } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { signal } from "#app/platform/live.ts";
import { addAmounts, compareAmounts, subtractAmounts, toMoney } from "#app/platform/money.ts";
import { publish } from "#app/platform/outbox.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { type EarlierEntry, lastCapture, settleCodAccount, writeEntry } from "./cod-account.server.ts";
import { refuseMisfit, refuseNotCod } from "./refusals.ts";

export type CodCapture = { status: "applied"; paymentId: string; amount: string } | { status: "noop"; matched: EarlierEntry };

/**
 * Records that the money of a locked cash-on-delivery order was collected, all that is left of it if no amount is given, and has
 * Shopify mark the order as paid. An order whose money is all there stays as it is: `noop`, with the movement that brought it.
 * Throws `conflict`: NOT_COD, ORDER_CANCELLED, NOTHING_TO_CAPTURE, CAPTURE_EXCEEDS_EXPECTED, and PARTIAL_CAPTURE_NOT_ON_PLAN
 * for a part of it in a store whose plan does not let Shopify take one; `invalid` for an amount that the currency does not have.
 */
export async function captureCod(tx: Tx, order: LockedOrder, { amount }: { amount?: string } = {}): Promise<CodCapture> {
  const account = (await settleCodAccount(tx, order.id)) ?? refuseNotCod();
  const left = subtractAmounts(account.expected, account.captured);
  const earlier = await lastCapture(tx, order.id);
  if (earlier && compareAmounts(left, "0") === 0) return { status: "noop", matched: earlier };
  if (order.cancelledAt || order.workflowState === "cancelled") throw new DomainError("conflict", "ORDER_CANCELLED", { message: "The order is cancelled: nothing is collected for it." });
  if (compareAmounts(left, "0") === 0) throw new DomainError("conflict", "NOTHING_TO_CAPTURE", { message: "Nothing is to be paid for this order at the door." });

  const taken = amount ?? left;
  const isPart = compareAmounts(taken, left) < 0;
  refuseMisfit(taken, order.currencyCode);
  if (compareAmounts(taken, left) > 0) throw new DomainError("conflict", "CAPTURE_EXCEEDS_EXPECTED", { message: `Only ${inWords(left, order)} is still to be collected for this order.`, left: toMoney(left, order.currencyCode) });
  if (isPart) await refusePartUnlessPlus(tx, order, left);

  const paymentId = await writeEntry(tx, { orderId: order.id, kind: "captured", amount: taken });
  await publish(tx, { type: "shopify.payment_capture", orderId: order.id, payload: { orderId: order.id, ...(isPart ? { amount: taken } : {}) } });
  if (!isPart) await tx.sql`update orders set cod_status = 'captured' where shop = ${tx.shop} and id = ${order.id}`;
  const money = toMoney(taken, order.currencyCode);
  await recordTimeline(tx, { orderId: order.id, ts: tx.now, event: "payment.cod_captured", details: { ...money, total: toMoney(addAmounts([account.captured, taken]), order.currencyCode).amount }, key: `cod:${paymentId}` });
  await signal(tx, { event: "refresh", data: { reason: "action", orderIds: [toGid("Order", order.id)] } });
  return { status: "applied", paymentId, amount: money.amount };
}

/** Shopify takes a part of what is owed in stores of its Plus plan alone; elsewhere it marks an order as paid as a whole. */
async function refusePartUnlessPlus(tx: Tx, order: LockedOrder, left: string): Promise<void> {
  const [shop] = await tx.sql<{ plus: boolean }>`select shopify_plus as plus from shops where shop = ${tx.shop}`;
  if (shop?.plus) return;
  throw new DomainError("conflict", "PARTIAL_CAPTURE_NOT_ON_PLAN", {
    message: `Shopify records a part of a payment in stores of the Plus plan alone. Collect all of the ${inWords(left, order)}, or record the part when the rest is there.`,
    left: toMoney(left, order.currencyCode),
  });
}

function inWords(amount: string, { currencyCode }: LockedOrder): string {
  return `${toMoney(amount, currencyCode).amount} ${currencyCode}`;
}
