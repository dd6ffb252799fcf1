import { isRecord } from "#app/platform/records.ts";
import { failureOf, type SyncFailure } from "#app/platform/sync.ts";
import { uiText } from "#app/ui/ui-text.ts";
import type { TargetsPage } from "./find-matching.ts";

/** The orders that match could not be looked up. */
export class TargetsUnavailable extends Error {
  override readonly name = "TargetsUnavailable";
  readonly failure: SyncFailure;

  constructor(failure: SyncFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** A page of the orders that a list's query finds, after a cursor. Throws `TargetsUnavailable`. */
export async function fetchTargets(query: URLSearchParams, cursor: string | null): Promise<TargetsPage> {
  const params = new URLSearchParams(query);
  params.delete("direction");
  if (cursor === null) params.delete("cursor");
  else params.set("cursor", cursor);

  const response = await fetch(`/app/orders/targets?${params}`, { headers: { Accept: "application/json" } }).catch(() => undefined);
  if (!response) throw new TargetsUnavailable({ status: 0, message: uiText.failure.unreachable, errors: [] });
  const answer: unknown = await response.json().catch(() => undefined);
  if (!response.ok || !isTargetsPage(answer)) throw new TargetsUnavailable(failureOf(response.status, isRecord(answer) ? answer["failure"] : undefined, uiText.failure.unreadable));
  return answer;
}

/** Both ends are of one build: it is enough to know that it was the app that answered. */
function isTargetsPage(value: unknown): value is TargetsPage {
  return isRecord(value) && Array.isArray(value["targets"]) && (value["nextCursor"] === null || typeof value["nextCursor"] === "string");
}
