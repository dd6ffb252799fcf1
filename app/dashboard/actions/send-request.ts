import { isRecord } from "#app/platform/records.ts";
import { failureOf } from "#app/platform/sync.ts";
import { uiText } from "#app/ui/ui-text.ts";
import type { UpdatedOrder } from "./patches.ts";
import type { OrderRequest } from "./requests.ts";
import type { Outcome } from "./run-requests.ts";

/** Sends a request to the app. It never throws: a network that is away, and an answer that is no answer, are failures too. */
export async function sendRequest({ action, body, key }: OrderRequest): Promise<Outcome> {
  const response = await fetch(`/app/actions/${action}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify({ idempotencyKey: key, body }),
  }).catch(() => undefined);
  if (!response) return unanswered(0, uiText.failure.unreachable);
  const answer: unknown = await response.json().catch(() => undefined);
  return outcomeOf(response.status, answer);
}

/** What an answer of the app's own action route says. */
export function outcomeOf(status: number, answer: unknown): Outcome {
  if (!isRecord(answer)) return unanswered(status, uiText.failure.unreadable);
  if (answer["ok"] === true && Array.isArray(answer["updatedOrders"])) {
    const message = answer["message"];
    return { ok: true, ...(typeof message === "string" ? { message } : {}), updatedOrders: answer["updatedOrders"].flatMap((order: unknown) => updatedOrderOf(order) ?? []) };
  }
  const failure = answer["failure"];
  if (!isRecord(failure)) return unanswered(status, uiText.failure.unreadable);
  return { ok: false, failure: failureOf(Number(failure["status"] ?? status), failure, uiText.failure.unreadable) };
}

function unanswered(status: number, message: string): Outcome {
  return { ok: false, failure: { status: status >= 400 ? status : 0, message, errors: [] } };
}

function updatedOrderOf(value: unknown): UpdatedOrder | undefined {
  if (!isRecord(value) || typeof value["id"] !== "string") return undefined;
  const { id, assignedTo, fulfillmentStatus, tracking, supportThread } = value;
  return {
    id,
    ...(typeof assignedTo === "string" || assignedTo === null ? { assignedTo } : {}),
    ...(typeof fulfillmentStatus === "string" ? { fulfillmentStatus } : {}),
    ...(isRecord(tracking) ? { tracking: { number: String(tracking["number"]), carrier: String(tracking["carrier"]), ...(typeof tracking["url"] === "string" ? { url: tracking["url"] } : {}) } } : {}),
    ...(typeof supportThread === "string" ? { supportThread } : {}),
  };
}
