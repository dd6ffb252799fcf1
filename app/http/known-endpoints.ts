import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { requirePermission } from "#app/platform/permissions.ts";
import type { Endpoint, Resource } from "./endpoint.ts";

export type Method = "GET" | "POST";

let resources: readonly (readonly [string, Resource])[] = [];

/** Makes the API's addresses known to the pages of this process; the web server calls it at its start. */
export function serveInProcess(list: Record<string, Resource>): void {
  resources = Object.entries(list);
}

interface Found {
  params: Record<string, string>;
  endpoint: Endpoint;
}

function find(method: Method, path: string): Found {
  for (const [pattern, resource] of resources) {
    const params = paramsOf(pattern, path);
    const endpoint = resource[method];
    if (params && endpoint) return { params, endpoint };
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

/** The endpoint at an address; throws `not_found` when there is none, and `forbidden` when the context's role may not use it. */
export function permittedEndpoint({ actor }: Ctx, method: Method, path: string): Found {
  const found = find(method, path);
  requirePermission(actor.role, found.endpoint.permission);
  return found;
}
