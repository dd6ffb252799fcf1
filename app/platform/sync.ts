import type { FieldError } from "./errors.ts";
import { isRecord } from "./records.ts";

/** What the endpoint of an instance's `/sync` answered: a status, and the parsed body. */
export interface SyncReply {
  status: number;
  body: unknown;
  /** Set on sample data: why there is nothing else. */
  standsFor?: SyncFailure;
}

/** The way to `/sync`, wherever it runs: for one shop, on behalf of one member of staff. */
export interface SyncClient {
  /** GET of an address such as `/sync/orders`. An answer that is a refusal is an answer too. */
  get: (path: string, query?: URLSearchParams) => Promise<SyncReply>;
  /** POST of a body; with a key, once for that. */
  post: (path: string, body: Record<string, unknown>, idempotencyKey?: string) => Promise<SyncReply>;
}

/** Why a request had no success, as staff see it; status 0 when there was no answer at all. */
export interface SyncFailure {
  status: number;
  message: string;
  errors: FieldError[];
  correlationId?: string;
}

/** Whether what was asked for may have been done all the same: there was no answer, or none that says. */
export function mayBeDone({ status }: SyncFailure): boolean {
  return status === 0 || status >= 500;
}

/** Why a page does not show how things are now. */
export interface Staleness extends SyncFailure {
  /** It shows sample data, not an earlier state. */
  isSample?: true;
  /** When what is shown was loaded, if it is an earlier state. */
  loadedAt?: string;
}

/** Data that could not be loaded anew: what is shown is older, or a sample, and why. */
export type MaybeStale<T> = T & { stale?: Staleness };

/** The failure that an answer's body tells of, an envelope or a problem (RFC 9457); `message` where it does not say. */
export function failureOf(status: number, body: unknown, message: string): SyncFailure {
  const fields = isRecord(body) ? body : {};
  const errors = Array.isArray(fields["errors"]) ? fields["errors"].flatMap((error: unknown) => fieldErrorOf(error) ?? []) : [];
  const correlationId = fields["correlationId"] ?? fields["correlation_id"];
  return { status, message: messageIn(fields) ?? message, errors, ...(typeof correlationId === "string" ? { correlationId } : {}) };
}

/** What a refusal says for people: an envelope's message, or a problem's detail. */
export function messageIn({ message, detail }: Record<string, unknown>): string | undefined {
  return [message, detail].find((said): said is string => typeof said === "string" && said !== "");
}

function fieldErrorOf(value: unknown): FieldError | undefined {
  if (!isRecord(value) || typeof value["message"] !== "string") return undefined;
  return { path: String(value["path"] ?? ""), message: value["message"] };
}
