import type { FieldError } from "#app/platform/errors.ts";
import type { SyncFailure } from "#app/platform/sync.ts";
import type { OrderTarget } from "./drafts.ts";
import type { UpdatedOrder } from "./patches.ts";
import type { OrderRequest } from "./requests.ts";

export type Outcome = { ok: true; message?: string; updatedOrders: UpdatedOrder[] } | { ok: false; failure: SyncFailure };

/** What is wrong with one order of a refused request. */
export interface OrderProblem {
  name: string;
  message: string;
}

export interface RunResult {
  /** Set when at least one request had success. */
  message?: string;
  done: OrderTarget[];
  updatedOrders: UpdatedOrder[];
  /** The first refusal, with the requests that had no success: refused, or never sent. */
  failed?: { failure: SyncFailure; requests: OrderRequest[]; problems: OrderProblem[] };
}

/**
 * Sends requests one after the other. A refusal of one leaves the others their chance, unless it says that they would fare no
 * better: no answer, no session, no permission, too many requests, a server in trouble.
 */
export async function runRequests(requests: readonly OrderRequest[], post: (request: OrderRequest) => Promise<Outcome>, onProgress: (done: number) => void): Promise<RunResult> {
  const result: RunResult = { done: [], updatedOrders: [] };
  for (const [index, request] of requests.entries()) {
    const outcome = await post(request);
    if (outcome.ok) {
      result.message ??= outcome.message ?? "";
      result.done.push(...request.targets);
      result.updatedOrders.push(...outcome.updatedOrders);
      onProgress(result.done.length);
    } else {
      const { failure } = outcome;
      result.failed ??= { failure, requests: [], problems: [] };
      result.failed.requests.push(request);
      result.failed.problems.push(...problemsOf(failure, request, requests.length > 1));
      if (isGeneral(failure.status)) {
        result.failed.requests.push(...requests.slice(index + 1));
        break;
      }
    }
  }
  return result;
}

/** Whether the other requests would meet the same failure. */
export function isGeneral(status: number): boolean {
  return status === 0 || status === 401 || status === 403 || status === 429 || status >= 500;
}

/** The errors of an answer with the order that each is about: `orderIds.3` is the fourth that the request named. */
export function problemsOf({ errors, message }: SyncFailure, { targets }: OrderRequest, ofSeveral = false): OrderProblem[] {
  if (errors.length === 0) return ofSeveral ? targets.map(({ name }) => ({ name, message })) : [];
  return errors.map((error) => ({ name: nameOf(error, targets), message: error.message }));
}

function nameOf({ path }: FieldError, targets: readonly OrderTarget[]): string {
  const [, index] = /^orderIds?(?:\.(\d+))?$/.exec(path) ?? [path, "-1"];
  return targets[Number(index ?? 0)]?.name ?? path;
}
