import { isRecord } from "#app/platform/records.ts";
import { load, unreadable } from "#app/ui/ask-app.ts";
import { RequestFailed } from "#app/ui/request-failed.ts";
import type { TargetsPage } from "./find-matching.ts";

/** A page of the orders that a list's query finds, after a cursor. Throws `RequestFailed`. */
export async function fetchTargets(query: URLSearchParams, cursor: string | null): Promise<TargetsPage> {
  const params = new URLSearchParams(query);
  params.delete("direction");
  if (cursor === null) params.delete("cursor");
  else params.set("cursor", cursor);

  const asked = await load(`/app/orders/targets?${params}`);
  if (!asked.ok) throw new RequestFailed(asked.failure);
  if (!isTargetsPage(asked.answer)) throw new RequestFailed(unreadable(200));
  return asked.answer;
}

/** Both ends are of one build: it is enough to know that it was the app that answered. */
function isTargetsPage(value: unknown): value is TargetsPage {
  return isRecord(value) && Array.isArray(value["targets"]) && (value["nextCursor"] === null || typeof value["nextCursor"] === "string");
}
