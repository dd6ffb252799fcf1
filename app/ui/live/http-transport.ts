import { createEventSource } from "eventsource-client";
import { isRecord } from "#app/platform/records.ts";
import type { LiveEvent, LiveTransport } from "./live-connection.ts";

/**
 * The stream by fetch, since an EventSource cannot carry a session token. `idToken` is asked before every request: a token is good
 * for a minute. What is not a stream, such as the HTML of a sign-in page behind a redirect, counts as no answer.
 */
export function httpTransport(address: string, idToken: () => Promise<string>): LiveTransport {
  return {
    open: (since, { onOpen, onSign, onEvent, onEnd }) => {
      const source = createEventSource({
        url: new URL(address, window.location.origin),
        initialLastEventId: since,
        fetch: async (url, init) => {
          const response = await fetch(url, { ...init, headers: { ...init?.headers, Authorization: `Bearer ${await idToken()}` } });
          if (!isOf(response, "text/event-stream")) {
            await response.body?.cancel();
            throw new Error(`The stream answered ${response.status}.`);
          }
          onOpen();
          return response;
        },
        onMessage: ({ id, event, data }) => {
          onSign();
          onEvent({ id, event: event ?? "message", data: parsed(data) });
        },
        onComment: onSign,
        // Whether and when to try again is for the connection to decide.
        onScheduleReconnect: () => {
          source.close();
          onEnd();
        },
      });
      return () => source.close();
    },
    poll: async (since) => {
      const query = since === undefined ? "" : `?since=${encodeURIComponent(since)}`;
      const response = await fetch(`${address}${query}`, { headers: { Accept: "application/json", Authorization: `Bearer ${await idToken()}` } });
      if (!isOf(response, "application/json")) throw new Error(`The poll answered ${response.status}.`);
      const body: unknown = await response.json();
      if (!isRecord(body)) throw new Error("The poll answered something else than an object.");
      const events = Array.isArray(body["events"]) ? body["events"].flatMap((event: unknown) => liveEventOf(event) ?? []) : [];
      return { events, lastEventId: String(body["lastEventId"]) };
    },
  };
}

function isOf(response: Response, type: string): boolean {
  return response.ok && !response.redirected && (response.headers.get("Content-Type") ?? "").startsWith(type);
}

function liveEventOf(value: unknown): LiveEvent | undefined {
  if (!isRecord(value)) return undefined;
  return { id: String(value["id"]), event: String(value["event"]), data: value["data"] };
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined; // not ours; that something happened is enough
  }
}
