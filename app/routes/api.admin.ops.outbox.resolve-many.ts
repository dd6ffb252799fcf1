import { resolveFailures } from "#app/domains/outbox/index.server.ts";
import { FailuresResolved, ResolveFailures } from "#app/domains/outbox/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const opsOutboxResolveMany: Resource = {
  POST: endpoint({
    family: "problem",
    permission: "ops:execute",
    summary: "One decision for many outbox events that failed",
    body: ResolveFailures,
    response: FailuresResolved,
    handle: (ctx, { body }) => resolveFailures(ctx, body),
  }),
};
