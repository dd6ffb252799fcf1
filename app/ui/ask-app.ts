import { isRecord } from "#app/platform/records.ts";
import { failureOf, type SyncFailure } from "#app/platform/sync.ts";
import { uiText } from "./ui-text.ts";

/** What came of a request to one of the app's own routes. */
export type Answered = { ok: true; answer: Record<string, unknown> } | { ok: false; failure: SyncFailure };

/** What one of the app's own routes says. It never throws: a network that is away, and an answer that is no answer, are failures too. */
export function load(path: string): Promise<Answered> {
  return ask(path, { headers: { Accept: "application/json" } });
}

/** Sends JSON to one of the app's own routes; never throws, as `load`. */
export function submit(path: string, payload: unknown, signal?: AbortSignal): Promise<Answered> {
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  return ask(path, { method: "POST", headers, body: JSON.stringify(payload), ...(signal ? { signal } : {}) });
}

async function ask(path: string, init: RequestInit): Promise<Answered> {
  const response = await fetch(path, init).catch(() => undefined);
  if (!response) return { ok: false, failure: noAnswer(0, uiText.failure.unreachable) };
  return answered(response.status, await response.json().catch(() => undefined));
}

/** What an answer of one of the app's own routes says. */
export function answered(status: number, answer: unknown): Answered {
  const failure = isRecord(answer) ? answer["failure"] : undefined;
  if (isRecord(failure)) return { ok: false, failure: failureOf(Number(failure["status"] ?? status), failure, uiText.failure.unreadable) };
  return isRecord(answer) && status < 400 ? { ok: true, answer } : { ok: false, failure: unreadable(status) };
}

/** The failure that is an answer which is no answer of the app's. */
export function unreadable(status: number): SyncFailure {
  return noAnswer(status, uiText.failure.unreadable);
}

function noAnswer(status: number, message: string): SyncFailure {
  return { status: status >= 400 ? status : 0, message, errors: [] };
}
