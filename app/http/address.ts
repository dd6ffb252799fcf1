import type { IncomingMessage } from "node:http";

/** The path of a request, as it was sent. */
export function pathOf({ url = "/" }: IncomingMessage): string {
  const query = url.indexOf("?");
  return query === -1 ? url : url.slice(0, query);
}

/** The query of a request, whatever its path is. */
export function queryOf({ url = "/" }: IncomingMessage): URLSearchParams {
  const query = url.indexOf("?");
  return new URLSearchParams(query === -1 ? "" : url.slice(query + 1));
}
