import { isRecord } from "#app/platform/json.ts";
import { addAmounts, type Money } from "#app/platform/money.ts";

const decimal = /^-?\d{1,15}(\.\d{1,12})?$/;

/** The money that an event is about, whatever its type: an order's total, a transaction's amount, what a refund moves. */
export function moneyOf(payload: unknown, shopCurrency: string): Money | undefined {
  if (!isRecord(payload)) return undefined;
  const amount = amountOf(payload["total_price"]) ?? amountOf(payload["amount"]) ?? sumOf(payload["transactions"]);
  if (amount === undefined) return undefined;
  const currency = payload["currency"] ?? currencyOf(payload["transactions"]);
  return { amount, currencyCode: typeof currency === "string" && currency !== "" ? currency : shopCurrency };
}

function amountOf(value: unknown): string | undefined {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && decimal.test(text) ? text : undefined;
}

function sumOf(transactions: unknown): string | undefined {
  if (!Array.isArray(transactions)) return undefined;
  const amounts = transactions.flatMap((transaction) => (isRecord(transaction) ? (amountOf(transaction["amount"]) ?? []) : []));
  return amounts.length > 0 ? addAmounts(amounts) : undefined;
}

function currencyOf(transactions: unknown): unknown {
  const [first]: unknown[] = Array.isArray(transactions) ? transactions : [];
  return isRecord(first) ? first["currency"] : undefined;
}
