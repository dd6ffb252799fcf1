import { listDestinations } from "#app/domains/outbox/index.server.ts";
import { DestinationsPage } from "#app/domains/outbox/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const opsOutboxDestinations: Resource = {
  GET: endpoint({ family: "problem", permission: "read", summary: "Where events leave to, and how that is", response: DestinationsPage, handle: async (ctx) => ({ destinations: await listDestinations(ctx) }) }),
};
