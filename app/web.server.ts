import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import compression from "compression";
import cors from "cors";
import express, { type ErrorRequestHandler, type Request, type RequestHandler, type Response } from "express";
import { apiResources, flowActions } from "./api.server.ts";
import type { OpenDatabase } from "./db.server.ts";
import { samples } from "./dashboard/samples/samples.ts";
import { collectArrivals } from "./domains/intake/index.server.ts";
import { pathOf, queryOf } from "./http/address.ts";
import { correlationId } from "./http/correlation.ts";
import { type ApiOptions, dispatch, send } from "./http/dispatch.server.ts";
import { errorReply } from "./http/error-response.server.ts";
import { answerFlow, type FlowOptions } from "./http/flow-action.server.ts";
import { openApiDocument } from "./http/openapi.ts";
import { serveInProcess } from "./http/known-endpoints.ts";
import { serveSamples } from "./http/with-samples.server.ts";
import { rateLimit } from "./http/rate-limit.server.ts";
import { closeRelays, relayAddress, relayAlerts } from "./http/relay-alerts.server.ts";
import type { RemoteSync } from "./http/remote-sync.server.ts";
import { closeStreams, openStreams } from "./http/sse.server.ts";
import { DomainError } from "./platform/errors.ts";
import { setStreamCounter } from "./platform/metrics.server.ts";
import { openLiveHub } from "./platform/live-hub.server.ts";
import { isReady } from "./ready.server.ts";
import { receiveWebhook, type WebhookOptions } from "./routes/webhooks.ts";

export interface WebOptions {
  database: OpenDatabase;
  port: number;
  apiKey: string;
  apiSecret: string;
  /** The secret before the last rotation. */
  oldApiSecret?: string;
  requestsPerWindow: number;
  /** The instance whose `/sync` the pages show, where it is not this one. */
  remote?: RemoteSync;
  /** The pages under /app; left out where only the API is wanted. */
  pages?: RequestHandler;
  now?: () => Date;
}

export interface Web {
  port: number;
  close: () => Promise<void>;
}

/** Starts the web server; resolves when it takes requests. Throws one line that names the port when that is taken. */
export async function startWeb(options: WebOptions): Promise<Web> {
  const { database, apiKey, apiSecret, oldApiSecret } = options;
  const clock = options.now ?? (() => new Date());
  const collect = collectArrivals(database, clock);
  const hub = await openLiveHub(database, database.pool);
  const api: ApiOptions = { database, credentials: { apiKey, apiSecret }, rateLimit: rateLimit(options.requestsPerWindow), now: clock };
  const secrets = oldApiSecret ? [apiSecret, oldApiSecret] : [apiSecret];
  const webhooks: WebhookOptions = { collect, secrets };
  const resources = apiResources({ collect, hub });
  serveInProcess(resources);
  serveSamples(samples);
  setStreamCounter(openStreams);
  const flow: FlowOptions = { database, secrets, now: clock };
  const app = expressApp(api, flow, resources, options);

  // Webhooks pass by everything that they do not need.
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000 }, (request, response) => {
    if (pathOf(request) === "/webhooks") void answerWebhook(webhooks, request, response);
    else app(request, response);
  });
  const port = await listen(server, options.port);
  return {
    port,
    close: async () => {
      closeStreams();
      closeRelays();
      const closed = new Promise((done) => server.close(done));
      server.closeIdleConnections();
      await closed;
      await hub.close();
    },
  };
}

function expressApp(options: ApiOptions, flow: FlowOptions, resources: ReturnType<typeof apiResources>, { pages, remote }: Pick<WebOptions, "pages" | "remote">) {
  const app = express().disable("x-powered-by").disable("etag");
  app.get("/healthz", (_request, response) => void response.type("text").send("ok"));
  app.get("/readyz", (_request, response, next) => {
    isReady(options.database).then((ready) => response.status(ready ? 200 : 503).type("text").send(ready ? "ready" : "not ready"), next);
  });
  app.all(["/healthz", "/readyz"], (request, response) => refuse(request, response, new DomainError("method_not_allowed", "METHOD_NOT_ALLOWED", { message: "Use GET here.", allow: "GET" })));
  // Extensions run on other origins. Nothing here goes by cookies: a caller brings its own token.
  app.use(["/sync", "/customer"], cors({ exposedHeaders: ["X-Correlation-Id", "Idempotency-Replayed", "Retry-After"], maxAge: 7_200 }));
  app.get("/openapi.json", (_request, response) => void response.json(openApiDocument(resources)));
  for (const [path, resource] of Object.entries(resources)) {
    app.all(pattern(path), (request, response) => void dispatch(options, path, resource, request, response, request.params));
  }
  for (const [path, action] of Object.entries(flowActions)) {
    app.all(path, (request, response) => void answerFlow(flow, path, action, request, response));
  }
  app.use(["/sync", "/customer", "/v1", "/api", "/admin/ops"], (request, response) => refuse(request, response, new DomainError("not_found", "NO_SUCH_ADDRESS", { message: "There is nothing at this address." })));
  if (remote) {
    const relay = relayAlerts(remote);
    app.all(relayAddress, (request, response) => void dispatch(options, "/sync/orders/alerts", relay, request, response, {}));
  }
  if (pages) app.use(compression(), pages);
  app.use(answerBadAddress);
  return app;
}

/** An address that cannot be decoded, such as one with a lone `%`. */
const answerBadAddress: ErrorRequestHandler = (error, request, response, next) => {
  if (!(error instanceof URIError)) return next(error);
  refuse(request, response, new DomainError("malformed", "MALFORMED_ADDRESS", { message: "The address is not properly encoded." }, { cause: error }));
};

/** Answers a request that no file of `routes` is there for. */
function refuse(request: Request, response: Response, error: DomainError): void {
  const correlation = correlationOf(request);
  send(response, errorReply(error, request.originalUrl.startsWith("/sync") ? "sync" : "problem", correlation), correlation);
}

function correlationOf(request: IncomingMessage): string {
  return correlationId(request.headers["x-correlation-id"], queryOf(request).get("correlation_id"));
}

/** An order in a path may be a GID, whose slashes a client need not have encoded. */
function pattern(path: string): string {
  return path.replace(":order", ":order(gid:\\/\\/shopify\\/Order\\/\\d+|[^\\/]+)");
}

async function answerWebhook(options: WebhookOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const correlation = correlationOf(request);
  try {
    send(response, await receiveWebhook(options, request, correlation), correlation);
  } catch (error) {
    send(response, errorReply(error, "problem", correlation), correlation);
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? new Error(`Port ${port} is in use: set PORT to another, or stop what uses it.`) : error);
    });
    server.listen(port, () => {
      const address = server.address();
      resolve(address && typeof address === "object" ? address.port : port);
    });
  });
}
