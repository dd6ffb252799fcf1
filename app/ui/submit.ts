import { isRecord } from "#app/platform/records.ts";
import { failureOf, type SyncFailure } from "#app/platform/sync.ts";
import { uiText } from "./ui-text.ts";

/** What came of something that was sent to one of the app's own routes. */
export type Submitted = { ok: true; answer: Record<string, unknown> } | { ok: false; failure: SyncFailure };

/** Sends JSON to one of the app's own routes. It never throws: a network that is away, and an answer that is no answer, are failures too. */
export async function submit(path: string, payload: unknown): Promise<Submitted> {
  const response = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify(payload) }).catch(() => undefined);
  if (!response) return unanswered(0, uiText.failure.unreachable);
  const answer: unknown = await response.json().catch(() => undefined);
  if (!isRecord(answer)) return unanswered(response.status, uiText.failure.unreadable);
  if (response.ok) return { ok: true, answer };
  const failure = answer["failure"];
  if (!isRecord(failure)) return unanswered(response.status, uiText.failure.unreadable);
  return { ok: false, failure: failureOf(Number(failure["status"] ?? response.status), failure, uiText.failure.unreadable) };
}

function unanswered(status: number, message: string): Submitted {
  return { ok: false, failure: { status: status >= 400 ? status : 0, message, errors: [] } };
}
