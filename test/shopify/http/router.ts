import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { BadRequest } from "./request.ts";
import { sendJson } from "./respond.ts";

export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** What the groups of the route's pattern matched. */
  params: Record<string, string>;
}

export interface Route {
  method: "GET" | "POST" | "*";
  /** With `:name` for one segment and `:name*` for the rest of the path. */
  path: string;
  handle: (exchange: Exchange) => Promise<void> | void;
}

/** A server for the routes, the first that matches wins. A handler that throws is answered with JSON that says what was wrong. */
export function createRouter(routes: Route[]): Server {
  const compiled = routes.map((route) => ({ ...route, pattern: compile(route.path) }));
  return createServer((request, response) => {
    const url = URL.parse(`http://local${request.url}`);
    if (!url) return sendJson(response, 400, { error: "Bad Request" });
    const matching = compiled.flatMap((route) => {
      const match = route.pattern.exec(url.pathname);
      return match ? [{ route, params: match.groups ?? {} }] : [];
    });
    const found = matching.find(({ route }) => route.method === "*" || route.method === request.method || (route.method === "GET" && request.method === "HEAD"));
    if (!found) return sendJson(response, matching.length > 0 ? 405 : 404, { error: matching.length > 0 ? "Method not allowed" : "Not Found" });
    void answer(found.route, { request, response, url, params: found.params });
  });
}

async function answer(route: Route, exchange: Exchange) {
  const { response } = exchange;
  try {
    await route.handle({ ...exchange, params: decoded(exchange.params) });
  } catch (error) {
    if (response.destroyed) return; // whoever asked has gone
    const status = error instanceof BadRequest ? error.status : error instanceof URIError ? 400 : 500;
    if (status === 500) console.error(error);
    if (response.headersSent) response.destroy();
    else sendJson(response, status, { error: error instanceof Error ? error.message : String(error) });
  }
}

function compile(path: string): RegExp {
  const source = path.replace(/[.]/g, "\\.").replace(/:(\w+)(\*?)/g, (_all, name: string, rest: string) => (rest ? `(?<${name}>.*)` : `(?<${name}>[^/]+)`));
  return new RegExp(`^${source}$`);
}

function decoded(groups: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
}
