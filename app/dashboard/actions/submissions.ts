import type { SyncFailure } from "#app/platform/sync.ts";
import type { Draft, OrderTarget } from "./drafts.ts";
import { answeredPatch, expectedPatch, type OrderPatch, type UpdatedOrder } from "./patches.ts";
import type { OrderRequest } from "./requests.ts";
import type { OrderProblem } from "./run-requests.ts";

/** Something submitted whose effect is shown although it has not been loaded yet. */
export interface Submission {
  id: string;
  patches: ReadonlyMap<string, OrderPatch>;
  /** True when the answer is there, and the patches stand until the page's data have been loaded again. */
  settled: boolean;
  done: number;
  count: number;
}

/** Something submitted that had no, or not all of its, effect. */
export interface FailedSubmission {
  draft: Draft;
  failure: SyncFailure;
  problems: readonly OrderProblem[];
  /** To be sent again as they are. */
  requests: readonly OrderRequest[];
  /** The orders that were not changed. */
  targets: readonly OrderTarget[];
  doneBefore: number;
}

export interface ActionsState {
  running: readonly Submission[];
  failed?: FailedSubmission;
}

export type ActionsEvent =
  | { type: "submitted"; id: string; draft: Draft; targets: readonly OrderTarget[] }
  | { type: "progressed"; id: string; done: number }
  | { type: "settled"; id: string; done: readonly OrderTarget[]; updatedOrders: readonly UpdatedOrder[]; failed?: FailedSubmission }
  | { type: "reloaded"; id: string }
  | { type: "dismissed" };

export const idle: ActionsState = { running: [] };

/** How what staff submit is shown: at once as if it had succeeded, then as it did, and as before where it did not. */
export function actionsReducer(state: ActionsState, event: ActionsEvent): ActionsState {
  switch (event.type) {
    case "submitted": {
      const patch = expectedPatch(event.draft);
      const submission: Submission = { id: event.id, patches: new Map(event.targets.map(({ id }) => [id, patch])), settled: false, done: 0, count: event.targets.length };
      // What is tried again is no longer what failed last.
      return { running: [...state.running, submission] };
    }
    case "progressed":
      return { ...state, running: state.running.map((submission) => (submission.id === event.id ? { ...submission, done: event.done } : submission)) };
    case "settled": {
      const running = state.running.map((submission) => (submission.id === event.id ? settle(submission, event.done, event.updatedOrders) : submission));
      return { running, ...((event.failed ?? state.failed) ? { failed: event.failed ?? state.failed } : {}) };
    }
    case "reloaded":
      return { ...state, running: state.running.filter(({ id }) => id !== event.id) };
    case "dismissed":
      return { running: state.running };
  }
}

/** Keeps, of what was expected, what came true. */
function settle(submission: Submission, done: readonly OrderTarget[], updatedOrders: readonly UpdatedOrder[]): Submission {
  const answers = new Map(updatedOrders.map((order) => [order.id, answeredPatch(order)]));
  const patches = new Map(done.map(({ id }) => [id, { ...submission.patches.get(id), ...answers.get(id) }]));
  return { ...submission, patches, settled: true, done: done.length };
}

/** What is laid over an order, oldest first. */
export function patchesOf(state: ActionsState, orderId: string): OrderPatch[] {
  return state.running.flatMap(({ patches }) => patches.get(orderId) ?? []);
}

/** Of several orders under way, how many are done; undefined when there is nothing to tell. */
export function progressOf({ running }: ActionsState): { done: number; count: number } | undefined {
  const open = running.filter(({ settled, count }) => !settled && count > 1);
  if (open.length === 0) return undefined;
  return { done: open.reduce((sum, { done }) => sum + done, 0), count: open.reduce((sum, { count }) => sum + count, 0) };
}
