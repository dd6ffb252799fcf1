import { resolveFailure } from "#app/domains/outbox/index.server.ts";
import { ResolvedFailure, ResolveFailure } from "#app/domains/outbox/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const opsOutboxResolve: Resource = {
  POST: endpoint({
    family: "problem",
    permission: "ops:execute",
    summary: "Replays, mends or ignores an outbox event that failed",
    body: ResolveFailure,
    response: ResolvedFailure,
    handle: (ctx, { body, params }) => resolveFailure(ctx, params["eventId"] ?? "", body),
  }),
};
