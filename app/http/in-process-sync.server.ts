import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { mayDo } from "#app/platform/permissions.ts";
import type { SyncClient, SyncReply } from "#app/platform/sync.ts";
import { type Endpoint, Reply, type Resource } from "./endpoint.ts";
import { errorReply } from "./error-response.server.ts";
import { onceFor, textOf } from "./idempotency.server.ts";

let resources: readonly (readonly [string, Resource])[] = [];

/** Makes the API's addresses known to the pages of this process; the web server calls it at its start. */
export function serveInProcess(list: Record<string, Resource>): void {
  resources = Object.entries(list);
}

interface Call {
  method: "GET" | "POST";
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
    return replyOf(errorReply(error, "sync", ctx.correlationId), ctx.correlationId);
  }
}

async function run(ctx: Ctx, { method, path, query = new URLSearchParams(), body, key }: Call): Promise<Reply> {
  const { pattern, params, endpoint } = find(method, path);
  if (!mayDo(ctx.actor.role, endpoint.permission)) {
    throw new DomainError("forbidden", "FORBIDDEN", { message: `Your role (${ctx.actor.role}) does not include ${endpoint.permission}.` });
  }
  const handle = async (within: Ctx) => {
    const answered = await endpoint.run(within, { body, bytes: Buffer.alloc(0), query, params, headers: {} });
    return answered instanceof Reply ? answered : new Reply(answered);
  };
  return key === undefined ? handle(ctx) : onceFor(ctx, `${method} ${pattern}`, key, body, handle);
}

interface Found {
  pattern: string;
  params: Record<string, string>;
  endpoint: Endpoint;
}

function find(method: Call["method"], path: string): Found {
  for (const [pattern, resource] of resources) {
    const params = paramsOf(pattern, path);
    const endpoint = resource[method];
    if (params && endpoint) return { pattern, params, endpoint };
  }
  throw new DomainError("not_found", "NO_SUCH_ADDRESS", { message: "There is nothing at this address." });
}

/** The parameters with which a pattern such as `/sync/orders/:order` fits a path, or undefined when it does not. */
function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const names = pattern.split("/");
  const parts = path.split("/");
  if (names.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const value = decodeURIComponent(parts[index] ?? "");
    if (name.startsWith(":")) params[name.slice(1)] = value;
    else if (name !== value) return undefined;
  }
  return params;
}

function replyOf(reply: Reply, correlationId?: string): SyncReply {
  const body: unknown = JSON.parse(textOf(reply));
  return { status: reply.status, body: correlationId === undefined ? body : { ...Object(body), correlationId } };
}
