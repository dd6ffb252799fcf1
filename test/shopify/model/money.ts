/** An amount in minor units (paise, cents) of the currency that goes with it. */
export type Minor = number;

const exceptions: Record<string, number> = { JPY: 0, KRW: 0, VND: 0, CLP: 0, ISK: 0, KWD: 3, BHD: 3, OMR: 3, TND: 3 };

function decimalsOf(currency: string): number {
  return exceptions[currency] ?? 2;
}

/** Reads a decimal string or number in major units. Gives undefined when it is none, or has more decimals than the currency. */
export function parseAmount(value: string | number, currency: string): Minor | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value).trim());
  if (!match) return undefined;
  const [, sign, whole = "0", fraction = ""] = match;
  const decimals = decimalsOf(currency);
  if (/[1-9]/.test(fraction.slice(decimals))) return undefined;
  const minor = Number(whole) * 10 ** decimals + Number(fraction.slice(0, decimals).padEnd(decimals, "0"));
  return sign ? -minor : minor;
}

/** As GraphQL writes amounts: no needless zeros, but always one decimal (`499.0`). */
export function toDecimal(minor: Minor, currency: string): string {
  const fixed = toFixed(minor, currency);
  if (!fixed.includes(".")) return `${fixed}.0`;
  return fixed.replace(/(\.\d+?)0+$/, "$1");
}

/** As REST bodies write amounts: all the decimals that the currency has (`499.00`). */
export function toFixed(minor: Minor, currency: string): string {
  const decimals = decimalsOf(currency);
  return (minor / 10 ** decimals).toFixed(decimals);
}

/** A part of an amount, rounded half away from zero as Shopify rounds. */
export function proportion(minor: Minor, part: number, whole: number): Minor {
  if (whole === 0) return 0;
  const exact = (minor * part) / whole;
  return Math.sign(exact) * Math.round(Math.abs(exact));
}

/** What a person reads: `₹499.00`. */
export function display(minor: Minor, currency: string): string {
  const decimals = decimalsOf(currency);
  return new Intl.NumberFormat("en-IN", { style: "currency", currency, minimumFractionDigits: decimals }).format(minor / 10 ** decimals);
}

export function sum(amounts: Iterable<Minor>): Minor {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
}
