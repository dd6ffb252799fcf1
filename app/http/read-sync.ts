import type { z } from "zod";
import { failureOf, type MaybeStale, type SyncClient, type SyncFailure, type SyncReply } from "#app/platform/sync.ts";

/** What `/sync` answers, in its schema's shape, samples marked as such; throws a Response with the failure when it refuses. */
export async function readSync<T extends object>(sync: SyncClient, schema: z.ZodType<T>, path: string, query?: URLSearchParams): Promise<MaybeStale<T>> {
  const { status, body, standsFor } = await sync.get(path, query);
  if (status >= 400) throw failureResponse(failureOf(status, body, ""));
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw failureResponse({ status: 502, message: `Sync answered ${status} in another form than was agreed on: ${describe(parsed.error)}`, errors: [] });
  const { data } = parsed;
  return standsFor ? { ...data, stale: { ...standsFor, isSample: true } } : data;
}

/** Where an answer does not fit, without what is there: that may be a customer's. */
function describe({ issues: [first] }: z.ZodError): string {
  return first ? `${first.path.join(".") || "body"}: ${first.message}` : "unknown";
}

/** A Response that an error boundary can show. */
export function failureResponse(failure: SyncFailure, headers: Record<string, string> = {}): Response {
  return Response.json({ failure }, { status: failure.status, headers });
}

/** What was answered as a Response for the browser: a refusal as its failure. */
export function replyResponse({ status, body }: SyncReply): Response {
  return status >= 400 ? failureResponse(failureOf(status, body, "")) : Response.json(body, { status });
}
