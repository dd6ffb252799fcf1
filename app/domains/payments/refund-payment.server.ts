import { Big } from "big.js";
import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { currencyDecimals } from "#app/platform/money.ts";
import type { Outgoing } from "#app/platform/outbox.ts";
import { adminApi } from "#app/platform/shopify/admin-api.ts";
import { fromGid } from "#app/platform/shopify/ids.ts";
import { RefundOrder, type RefundOrderMutationVariables } from "#app/platform/shopify/operations.ts";
import { refuseUserErrors } from "#app/platform/shopify/user-errors.ts";
import { type PaidOrder, readPayment, refundablePayments } from "./order-payment.server.ts";

export interface RefundRequest {
  orderId: bigint;
  /** In shop currency; all that was paid and not given back yet, with the goods, if not given. */
  amount?: string;
  note: string;
}

export interface Refunded {
  /** Shopify's id of the refund; null when there was nothing left to give back. */
  refundId: string | null;
}

/**
 * Gives money back the way it came, the latest payment first. The outbox event's id is Shopify's idempotency key and the mark
 * in the refund's note, by which a repeated attempt finds what an earlier one did. Throws `conflict` for more than is left.
 */
export async function refundPayment(ctx: Ctx, { id, payload }: Outgoing<RefundRequest>): Promise<Refunded> {
  const order = await readPayment(ctx, payload.orderId);
  const transactions = transactionsOf(order, payload.amount);
  if (transactions.length === 0) return { refundId: null };
  const goods = payload.amount === undefined ? { refundLineItems: refundLines(order), shipping: { fullRefund: true } } : {};
  const currency = order.presentmentCurrencyCode === order.currencyCode ? undefined : order.presentmentCurrencyCode;
  const api = await adminApi(ctx);
  const { data } = await api.run(RefundOrder, { idempotencyKey: id, input: { orderId: order.id, note: noteWith(payload.note, id), transactions, currency, ...goods } });
  refuseUserErrors("refundCreate", data.refundCreate?.userErrors ?? []);
  return { refundId: numberOf(data.refundCreate?.refund?.id) };
}

/** The refund that an earlier attempt made, by the mark in its note. */
export async function findRefund(ctx: Ctx, { id, payload }: Outgoing<RefundRequest>): Promise<Refunded | undefined> {
  const { refunds } = await readPayment(ctx, payload.orderId);
  const ours = refunds.find(({ note }) => note?.includes(markOf(id)));
  return ours && { refundId: numberOf(ours.id) };
}

type Transactions = NonNullable<RefundOrderMutationVariables["input"]["transactions"]>;

function transactionsOf(order: PaidOrder, amount: string | undefined): Transactions {
  const payments = refundablePayments(order);
  let wanted = amount === undefined ? undefined : new Big(amount);
  const transactions = payments.flatMap(({ transaction, left }): Transactions => {
    const { shopMoney, presentmentMoney } = transaction.amountSet;
    // What customers pay in may be another currency than the shop's.
    const rate = new Big(presentmentMoney.amount).div(shopMoney.amount);
    const share = wanted === undefined ? new Big(left) : smaller(new Big(left), wanted.times(rate).round(currencyDecimals(order.presentmentCurrencyCode)));
    wanted = wanted?.minus(share.div(rate).round(currencyDecimals(order.currencyCode)));
    if (share.lte(0)) return [];
    return [{ orderId: order.id, parentId: transaction.id, kind: "REFUND", gateway: transaction.gateway ?? "manual", amount: share.toFixed() }];
  });
  if (wanted?.gt(0)) throw new DomainError("conflict", "REFUND_EXCEEDS_PAID", { message: `Shopify has ${wanted.toFixed()} ${order.currencyCode} too little of this order's money to give that back.` });
  return transactions;
}

function smaller(a: Big, b: Big): Big {
  return a.lt(b) ? a : b;
}

function refundLines({ lineItems }: PaidOrder) {
  return lineItems.nodes.flatMap(({ id: lineItemId, refundableQuantity: quantity }) => (quantity > 0 ? [{ lineItemId, quantity, restockType: "NO_RESTOCK" as const }] : []));
}

function markOf(eventId: string): string {
  return `ref ${eventId.slice(-12)}`;
}

function noteWith(note: string, eventId: string): string {
  return [note.slice(0, 200), `(${markOf(eventId)})`].filter(Boolean).join(" ");
}

function numberOf(gid: string | undefined): string | null {
  return gid === undefined ? null : (fromGid("Refund", gid)?.toString() ?? null);
}
