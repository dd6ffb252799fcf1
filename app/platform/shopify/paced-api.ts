import { setTimeout as pause } from "node:timers/promises";
import { type AdminApi, AdminApiError, type AdminCost } from "./admin-api.ts";

export interface Pace {
  /** The part of the bucket that is left to others: what staff do must not wait for work in the background. */
  leave?: number;
  /** How often a call is tried again that Shopify did not answer. */
  retries?: number;
  /** Milliseconds on a clock that never goes back. */
  clock?: () => number;
  wait?: (ms: number) => Promise<unknown>;
}

/** What a query is taken to cost until Shopify has said. */
const firstGuess = 100;

/**
 * The Admin API of a shop for work in the background that only reads: a call waits until Shopify's leaky bucket holds what it
 * asks for, so that a backlog uses the bucket to the full and is hardly ever refused. What is throttled all the same, or not
 * answered, is tried again; the last failure is thrown. Calls may be made side by side.
 * https://shopify.dev/docs/api/usage/limits
 */
export function pacedApi(api: AdminApi, { leave = 0.05, retries = 5, clock = () => performance.now(), wait = pause }: Pace = {}): AdminApi {
  const asked = new Map<string, number>();
  let bucket: { available: number; at: number; maximum: number; rate: number } | undefined;
  let underWay = 0;
  let turn: Promise<unknown> = Promise.resolve();

  const learn = ({ available, maximum, restoreRate }: AdminCost) => {
    bucket = { available, at: clock(), maximum, rate: restoreRate };
  };
  const missing = (points: number) => {
    if (!bucket) return 0;
    const { available, at, maximum, rate } = bucket;
    const now = Math.min(maximum, available + ((clock() - at) / 1000) * rate);
    // Never more than the bucket can hold, or a dear query would wait for ever.
    const wanted = Math.min(maximum, points + underWay + maximum * leave);
    return Math.max(0, ((wanted - now) / rate) * 1000);
  };
  /** One after the other, each when there is enough for it. */
  const take = (points: number) => {
    turn = turn.then(async () => {
      for (let ms = missing(points); ms > 0; ms = missing(points)) await wait(Math.max(1, Math.ceil(ms)));
      underWay += points;
    });
    return turn;
  };

  return {
    run: async (operation, variables) => {
      for (let attempt = 0; ; attempt += 1) {
        const points = asked.get(operation.name) ?? firstGuess;
        await take(points);
        try {
          const answer = await api.run(operation, variables);
          underWay -= points;
          if (answer.cost) {
            asked.set(operation.name, answer.cost.requested);
            learn(answer.cost);
          }
          return answer;
        } catch (error) {
          underWay -= points;
          if (!(error instanceof AdminApiError) || !["throttled", "transient"].includes(error.kind) || attempt >= retries) throw error;
          await wait(Math.max(error.retryAfterMs, 250 * 2 ** attempt));
        }
      }
    },
  };
}
