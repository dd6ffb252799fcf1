import { getHealth } from "#app/domains/exceptions/index.server.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const v1Health: Resource = {
  GET: endpoint({ family: "problem", permission: "read", scope: "any", handle: (ctx) => getHealth(ctx) }),
};
