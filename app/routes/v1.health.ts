import { Health } from "#app/domains/exceptions/schema.ts";
import { getHealth } from "#app/domains/exceptions/index.server.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const v1Health: Resource = {
  GET: endpoint({ family: "problem", permission: "read", scope: "any", summary: "How the intake of events is", response: Health, handle: (ctx) => getHealth(ctx) }),
};
