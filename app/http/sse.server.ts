import type { IncomingMessage, ServerResponse } from "node:http";
import type { LiveEventRow, LiveHub } from "#app/platform/live-hub.server.ts";

const heartbeatMs = 15_000;
/** After so long a stream ends and its client comes again, with a fresh session token. */
const longestMs = 10 * 60_000;
/** A client that does not read is dropped when so much waits for it. */
const mostBuffered = 256 * 1024;

const streams = new Map<ServerResponse, string>();
let heartbeat: NodeJS.Timeout | undefined;

/**
 * Sends a shop's live events for as long as the client stays: `id`, `event` and `data` of each, a comment every 15 seconds.
 * With Last-Event-ID it goes on where the client was, or says `reset` when that is too long ago. (Contract, section 3.)
 */
export async function streamLiveEvents(hub: LiveHub, shop: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const given = request.headers["last-event-id"];
  const since = typeof given === "string" && /^\d{1,18}$/.test(given) ? BigInt(given) : undefined;

  // What is published while the past is read waits until that is sent.
  let waiting: LiveEventRow[] | undefined = [];
  let lastId = 0n;
  const subscription = hub.subscribe(shop, (event) => (waiting ? waiting.push(event) : deliver(event)));
  const deliver = (event: LiveEventRow) => {
    if (event.id <= lastId) return;
    lastId = event.id;
    write(response, message(event));
  };
  const end = onClose(shop, response, subscription.stop);

  try {
    await subscription.since;
    const past = await hub.eventsSince(shop, since);
    response.writeHead(200, { "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store", "X-Accel-Buffering": "no", Connection: "keep-alive" });
    if (past.complete) for (const event of past.events) deliver(event);
    else write(response, message({ id: past.lastEventId, event: "reset", data: {} }));
    lastId = lastId > past.lastEventId ? lastId : past.lastEventId;
    // An id without data tells the client where it is, and nothing else.
    write(response, `id: ${lastId}\n\n`);
    const missed = waiting;
    waiting = undefined;
    for (const event of missed) deliver(event);
  } catch (error) {
    end();
    throw error;
  }
}

/** Ends every stream, so that the process can stop; clients come again elsewhere. */
export function closeStreams(): void {
  for (const response of streams.keys()) response.end();
}

/** How many streams this process has open, by shop. */
export function openStreams(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const shop of streams.values()) counts[shop] = (counts[shop] ?? 0) + 1;
  return counts;
}

function onClose(shop: string, response: ServerResponse, unsubscribe: () => void): () => void {
  const age = setTimeout(() => response.end(), longestMs);
  streams.set(response, shop);
  heartbeat ??= setInterval(() => {
    for (const stream of streams.keys()) write(stream, ": still here\n\n");
  }, heartbeatMs).unref();
  const end = () => {
    clearTimeout(age);
    unsubscribe();
    streams.delete(response);
  };
  response.once("close", end);
  return end;
}

function write(response: ServerResponse, text: string): void {
  if (response.destroyed) return;
  response.write(text);
  if (response.writableLength > mostBuffered) response.destroy();
}

function message({ id, event, data }: LiveEventRow): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
