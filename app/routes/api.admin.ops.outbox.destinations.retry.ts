import { retryDestination } from "#app/domains/outbox/index.server.ts";
import { RetriedDestination, RetryDestination } from "#app/domains/outbox/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const opsOutboxRetryDestination: Resource = {
  POST: endpoint({
    family: "problem",
    permission: "ops:execute",
    summary: "Tries a destination again now, rather than by its schedule",
    body: RetryDestination,
    response: RetriedDestination,
    handle: (ctx, { body }) => retryDestination(ctx, body),
  }),
};
