/** What kind of refusal it is. The one thing about an error that decides its HTTP status (app/http/error-response.server.ts). */
export type ErrorKind =
  | "malformed"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "method_not_allowed"
  | "conflict"
  | "too_large"
  | "unsupported_media"
  | "invalid"
  | "rate_limited"
  | "unavailable";

/** One place in the input that was refused; `path` is dotted, such as `orderIds.0`. */
export interface FieldError {
  path: string;
  message: string;
}

export interface ErrorDetails {
  /** For people: what is wrong and what to do. Never a secret, a customer's data or a stack. */
  message?: string;
  errors?: FieldError[];
  [detail: string]: unknown;
}

/**
 * A refusal that the caller can act on. `kind` decides the status, `code` belongs to the domain, is stable and part of the
 * API. Thrown before anything was changed, or inside a transaction that it then rolls back.
 */
export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly kind: ErrorKind;
  readonly code: string;
  readonly details: ErrorDetails;

  constructor(kind: ErrorKind, code: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(details.message ?? code, options);
    this.kind = kind;
    this.code = code;
    this.details = details;
  }
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Ends a transaction that took something for granted which is not so: it is tried again, and its `attempt` says so. */
export class Mistaken extends Error {}

/** Whether a transaction ended because it met another, or was mistaken: it has changed nothing, and may be tried again. */
export function isCollision(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof Mistaken) return true;
  const code: unknown = Reflect.get(error, "code");
  return code === "40001" || code === "40P01" || code === "P2034";
}

/** What may be written down about anything that was thrown: an error of the database quotes values, so its code stands for it. */
export function loggableMessage(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" && /^([0-9A-Z]{5}|P\d{4})$/.test(code) ? `database error ${code}` : messageOf(error);
}
