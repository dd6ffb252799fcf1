import { Big } from "big.js";
import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { adminApi } from "#app/platform/shopify/admin-api.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { OrderPayment, type OrderPaymentQuery } from "#app/platform/shopify/operations.ts";

export type PaidOrder = NonNullable<OrderPaymentQuery["order"]>;
type Transaction = PaidOrder["transactions"][number];

/** An order's payments as Shopify has them now. Throws `not_found` when it does not have the order. */
export async function readPayment(ctx: Ctx, orderId: bigint): Promise<PaidOrder> {
  const api = await adminApi(ctx);
  const { data } = await api.run(OrderPayment, { orderId: toGid("Order", orderId) });
  if (!data.order) throw new DomainError("not_found", "ORDER_NOT_IN_SHOPIFY", { message: "Shopify does not have this order." });
  return data.order;
}

export interface OpenAmount {
  transaction: Transaction;
  /** What is left of it, in the currency in which the customer pays. */
  left: string;
}

/** Authorizations with something left to capture. */
export function openAuthorizations({ transactions }: PaidOrder): OpenAmount[] {
  const voided = new Set(transactions.flatMap(({ kind, status, parentTransaction }) => (kind === "VOID" && status === "SUCCESS" && parentTransaction ? [parentTransaction.id] : [])));
  const open = transactions.filter(({ id, kind, status }) => kind === "AUTHORIZATION" && status === "SUCCESS" && !voided.has(id));
  return open.map((transaction) => ({ transaction, left: leftOf(transaction, transactions, "CAPTURE") })).filter(({ left }) => new Big(left).gt(0));
}

/** Payments with something left to give back, the latest first. */
export function refundablePayments({ transactions }: PaidOrder): OpenAmount[] {
  const payments = transactions.filter(({ kind, status }) => (kind === "SALE" || kind === "CAPTURE") && status === "SUCCESS");
  const open = payments.map((transaction) => ({ transaction, left: leftOf(transaction, transactions, "REFUND") })).filter(({ left }) => new Big(left).gt(0));
  return open.sort((a, b) => b.transaction.createdAt.localeCompare(a.transaction.createdAt));
}

function leftOf({ id, amountSet }: Transaction, all: readonly Transaction[], kind: "CAPTURE" | "REFUND"): string {
  const used = all.filter((other) => other.kind === kind && (other.status === "SUCCESS" || other.status === "PENDING") && other.parentTransaction?.id === id);
  return used.reduce((left, other) => left.minus(other.amountSet.presentmentMoney.amount), new Big(amountSet.presentmentMoney.amount)).toFixed();
}
