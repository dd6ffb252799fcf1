import { listFailures } from "#app/domains/outbox/index.server.ts";
import { FailuresPage, ListFailures } from "#app/domains/outbox/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const opsOutboxFailures: Resource = {
  GET: endpoint({ family: "problem", permission: "read", summary: "The outbox events that wait for a person", query: ListFailures, response: FailuresPage, handle: (ctx, { query }) => listFailures(ctx, query) }),
};
