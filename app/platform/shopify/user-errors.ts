import { DomainError } from "../errors.ts";

interface UserError {
  field?: string[] | null;
  message: string;
  code?: string | null;
}

/** Throws what Shopify found wrong with a mutation: a refusal that no retry mends. */
export function refuseUserErrors(operation: string, userErrors: readonly UserError[]): void {
  if (userErrors.length === 0) return;
  throw new DomainError("conflict", "SHOPIFY_REFUSED", {
    message: `Shopify refused ${operation}: ${userErrors.map(({ message }) => message).join("; ")}`,
    userErrors: userErrors.map(({ field, message, code }) => ({ field, message, code })),
  });
}
