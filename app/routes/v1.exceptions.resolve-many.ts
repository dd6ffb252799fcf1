import { resolveMany } from "#app/domains/exceptions/index.server.ts";
import { ManyResolved, ResolveMany } from "#app/domains/exceptions/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const v1ExceptionsResolveMany: Resource = {
  POST: endpoint({ family: "problem", permission: "exceptions:resolve", scope: "any", summary: "One decision for many exceptions", body: ResolveMany, response: ManyResolved, handle: (ctx, { body }) => resolveMany(ctx, body) }),
};
