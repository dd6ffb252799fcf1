import type { IncomingMessage, ServerResponse } from "node:http";
import { getShop } from "#app/domains/shops/index.server.ts";
import { contextFor, type Ctx } from "#app/platform/ctx.ts";
import type { OpenDatabase } from "#app/db.server.ts";
import { DomainError } from "#app/platform/errors.ts";
import { isRecord } from "#app/platform/json.ts";
import { requestSeconds } from "#app/platform/metrics.server.ts";
import { requirePermission } from "#app/platform/permissions.ts";
import { queryOf } from "./address.ts";
import { oneMebibyte, readJson } from "./body.server.ts";
import { type Caller, type Credentials, identifyCaller } from "./caller.server.ts";
import { correlationId } from "./correlation.ts";
import { type Endpoint, type Reply, type Resource, type StreamEndpoint, takesNoBody } from "./endpoint.ts";
import { errorReply } from "./error-response.server.ts";
import { onceFor, textOf } from "./idempotency.server.ts";
import type { RateLimit } from "./rate-limit.server.ts";

export interface ApiOptions {
  database: OpenDatabase;
  credentials: Credentials;
  rateLimit: RateLimit;
  now: () => Date;
}

/** Answers one request to an address of the API: who calls, may they, what do they send, what is the answer. */
export async function dispatch(options: ApiOptions, path: string, resource: Resource, request: IncomingMessage, response: ServerResponse, params: Record<string, string>) {
  const family = path.startsWith("/sync") ? "sync" : "problem";
  const query = queryOf(request);
  let correlation = correlationId(request.headers["x-correlation-id"], query.get("correlation_id"));
  const end = requestSeconds.startTimer({ path });
  const answered = () => end({ status: response.statusCode });
  response.once("close", answered);
  try {
    const target = methodOf(resource, request.method);
    const now = options.now();
    const caller = await identifyCaller(options.database, options.credentials, request, now);
    await options.rateLimit.take(`${caller.shop}\n${caller.actor.id}`);
    requirePermission(caller.actor.role, target.permission);

    const { bytes, value: body } = takesBody(request) && !(isBodiless(request) && takesNoBody(target)) ? await readJson(request, target.maxBytes ?? oneMebibyte) : noBody;
    correlation = correlationId(request.headers["x-correlation-id"], isRecord(body) ? body["correlation_id"] : undefined, query.get("correlation_id"), correlation);
    const shop = shopOf(caller, target.scope === "any", body, query);
    const ctx = contextFor(options.database, shop, caller.actor, correlation, now);
    if (shop !== caller.shop) await getShop(ctx);

    if ("stream" in target && request.headers.accept?.includes("text/event-stream")) {
      response.setHeader("X-Correlation-Id", correlation);
      await target.stream(ctx, request, response);
      // A stream is answered when it has begun; how long it stays says nothing.
      response.off("close", answered);
      return answered();
    }
    const run = (within: Ctx) => target.run(within, { body, bytes, query, params, headers: request.headers });
    send(response, await (keyed(target, request) ? onceFor(ctx, `${request.method} ${addressOf(path, params)}`, keyOf(request), body, run) : run(ctx)), correlation);
  } catch (error) {
    send(response, errorReply(error, family, correlation), correlation);
  }
}

const noBody = { bytes: Buffer.alloc(0), value: undefined };

/** Sends a reply, unless its connection is gone. */
export function send(response: ServerResponse, reply: Reply, correlation: string) {
  if (response.headersSent || response.destroyed) return void response.end();
  const text = textOf(reply);
  response.writeHead(reply.status, {
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "no-store",
    ...reply.headers,
    "X-Correlation-Id": correlation,
    "X-Content-Type-Options": "nosniff",
    "Content-Length": Buffer.byteLength(text),
    ...(reply.status === 413 ? { Connection: "close" } : {}), // whatever is left of the body is not read
  });
  response.end(text);
}

function methodOf(resource: Resource, method = "GET"): Endpoint | StreamEndpoint {
  const found = Object.entries(resource).find(([name]) => name === (method === "HEAD" ? "GET" : method))?.[1];
  if (found) return found;
  const allow = Object.keys(resource).join(", ");
  throw new DomainError("method_not_allowed", "METHOD_NOT_ALLOWED", { message: `Use ${allow} here.`, allow });
}

function takesBody({ method }: IncomingMessage): boolean {
  return method === "POST" || method === "PUT";
}

function isBodiless({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] === undefined && Number(headers["content-length"] ?? 0) === 0;
}

/** The shop that the request is about: the caller's own, or, for an all-shops key, the one that it names. */
function shopOf(caller: Caller, any: boolean, body: unknown, query: URLSearchParams): string {
  const fields = isRecord(body) ? [body["shop_domain"], body["tenant"]] : [];
  const named = [...fields, query.get("shop_domain"), query.get("tenant")].filter((value) => typeof value === "string" && value !== "");
  const other = named.find((value) => caller.shop !== "*" && value !== caller.shop);
  if (other !== undefined || new Set(named).size > 1) throw new DomainError("forbidden", "FOREIGN_SHOP", { message: "That shop is not yours." });
  if (caller.shop !== "*") return caller.shop;
  const [shop] = named;
  if (shop !== undefined) return String(shop);
  if (any) return "*";
  throw new DomainError("malformed", "SHOP_REQUIRED", { message: "This key is for all shops: say which one, as shop_domain." });
}

function keyed(target: Endpoint, request: IncomingMessage): boolean {
  return request.method === "POST" && !target.ignoresIdempotencyKey && request.headers["idempotency-key"] !== undefined;
}

/** What an Idempotency-Key is good for: the same key with another exception, say, is another request. */
function addressOf(path: string, params: Record<string, string>): string {
  return path.replace(/:(\w+)/g, (_all, name: string) => encodeURIComponent(params[name] ?? ""));
}

function keyOf(request: IncomingMessage): string {
  return String(request.headers["idempotency-key"]);
}
