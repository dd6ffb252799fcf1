import { isRecord } from "#app/platform/records.ts";
import { t } from "#app/ui/text.ts";
import { opsActionText } from "./ops-action-text.ts";

const shownOfHash = 8;

/** What an executed action has to say of itself, in a line; undefined for one that says nothing. */
export function wordsOfDetails(details: unknown, moneyOf: (amount: string) => string): string | undefined {
  if (!isRecord(details)) return undefined;
  const { fulfillment_attempt: attempt, shipment_contract: contract, amount, reason } = details;
  if (attempt !== undefined) return t(opsActionText.words.attempt, { number: String(attempt) });
  if (isRecord(contract)) return t(opsActionText.words.contract, { version: String(contract["version"]), hash: String(contract["hash"]).slice(0, shownOfHash) });
  if (typeof amount !== "string") return undefined;
  return typeof reason === "string" ? t(opsActionText.words.amount, { amount: moneyOf(amount), reason }) : moneyOf(amount);
}

/** The earlier record that an executed action met, in words; undefined for one that met none. */
export function wordsOfMatched(details: unknown, timeOf: (at: string) => string): string | undefined {
  const matched = matchedOf(details);
  return matched && t(opsActionText.words.met, { time: timeOf(matched.at), id: matched.id });
}

/** The earlier record that an action met; undefined for one that met none. */
export function matchedOf(details: unknown): { id: string; at: string } | undefined {
  const matched = isRecord(details) ? details["matched"] : undefined;
  return isRecord(matched) && typeof matched["id"] === "string" && typeof matched["at"] === "string" ? { id: matched["id"], at: matched["at"] } : undefined;
}
