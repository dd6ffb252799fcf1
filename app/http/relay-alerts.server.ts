import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { endpoint, Reply, type Resource } from "./endpoint.ts";
import { beginEventStream, writeOrDrop } from "./event-stream.server.ts";
import { type RemoteSync, remoteSync, unreachable } from "./remote-sync.server.ts";

/** Where a dashboard listens whose `/sync` is another instance: a browser has no key of that instance. */
export const relayAddress = "/app/alerts/live";

const path = "/sync/orders/alerts";

const relays = new Set<ServerResponse>();

/** GET of another instance's alerts, streamed or polled, for the members of staff of this one. */
export function relayAlerts(remote: RemoteSync): Resource {
  return {
    GET: {
      ...endpoint({
        family: "sync",
        permission: "read",
        summary: "What has happened at the instance whose sync the dashboard shows",
        query: z.object({ since: z.string().optional() }),
        response: z.looseObject({ success: z.literal(true) }),
        handle: async (ctx, { query: { since } }) => {
          const { status, body } = await remoteSync(remote, ctx).get(path, new URLSearchParams(since === undefined ? {} : { since }));
          return new Reply(body, { status });
        },
      }),
      stream: (ctx, request, response) => relayStream(remote, ctx, request, response),
    },
  };
}

/**
 * Hands the other instance's stream on as it comes, heartbeats too: so a client notices as well when it is that instance that has
 * fallen silent, and falls back. Ends with it; throws `unavailable` when it cannot be had.
 */
async function relayStream(remote: RemoteSync, ctx: Ctx, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const over = new AbortController();
  relays.add(response);
  response.once("close", () => {
    relays.delete(response);
    over.abort();
  });
  const stream = await openStream(remote, ctx, request.headers["last-event-id"], over);
  beginEventStream(response);
  const reader = stream.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) writeOrDrop(response, part.value);
  } catch {
    // It broke off, there or here; the client comes again and is told which.
  }
  response.end();
}

async function openStream(remote: RemoteSync, ctx: Ctx, lastEventId: string | string[] | undefined, over: AbortController): Promise<ReadableStream<Uint8Array>> {
  const timer = setTimeout(() => over.abort(new DOMException("No answer.", "TimeoutError")), remote.timeoutMs);
  const headers = { Accept: "text/event-stream", Authorization: `Bearer ${remote.apiKey}`, "X-Correlation-Id": ctx.correlationId, ...(typeof lastEventId === "string" ? { "Last-Event-ID": lastEventId } : {}) };
  try {
    const response = await fetch(new URL(`${path}?${new URLSearchParams({ shop_domain: ctx.shop })}`, remote.url), { headers, redirect: "error", signal: over.signal });
    if (response.ok && response.body && response.headers.get("Content-Type")?.startsWith("text/event-stream")) return response.body;
    await response.body?.cancel();
    throw new DomainError("unavailable", "SYNC_UNAVAILABLE", { message: `Sync answered ${response.status} to who asked for its stream.` });
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError("unavailable", "SYNC_UNAVAILABLE", { message: unreachable(remote, error) }, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** Ends every relay, so that the process can stop. */
export function closeRelays(): void {
  for (const response of relays) response.end();
}
