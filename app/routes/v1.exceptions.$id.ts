import { ExceptionDetail } from "#app/domains/exceptions/schema.ts";
import { getException } from "#app/domains/exceptions/index.server.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const v1Exception: Resource = {
  GET: endpoint({ family: "problem", permission: "read", scope: "any", summary: "An exception with all that a decision needs", response: ExceptionDetail, handle: (ctx, { params }) => getException(ctx, params["id"] ?? "") }),
};
