import type { IncomingMessage, ServerResponse } from "node:http";
import type { EventsSince, LiveEventRow, LiveHub } from "#app/platform/live-hub.server.ts";
import { beginEventStream, writeOrDrop } from "./event-stream.server.ts";

const heartbeatMs = 15_000;
/** After so long a stream ends and its client comes again, with a fresh session token. */
const longestMs = 10 * 60_000;

const streams = new Set<LiveStream>();
let heartbeat: NodeJS.Timeout | undefined;

/**
 * Sends a shop's live events for as long as the client stays: `id`, `event` and `data` of each, a comment every 15 seconds.
 * With Last-Event-ID it goes on where the client was, or says `reset` when that is too long ago. (Contract, section 3.)
 */
export async function streamLiveEvents(hub: LiveHub, shop: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const given = request.headers["last-event-id"];
  const since = typeof given === "string" && /^\d{1,18}$/.test(given) ? BigInt(given) : undefined;

  const stream = new LiveStream(shop, response);
  const subscription = hub.subscribe(shop, stream);
  const end = () => {
    subscription.stop();
    streams.delete(stream);
  };
  streams.add(stream);
  heartbeat ??= setInterval(beat, heartbeatMs).unref();
  response.once("close", end);

  try {
    await subscription.since;
    stream.begin(await hub.eventsSince(shop, since));
  } catch (error) {
    end();
    throw error;
  }
}

/** One client's stream. A process has thousands: what it keeps is all in here. */
class LiveStream {
  readonly shop: string;
  readonly response: ServerResponse;
  readonly #openedAt = performance.now();
  /** What is published while the past is read waits until that is sent. */
  #waiting: LiveEventRow[] | undefined = [];
  #lastId = 0n;

  constructor(shop: string, response: ServerResponse) {
    this.shop = shop;
    this.response = response;
  }

  begin({ events, lastEventId, complete }: EventsSince): void {
    if (this.response.destroyed || this.response.writableEnded) return;
    beginEventStream(this.response);
    const missed = this.#waiting ?? [];
    this.#waiting = undefined;
    if (complete) for (const event of events) this.deliver(event);
    else writeOrDrop(this.response, message({ id: lastEventId, event: "reset", data: {} }));
    if (lastEventId > this.#lastId) this.#lastId = lastEventId;
    // An id without data tells the client where it is, and nothing else.
    writeOrDrop(this.response, `id: ${this.#lastId}\n\n`);
    for (const event of missed) this.deliver(event);
  }

  deliver(event: LiveEventRow): void {
    if (this.#waiting) return void this.#waiting.push(event);
    if (event.id <= this.#lastId) return;
    this.#lastId = event.id;
    writeOrDrop(this.response, message(event));
  }

  /** Shows that the stream is alive, or ends one that has been for long enough. */
  beat(): void {
    if (this.#waiting) return;
    if (performance.now() - this.#openedAt >= longestMs) this.response.end();
    else writeOrDrop(this.response, ": still here\n\n");
  }
}

function beat(): void {
  for (const stream of streams) stream.beat();
}

/** Ends every stream, so that the process can stop; clients come again elsewhere. */
export function closeStreams(): void {
  for (const { response } of streams) response.end();
}

/** How many streams this process has open, by shop. */
export function openStreams(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { shop } of streams) counts[shop] = (counts[shop] ?? 0) + 1;
  return counts;
}

function message({ id, event, data }: LiveEventRow): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
