import { DomainError, loggableMessage } from "../errors.ts";
import { type Destination, RetryLater } from "../outbox.ts";
import { AdminApiError } from "../shopify/admin-api.ts";
import { paced } from "./pace.ts";

/** What an attempt that failed means for its event. */
export type Verdict =
  /** Trying again cannot help, or has been tried for long enough (`worn`): a person has to look at it. */
  | { kind: "final"; message: string; worn: boolean }
  /** It is worth another attempt after so many seconds. */
  | { kind: "retry"; message: string; seconds: number }
  /** The destination has to be spared; the attempt does not count. */
  | { kind: "throttled"; message: string; seconds: number };

const longestMessage = 2_000;

/**
 * Tells a failure that passes from one that does not. `failures` is how many there were before in a row. Between attempts lies
 * the destination's schedule, give or take a fifth, so that what failed together does not come back together.
 */
export function judge(error: unknown, failures: number, destination: Pick<Destination, "retrySeconds"> | undefined): Verdict {
  const message = loggableMessage(error).slice(0, longestMessage);
  if (error instanceof AdminApiError && error.kind === "throttled") return { kind: "throttled", message, seconds: Math.max(1, error.retryAfterMs / 1000) };
  if (isFinal(error)) return { kind: "final", message, worn: false };
  const planned = destination?.retrySeconds[failures];
  if (planned === undefined) return { kind: "final", message, worn: true };
  return { kind: "retry", message, seconds: Math.max(askedSeconds(error), paced(planned) * (0.8 + 0.4 * Math.random())) };
}

function isFinal(error: unknown): boolean {
  if (error instanceof DomainError) return error.kind !== "unavailable" && error.kind !== "rate_limited";
  return error instanceof AdminApiError && error.kind === "permanent";
}

function askedSeconds(error: unknown): number {
  if (error instanceof RetryLater) return error.seconds;
  return error instanceof AdminApiError ? error.retryAfterMs / 1000 : 0;
}
