import type { ServerResponse } from "node:http";

/** A client that does not read is dropped when so much waits for it. */
const mostBuffered = 256 * 1024;

/** Begins a stream of server-sent events, past proxies that would keep it back. */
export function beginEventStream(response: ServerResponse): void {
  response.writeHead(200, { "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store", "X-Accel-Buffering": "no", Connection: "keep-alive" });
  // Sent by itself, the head is one string from then on instead of the dozens that it was put together from.
  response.flushHeaders();
}

/** Writes to a stream whose client is still there, and drops a client that does not read. */
export function writeOrDrop(response: ServerResponse, part: string | Uint8Array): void {
  if (response.destroyed) return;
  response.write(part);
  if (response.writableLength > mostBuffered) response.destroy();
}
