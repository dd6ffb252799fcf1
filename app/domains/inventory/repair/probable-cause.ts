import type { ProbableCause } from "../schema.ts";

/**
 * Why reserved units probably differ from what orders hold. An edit past the app is on record with its size, so it comes first;
 * the app itself changes both in one statement, so where nothing is on record nobody knows.
 */
export function probableCause(drift: number, evidence: ProbableCause["evidence"]): ProbableCause {
  if (evidence.edit) return { code: "manual_edit", certain: evidence.edit.units === drift, evidence };
  if (evidence.failedOutbox) return { code: "failed_outbox", certain: false, evidence };
  if (evidence.stuck) return { code: "stuck_reservation", certain: false, evidence };
  if (evidence.missedAt) return { code: "missed_webhook", certain: false, evidence };
  return { code: "unknown", certain: false, evidence };
}
