import { failureOf, type SyncClient } from "#app/platform/sync.ts";

export type Samples = Readonly<Record<string, (query: URLSearchParams, now: Date) => object>>;

let samples: Samples = {};

/** Makes samples known to the pages of this process; the web server calls it at its start. */
export function serveSamples(given: Samples): void {
  samples = given;
}

/** Statuses that say that nobody could answer, rather than that the answer is no. */
const unreachable = new Set([502, 503, 504]);

/**
 * Sync as it is, and sample data in place of a list or board while it cannot be reached. Each such reply says what it stands for, so
 * that no page can show it without saying so. What staff do is never answered by a sample.
 */
export function withSamples(sync: SyncClient, now: Date): SyncClient {
  return {
    post: sync.post,
    get: async (path, query) => {
      const reply = await sync.get(path, query);
      const sample = samples[path];
      if (!sample || !unreachable.has(reply.status)) return reply;
      return { status: 200, body: sample(query ?? new URLSearchParams(), now), standsFor: failureOf(reply.status, reply.body, "") };
    },
  };
}
