import { Big } from "big.js";
import { z } from "zod";

/** An amount of money in answers: a decimal string with the currency's own number of decimals. */
export const Money = z.object({ amount: z.string(), currencyCode: z.string() });
export type Money = z.infer<typeof Money>;

/** `{ amount: "499.00", currencyCode: "INR" }` */
export function toMoney(amount: string, currencyCode: string): Money {
  return { amount: new Big(amount).toFixed(currencyDecimals(currencyCode)), currencyCode };
}

/** How many decimals a currency has (ISO 4217): 2 for INR, 0 for JPY, 3 for KWD; 2 for one that is not known. */
export function currencyDecimals(currencyCode: string): number {
  try {
    return new Intl.NumberFormat("en", { style: "currency", currency: currencyCode }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch (error) {
    if (error instanceof RangeError) return 2;
    throw error;
  }
}

const Written = z.union([z.number(), z.string().regex(/^\d{1,15}(\.\d{1,6})?$/, "must be an amount such as 499 or \"499.00\"")]);

/** An amount in a request: a number or a decimal string in major units, above zero. */
export const PositiveAmount = Written.transform((value, issue) => {
  const amount = new Big(value);
  if (amount.lte(0)) issue.addIssue({ code: "custom", message: "must be more than 0" });
  return amount.toFixed();
});

/** An amount in a request that may be zero. */
export const Amount = Written.transform((value, issue) => {
  const amount = new Big(value);
  if (amount.lt(0)) issue.addIssue({ code: "custom", message: "must not be less than 0" });
  return amount.toFixed();
});

export function addAmounts(amounts: readonly string[]): string {
  return amounts.reduce((sum, amount) => sum.plus(amount), new Big(0)).toFixed();
}

/** Negative, zero or positive, as `a` is less than, equal to or more than `b`. */
export function compareAmounts(a: string, b: string): number {
  return new Big(a).cmp(b);
}

export function subtractAmounts(a: string, b: string): string {
  return new Big(a).minus(b).toFixed();
}

/** Whether an amount has no more decimals than its currency. */
export function fitsCurrency(amount: string, currencyCode: string): boolean {
  return new Big(amount).round(currencyDecimals(currencyCode), Big.roundDown).eq(amount);
}
