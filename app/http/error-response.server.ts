import { DomainError, type ErrorKind } from "#app/platform/errors.ts";
import { logger } from "#app/platform/logger.server.ts";
import { isRecord } from "#app/platform/records.ts";
import { Reply } from "./endpoint.ts";

/** The one place where an error becomes a status (contract, section 0). */
const statusOf: Record<ErrorKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  too_large: 413,
  unsupported_media: 415,
  invalid: 422,
  rate_limited: 429,
  unavailable: 503,
};

/** The answer to a request that was refused or failed; says nothing of SQL, stacks, secrets or customers. */
export function errorReply(error: unknown, family: "sync" | "problem", correlationId: string): Reply {
  const refusal = refusalOf(error, correlationId);
  const status = refusal ? statusOf[refusal.kind] : 500;
  const code = refusal?.code ?? "INTERNAL";
  const message = refusal?.message ?? "Something went wrong on our side. Nothing was changed; try again.";
  const headers: Record<string, string> = status === 503 || status === 429 ? { "Retry-After": String(refusal?.details["retryAfter"] ?? 5) } : {};
  if (refusal?.kind === "method_not_allowed") headers["Allow"] = String(refusal.details["allow"] ?? "");

  const { errors, message: _message, retryAfter: _retryAfter, allow: _allow, ...extra } = refusal?.details ?? {};
  if (family === "sync") {
    return new Reply({ success: false, message, code, updatedOrders: [], errors: errors ?? [], ...extra }, { status, headers });
  }
  const problem = { type: `urn:orders-dashboard:error:${code.toLowerCase()}`, title: title(code), status, detail: message, code, errors, ...extra, correlation_id: correlationId };
  return new Reply(problem, { status, headers: { ...headers, "Content-Type": "application/problem+json; charset=utf-8" } });
}

function refusalOf(error: unknown, correlationId: string): DomainError | undefined {
  if (error instanceof DomainError) return error;
  logger.error({ correlationId, error: error instanceof Error ? { name: error.name, stack: error.stack } : String(error) }, "request failed");
  if (isDatabaseAway(error)) {
    return new DomainError("unavailable", "DATABASE_UNAVAILABLE", { message: "The database cannot be reached, or is too busy, at the moment. Nothing was changed; try again shortly." });
  }
  return undefined;
}

const awayCodes = new Set(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EPIPE", "ETIMEDOUT", "57P01", "57P02", "57P03", "53300", "08000", "08001", "08003", "08006", "P1001", "P1017", "P2024", "P2028"]);

/**
 * Whether an error means that the database could not be reached or dropped the connection. Prisma's errors have PostgreSQL's code
 * on their cause, which is not an error itself.
 */
function isDatabaseAway(error: unknown): boolean {
  if (!isRecord(error)) return false;
  if (awayCodes.has(String(error["code"]))) return true;
  return /timeout exceeded when trying to connect|Connection terminated/.test(String(error["message"])) || isDatabaseAway(error["cause"]);
}

function title(code: string): string {
  const words = code.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
