import { Big } from "big.js";
import { currencyDecimals } from "#app/platform/money.ts";
import type { CurrencyCode } from "#app/platform/shopify/operations.ts";

/** A payment of the order that money can go back over, as Shopify suggests them. */
export interface RefundablePayment {
  gateway?: string | null;
  maximumRefundableSet?: { shopMoney: { amount: string }; presentmentMoney: { amount: string; currencyCode: CurrencyCode } } | null;
  parentTransaction?: { id: string } | null;
}

export interface Allocation {
  parentId: string;
  gateway: string;
  /** In the currency that the customer paid in. */
  amount: string;
  currencyCode: CurrencyCode;
}

/**
 * Lays an amount in shop currency on the payments that it came by, each as far as it reaches, in the currency that the customer
 * paid in. What no payment can take back is left out: the sum is never more than the amount.
 */
export function allocateRefund(amount: string, payments: readonly RefundablePayment[]): Allocation[] {
  let left = new Big(amount);
  return payments.flatMap(({ gateway, maximumRefundableSet: most, parentTransaction: parent }) => {
    if (!most || !parent || left.lte(0)) return [];
    const reach = new Big(most.shopMoney.amount);
    const part = left.lt(reach) ? left : reach;
    if (part.lte(0)) return [];
    left = left.minus(part);
    const { amount: paid, currencyCode } = most.presentmentMoney;
    const inPaid = new Big(paid).times(part).div(reach).round(currencyDecimals(currencyCode), Big.roundDown);
    return inPaid.gt(0) ? [{ parentId: parent.id, gateway: gateway ?? "", amount: inPaid.toFixed(), currencyCode }] : [];
  });
}

/** The smaller of two amounts. */
export function smaller(a: string, b: string): string {
  return new Big(a).lt(b) ? a : b;
}
