import { setTimeout as pause } from "node:timers/promises";
import { BoundedMap } from "../bounded-map.ts";
import { type AdminApi, AdminApiError, type AdminCost } from "./admin-api.ts";

interface Timing {
  /** Milliseconds on a clock that never goes back. */
  clock?: () => number;
  wait?: (ms: number) => Promise<unknown>;
}

export interface Pace extends Timing {
  /** How often a call is tried again that Shopify did not answer. */
  retries?: number;
  /** What is known of the shop's bucket; calls that share it wait for each other. */
  bucket?: Bucket;
}

/** The part of the bucket that is left to others: what staff do must not wait for work in the background. */
const leave = 0.05;
/** What a query is taken to cost until Shopify has said. */
const firstGuess = 100;
const firstLookMs = 50;

/** A shop's leaky bucket, as far as this process knows it. https://shopify.dev/docs/api/usage/limits */
interface Bucket {
  /** Waits until the bucket holds what an operation asks for; gives what was taken for it. */
  take: (operation: string) => Promise<number>;
  /** The call is over, and has told what it cost if it was answered. */
  settle: (operation: string, taken: number, cost?: AdminCost) => void;
}

function openBucket({ clock = () => performance.now(), wait = pause }: Timing = {}): Bucket {
  const asked = new Map<string, number>();
  let known: { available: number; at: number; maximum: number; rate: number } | undefined;
  let underWay = 0;
  let turn: Promise<unknown> = Promise.resolve();

  const missing = (points: number) => {
    // The first call tells; until it has, the others would all go by a guess.
    if (!known) return underWay > 0 ? firstLookMs : 0;
    const { available, at, maximum, rate } = known;
    const now = Math.min(maximum, available + ((clock() - at) / 1000) * rate);
    // Never more than the bucket can hold, or a dear query would wait for ever.
    const wanted = Math.min(maximum, points + underWay + maximum * leave);
    return Math.max(0, ((wanted - now) / rate) * 1000);
  };
  return {
    // One after the other, each when there is enough for it.
    take: (operation) => {
      // What it asks for may be learnt while it waits.
      const points = () => asked.get(operation) ?? firstGuess;
      const taken = turn.then(async () => {
        for (let ms = missing(points()); ms > 0; ms = missing(points())) await wait(Math.max(1, Math.ceil(ms)));
        underWay += points();
        return points();
      });
      turn = taken;
      return taken;
    },
    settle: (operation, taken, cost) => {
      underWay -= taken;
      if (!cost) return;
      asked.set(operation, cost.requested);
      known = { available: cost.available, at: clock(), maximum: cost.maximum, rate: cost.restoreRate };
    },
  };
}

/**
 * The Admin API of a shop for work in the background that only reads: a call waits until Shopify's leaky bucket holds what it
 * asks for, so that a backlog uses the bucket to the full and is hardly ever refused. What is throttled all the same, or not
 * answered, is tried again; the last failure is thrown. Calls may be made side by side.
 */
export function pacedApi(api: AdminApi, { retries = 5, wait = pause, clock, bucket = openBucket({ clock, wait }) }: Pace = {}): AdminApi {
  return {
    run: async (operation, variables) => {
      for (let attempt = 0; ; attempt += 1) {
        const taken = await bucket.take(operation.name);
        try {
          const answer = await api.run(operation, variables);
          bucket.settle(operation.name, taken, answer.cost);
          return answer;
        } catch (error) {
          bucket.settle(operation.name, taken, error instanceof AdminApiError ? error.cost : undefined);
          if (!(error instanceof AdminApiError) || !["throttled", "transient"].includes(error.kind) || attempt >= retries) throw error;
          await wait(Math.max(error.retryAfterMs, 250 * 2 ** attempt));
        }
      }
    },
  };
}

const buckets = new BoundedMap<string, Bucket>(1_000);

/** A shop's bucket, which all work in the background of this process shares: it takes turns, rather than get in its own way. */
export function bucketOf(shop: string): Bucket {
  const bucket = buckets.get(shop) ?? openBucket();
  buckets.set(shop, bucket);
  return bucket;
}
