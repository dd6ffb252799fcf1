import { getException } from "#app/domains/exceptions/index.server.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const v1Exception: Resource = {
  GET: endpoint({ family: "problem", permission: "read", scope: "any", handle: (ctx, { params }) => getException(ctx, params["id"] ?? "") }),
};
