import { listExceptions } from "#app/domains/exceptions/index.server.ts";
import { ExceptionsPage, ListExceptions } from "#app/domains/exceptions/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const v1Exceptions: Resource = {
  GET: endpoint({ family: "problem", permission: "read", scope: "any", summary: "The exceptions queue", query: ListExceptions, response: ExceptionsPage, handle: (ctx, { query }) => listExceptions(ctx, query) }),
};
