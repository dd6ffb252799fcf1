import type { TransitionRunDetail } from "#app/domains/order-workflow/schema.ts";
import type { WorkflowState } from "#app/domains/orders/schema.ts";
import { isRecord } from "#app/platform/records.ts";
import { load, submit, unreadable } from "#app/ui/ask-app.ts";
import { RequestFailed } from "#app/ui/request-failed.ts";
import { uiText } from "#app/ui/ui-text.ts";

export interface RunWish {
  orderIds: readonly string[];
  toState: WorkflowState;
  note: string;
}

const runs = "/app/transition-runs";

/** Asks what would become of each order. Throws RequestFailed, as all of these do. */
export function planRun({ orderIds, toState, note }: RunWish): Promise<TransitionRunDetail> {
  return ask(runs, { orderIds, toState, ...(note.trim() ? { note } : {}) });
}

/** Has a plan applied; of a large one the answer comes before it is done. */
export function applyRun(id: string): Promise<TransitionRunDetail> {
  return ask(`${runs}/${id}`, {});
}

export function readRun(id: string): Promise<TransitionRunDetail> {
  return ask(`${runs}/${id}`);
}

/** Saves a run's results as a file. The address wants the session's token, which a link cannot carry. */
export async function downloadResults(id: string): Promise<void> {
  const response = await fetch(`${runs}/${id}/results`).catch(() => undefined);
  if (!response?.ok) throw new RequestFailed({ status: response?.status ?? 0, message: uiText.failure.unreachable, errors: [] });
  const [, name = "results.csv"] = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "") ?? [];
  const url = URL.createObjectURL(await response.blob());
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}

async function ask(path: string, body?: object): Promise<TransitionRunDetail> {
  const asked = await (body ? submit(path, body) : load(path));
  if (!asked.ok) throw new RequestFailed(asked.failure);
  if (!isRun(asked.answer)) throw new RequestFailed(unreadable(200));
  return asked.answer;
}

/** Both ends are of one build: it is enough to know that it was the app that answered. */
function isRun(value: unknown): value is TransitionRunDetail {
  return isRecord(value) && Array.isArray(value["items"]);
}
