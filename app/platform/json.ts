import { createHash } from "node:crypto";
import { isRecord } from "./records.ts";

export { isRecord };

/** Parses JSON without rounding: an integer that a double cannot hold, such as an 18-digit Shopify id, comes as a string. */
export function parseJson(text: string): unknown {
  if (!/\d{16}|[eE]\+?\d{3}/.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) => (isRounded(value) ? (context?.source ?? value) : value));
}

function isRounded(value: unknown): boolean {
  return typeof value === "number" && (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)));
}

/** The same text for the same JSON content, whatever its key order and white space. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (isRecord(item) ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1))) : item));
}

export function sha256(data: string | Buffer): Buffer {
  return createHash("sha256").update(data).digest();
}
