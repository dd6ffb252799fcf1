import { isRecord } from "#app/platform/records.ts";
import { type Answered, submit, unreadable } from "#app/ui/ask-app.ts";
import type { UpdatedOrder } from "./patches.ts";
import type { OrderRequest } from "./requests.ts";
import type { Outcome } from "./run-requests.ts";

/** Sends a request to the app; never throws. */
export async function sendRequest({ action, body, key }: OrderRequest): Promise<Outcome> {
  return outcomeOf(await submit(`/app/actions/${action}`, { idempotencyKey: key, body }));
}

/** What an answer of the app's own action route says. */
export function outcomeOf(answered: Answered): Outcome {
  if (!answered.ok) return answered;
  const { message, updatedOrders } = answered.answer;
  if (!Array.isArray(updatedOrders)) return { ok: false, failure: unreadable(200) };
  return { ok: true, ...(typeof message === "string" ? { message } : {}), updatedOrders: updatedOrders.flatMap((order: unknown) => updatedOrderOf(order) ?? []) };
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
