import { type ServerResponse } from "node:http";

type Headers = Record<string, string>;

export function sendJson(response: ServerResponse, status: number, body: unknown, headers: Headers = {}) {
  send(response, status, "application/json; charset=utf-8", JSON.stringify(body), headers);
}

export function sendHtml(response: ServerResponse, status: number, body: string, headers: Headers = {}) {
  send(response, status, "text/html; charset=utf-8", body, headers);
}

export function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array, headers: Headers = {}) {
  response.writeHead(status, { "Content-Type": type, "Content-Length": Buffer.byteLength(body), ...headers });
  response.end(body);
}

export function redirect(response: ServerResponse, location: string) {
  response.writeHead(302, { Location: location });
  response.end();
}
