import { messageOf } from "#app/platform/errors.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { isRecord } from "#app/platform/records.ts";
import { messageIn, type SyncClient, type SyncReply } from "#app/platform/sync.ts";
import { onBehalfOf, onBehalfOfHeader } from "./on-behalf-of.ts";

export interface RemoteSync {
  /** The address of the instance whose `/sync` is asked. */
  url: string;
  /** A key of that instance, for this shop or for all shops. */
  apiKey: string;
  timeoutMs: number;
}

const mostQuoted = 200;

/**
 * `/sync` of another instance, with the shop named in each request. An instance that cannot be reached, that does not take the
 * key, or that does not answer as `/sync` does, is a reply as well: 503, 502 or the status that came, with a message that says
 * which status it was and quotes the body. That instance is told which member of staff it is for: it has their name on record beside
 * the key, and shows them their own orders.
 */
export function remoteSync({ url, apiKey, timeoutMs }: RemoteSync, { shop, correlationId, actor }: Pick<Ctx, "shop" | "correlationId" | "actor">): SyncClient {
  const send = async (path: string, init: RequestInit): Promise<SyncReply> => {
    const headers = { Accept: "application/json", Authorization: `Bearer ${apiKey}`, "X-Correlation-Id": correlationId, [onBehalfOfHeader]: onBehalfOf(actor), ...init.headers };
    try {
      const response = await fetch(new URL(path, url), { ...init, headers, redirect: "error", signal: AbortSignal.timeout(timeoutMs) });
      return replyOf(response.status, await response.text());
    } catch (error) {
      return refusal(503, unreachable({ url, timeoutMs }, error));
    }
  };
  return {
    get: (path, query) => send(`${path}?${new URLSearchParams([...(query ?? []), ["shop_domain", shop]])}`, { method: "GET" }),
    post: (path, body, key) => send(path, { method: "POST", headers: { "Content-Type": "application/json", ...(key === undefined ? {} : { "Idempotency-Key": key }) }, body: JSON.stringify({ ...body, shop_domain: shop }) }),
  };
}

/** That an instance could not be reached, and why, for whoever looks after it. */
export function unreachable({ url, timeoutMs }: Pick<RemoteSync, "url" | "timeoutMs">, error: unknown): string {
  return `Sync at ${new URL(url).host} could not be reached: ${isTimeout(error) ? `no answer within ${timeoutMs} ms` : reasonOf(error)}.`;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}

/** fetch says that it failed, and its cause why. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  // Of a host with several addresses there is a code alone.
  return messageOf(cause) || String(Reflect.get(Object(cause), "code") ?? "no connection");
}

function replyOf(status: number, text: string): SyncReply {
  const body = parsed(text);
  const refused = isRecord(body) ? messageIn(body) : undefined;
  const said = refused ?? (text.slice(0, mostQuoted) || "without a body");
  // It is this instance that has no valid key: to whoever looks at the page, sync is out of reach.
  if (status === 401) return refusal(502, `Sync answered 401: ${said}`);
  const says = isRecord(body) && (status < 400 || refused !== undefined);
  // Else it is a proxy's page, or nothing: whoever has to act on it sees what it said.
  return says ? { status, body } : refusal(status >= 400 ? status : 502, `Sync answered ${status}: ${said}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refusal(status: number, message: string): SyncReply {
  return { status, body: { success: false, message, updatedOrders: [], errors: [] } };
}
