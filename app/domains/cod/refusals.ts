import { DomainError } from "#app/platform/errors.ts";
import { fitsCurrency } from "#app/platform/money.ts";

/** Refuses an order that is not paid at the door. */
export function refuseNotCod(): never {
  throw new DomainError("conflict", "NOT_COD", { message: "The order is not cash on delivery." });
}

/** Refuses an amount with more decimals than its currency has. */
export function refuseMisfit(amount: string, currencyCode: string): void {
  if (fitsCurrency(amount, currencyCode)) return;
  throw new DomainError("invalid", "INVALID_AMOUNT", { message: `${currencyCode} has no such amount.`, errors: [{ path: "amount", message: `has more decimals than ${currencyCode}` }] });
}
