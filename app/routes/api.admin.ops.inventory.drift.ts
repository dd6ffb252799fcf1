import { listDrift } from "#app/domains/inventory/index.server.ts";
import { DriftReport, ListDrift } from "#app/domains/inventory/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const opsInventoryDrift: Resource = {
  GET: endpoint({ family: "problem", permission: "read", query: ListDrift, response: DriftReport, summary: "Products whose reserved units differ from their active reservations", handle: (ctx, { query }) => listDrift(ctx, query) }),
};
