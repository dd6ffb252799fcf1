import { type ServerResponse } from "node:http";
import { type Failure } from "../state/faults.ts";
import { send, sendJson } from "./respond.ts";

/** Fails a request in the way that was asked for; gives the status that the caller sees, 0 when it sees none. */
export async function failWith(response: ServerResponse, { status, retryAfter }: Failure, when: Failure["when"], answer = "{}"): Promise<number> {
  if (status === "hang") {
    // The caller hears nothing until it gives up.
    await new Promise((done) => response.once("close", done));
    return 0;
  }
  if (status === "drop") {
    response.destroy();
    return 0;
  }
  if (status === "half") {
    const body = when === "after" ? answer : JSON.stringify({ data: { lost: "x".repeat(200) } });
    response.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) });
    response.write(body.slice(0, Math.floor(body.length / 2)), () => response.destroy());
    return 200;
  }
  if (status === "html") {
    send(response, 200, "text/html; charset=utf-8", "<!doctype html><title>Something went wrong</title><p>There's no page at this address.</p>");
    return 200;
  }
  if (status === "throttled") {
    sendJson(response, 200, { errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }] });
    return 200;
  }
  if (status === "internal") {
    sendJson(response, 200, { errors: [{ message: "Internal error. Looks like something went wrong on our end.", extensions: { code: "INTERNAL_SERVER_ERROR" } }] });
    return 200;
  }
  const waits: Record<string, string> = status === 429 || status === 503 ? { "Retry-After": String(retryAfter ?? 2) } : {};
  sendJson(response, status, { errors: status === 429 ? "Exceeded 2 calls per second for api client." : `Failed with ${status} on request` }, waits);
  return status;
}
