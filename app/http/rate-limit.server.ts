import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { DomainError } from "#app/platform/errors.ts";

const windowSeconds = 10;

export interface RateLimit {
  /** Counts one request of a caller; throws `rate_limited` with the seconds to wait when there were too many. */
  take: (caller: string) => Promise<void>;
}

/** A limit of so many requests in ten seconds for each caller, kept by this process. */
export function rateLimit(requests: number): RateLimit {
  const limiter = new RateLimiterMemory({ points: requests, duration: windowSeconds });
  return {
    take: async (caller) => {
      try {
        await limiter.consume(caller);
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        const retryAfter = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
        throw new DomainError("rate_limited", "RATE_LIMITED", { message: `Too many requests: try again in ${retryAfter} s.`, retryAfter });
      }
    },
  };
}
