import { createHash } from "node:crypto";
import { isRecord } from "./records.ts";

export { isRecord };

/**
 * Parses JSON without rounding: an integer that a double cannot hold, such as an 18-digit Shopify id, comes as a string.
 * Throws a SyntaxError for what is no JSON, and for what is nested so deep that nothing sensible would be.
 */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new SyntaxError("The JSON is nested too deep.");
  if (!/\d{16}|[eE]\+?\d{3}/.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) => (isRounded(value) ? (context?.source ?? value) : value));
}

const deepest = 500;

/** Counts brackets outside strings, character by character: several times faster than parsing. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (code === openBrace || code === openBracket) depth += 1;
    else if (code === closeBrace || code === closeBracket) depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

const [quote, backslash, openBrace, closeBrace, openBracket, closeBracket] = [34, 92, 123, 125, 91, 93];

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charCodeAt(end - 1 - escapes) === backslash) escapes += 1;
    if (escapes % 2 === 0) return end;
  }
  return text.length;
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
