import { Big } from "big.js";

/** A line of a return, as far as money goes. Amounts are decimal strings in the order's currency. */
export interface ReturnedLine {
  lineItemId: bigint;
  title: string | null;
  expected: number;
  /** Units that inspection found. */
  received: number;
  unitPrice: string;
  /** The tax that was charged on top of the price, per unit. */
  unitTax: string;
  /** Restocking fee, in percent of the price. */
  feePercent: string;
}

/** What an order's money is. */
export interface MoneyFacts {
  currencyCode: string;
  decimals: number;
  /** What the customer has paid and the shop has received: nothing for cash on delivery that was never collected. */
  captured: string;
  /** Given back already over the whole order, with what is on its way. */
  refunded: string;
  /** Of that, given back for this return. */
  refundedHere: string;
  /** What the customer pays for sending the goods back. */
  shippingFee: string;
}

export interface RefundSupport {
  currencyCode: string;
  decimals: number;
  /** The most that may be given back now. */
  supported: string;
  /** What was captured for the whole order and not given back yet. */
  left: string;
  value: string;
  fees: string;
  limitedBy: "inspection" | "captured";
  lines: { lineItemId: bigint; title: string | null; expected: number; received: number; value: string }[];
}

/**
 * What inspection and the captured amount support: the price of the units received, with their tax and less fees and what this
 * return has given back before, but never more than is left of what was captured. Rounded down to the currency's decimals.
 */
export function supportOf(lines: readonly ReturnedLine[], money: MoneyFacts): RefundSupport {
  const { currencyCode, decimals, captured, refunded, refundedHere, shippingFee } = money;
  const valued = lines.map((line) => {
    const price = new Big(line.unitPrice).times(line.received);
    return { line, value: price.plus(new Big(line.unitTax).times(line.received)), fee: price.times(line.feePercent).div(100) };
  });
  const value = sum(valued.map((each) => each.value));
  const fees = sum(valued.map(({ fee }) => fee)).plus(value.gt(0) ? shippingFee : 0);
  const inspected = atLeastNothing(value.minus(fees).minus(refundedHere));
  const left = atLeastNothing(new Big(captured).minus(refunded));
  const amount = (big: Big) => big.round(decimals, Big.roundDown).toFixed(decimals);
  return {
    currencyCode,
    decimals,
    supported: amount(inspected.lt(left) ? inspected : left),
    left: amount(left),
    value: amount(value),
    fees: amount(fees),
    limitedBy: left.lt(inspected) ? "captured" : "inspection",
    lines: valued.map(({ line: { lineItemId, title, expected, received }, value: worth }) => ({ lineItemId, title, expected, received, value: amount(worth) })),
  };
}

function sum(amounts: readonly Big[]): Big {
  return amounts.reduce((total, amount) => total.plus(amount), new Big(0));
}

function atLeastNothing(amount: Big): Big {
  return amount.lt(0) ? new Big(0) : amount;
}

/** What Shopify's words say that a shop has received of an order's total. */
export function capturedOf({ financialStatus, total, outstanding }: { financialStatus: string | null; total: string; outstanding: string | null }): string {
  const paid = ["paid", "partially_paid", "partially_refunded", "refunded"].includes(financialStatus ?? "");
  return paid ? atLeastNothing(new Big(total).minus(outstanding ?? 0)).toFixed() : "0";
}
