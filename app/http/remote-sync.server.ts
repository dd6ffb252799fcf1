import { messageOf } from "#app/platform/errors.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import type { SyncClient, SyncReply } from "#app/platform/sync.ts";

export interface RemoteSync {
  /** The address of the instance whose `/sync` is asked. */
  url: string;
  /** A key of that instance, for this shop or for all shops. */
  apiKey: string;
  timeoutMs: number;
}

const mostQuoted = 200;

/**
 * `/sync` of another instance, with the shop named in each request. An instance that cannot be reached, or that does not answer
 * in JSON, is a reply as well: 503 or the status that came, with a message that says which and quotes the body.
 */
export function remoteSync({ url, apiKey, timeoutMs }: RemoteSync, { shop, correlationId }: Pick<Ctx, "shop" | "correlationId">): SyncClient {
  const send = async (path: string, init: RequestInit): Promise<SyncReply> => {
    const headers = { Accept: "application/json", Authorization: `Bearer ${apiKey}`, "X-Correlation-Id": correlationId, ...init.headers };
    try {
      const response = await fetch(new URL(path, url), { ...init, headers, redirect: "error", signal: AbortSignal.timeout(timeoutMs) });
      return replyOf(response.status, await response.text());
    } catch (error) {
      const reason = error instanceof Error && error.name === "TimeoutError" ? `no answer within ${timeoutMs} ms` : messageOf(error);
      return refusal(503, `Sync at ${new URL(url).host} could not be reached: ${reason}.`);
    }
  };
  return {
    get: (path, query) => send(`${path}?${new URLSearchParams([...(query ?? []), ["shop_domain", shop]])}`, { method: "GET" }),
    post: (path, body, key) => send(path, { method: "POST", headers: { "Content-Type": "application/json", ...(key === undefined ? {} : { "Idempotency-Key": key }) }, body: JSON.stringify({ ...body, shop_domain: shop }) }),
  };
}

function replyOf(status: number, text: string): SyncReply {
  try {
    const body: unknown = JSON.parse(text);
    return { status, body };
  } catch {
    // A proxy's page, or nothing: whoever has to act on it sees what it said.
    return refusal(status >= 400 ? status : 502, `Sync answered ${status}: ${text.slice(0, mostQuoted) || "without a body"}`);
  }
}

function refusal(status: number, message: string): SyncReply {
  return { status, body: { success: false, message, updatedOrders: [], errors: [] } };
}
