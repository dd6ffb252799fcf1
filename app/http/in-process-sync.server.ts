import type { Ctx } from "#app/platform/ctx.ts";
import type { SyncClient, SyncReply } from "#app/platform/sync.ts";
import type { Reply } from "./endpoint.ts";
import { errorReply } from "./error-response.server.ts";
import { onceFor, textOf } from "./idempotency.server.ts";
import { type Method, permittedEndpoint } from "./known-endpoints.ts";

interface Call {
  method: Method;
  path: string;
  query?: URLSearchParams;
  body?: Record<string, unknown>;
  key?: string;
}

/** `/sync` of this very process, without a connection: same endpoints, same envelope, same refusals as over HTTP. */
export function inProcessSync(ctx: Ctx): SyncClient {
  return {
    get: (path, query) => answer(ctx, { method: "GET", path, query }),
    post: (path, body, key) => answer(ctx, { method: "POST", path, body, key }),
  };
}

async function answer(ctx: Ctx, call: Call): Promise<SyncReply> {
  try {
    return replyOf(await run(ctx, call));
  } catch (error) {
    return replyOfError(error, ctx.correlationId);
  }
}

async function run(ctx: Ctx, { method, path, query = new URLSearchParams(), body, key }: Call): Promise<Reply> {
  const { params, endpoint } = permittedEndpoint(ctx, method, path);
  const handle = (within: Ctx) => endpoint.run(within, { body, bytes: Buffer.alloc(0), query, params, headers: {} });
  return key === undefined ? handle(ctx) : onceFor(ctx, `${method} ${path}`, key, body, handle);
}

/** What `/sync` answers when something was thrown. */
export function replyOfError(error: unknown, correlationId: string): SyncReply {
  const { status, body } = replyOf(errorReply(error, "sync", correlationId));
  return { status, body: { ...Object(body), correlationId } };
}

function replyOf(reply: Reply): SyncReply {
  const body: unknown = JSON.parse(textOf(reply));
  return { status: reply.status, body };
}
