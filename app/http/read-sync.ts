import type { z } from "zod";
import { failureOf, type SyncClient, type SyncFailure, type SyncReply } from "#app/platform/sync.ts";

/** What `/sync` answers, in its schema's shape; throws a Response with the failure when it refuses. */
export async function readSync<T>(sync: SyncClient, schema: z.ZodType<T>, path: string, query?: URLSearchParams): Promise<T> {
  const { status, body } = await sync.get(path, query);
  if (status >= 400) throw failureResponse(failureOf(status, body, ""));
  return schema.parse(body);
}

/** A Response that an error boundary can show. */
export function failureResponse(failure: SyncFailure, headers: Record<string, string> = {}): Response {
  return Response.json({ failure }, { status: failure.status, headers });
}

/** What was answered as a Response for the browser: a refusal as its failure. */
export function replyResponse({ status, body }: SyncReply): Response {
  return status >= 400 ? failureResponse(failureOf(status, body, "")) : Response.json(body, { status });
}
