import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable, type EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { logger } from "./platform/logger.server.ts";
import { addDocumentResponseHeaders } from "./shopify.server.ts";

const renderTimeoutMs = 5_000;

export default function handleRequest(request: Request, status: number, headers: Headers, context: EntryContext): Promise<Response> {
  addDocumentResponseHeaders(request, headers);
  // Shopify's are for pages that name a shop; nobody has a reason to frame the others.
  if (!headers.has("Content-Security-Policy")) headers.set("Content-Security-Policy", "frame-ancestors 'none'");
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(<RemixServer context={context} url={request.url} />, {
      onShellReady: () => {
        const body = new PassThrough();
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
        pipe(body);
      },
      onShellError: reject,
      onError: (error) => logger.error({ error: error instanceof Error ? error.stack : String(error) }, "page could not be rendered"),
    });
    setTimeout(abort, renderTimeoutMs);
  });
}

/** Errors of loaders and actions; a Response that was thrown, such as a redirect, is not one. */
export function handleError(error: unknown): void {
  if (error instanceof Response) return;
  logger.error({ error: error instanceof Error ? error.stack : String(error) }, "page request failed");
}
