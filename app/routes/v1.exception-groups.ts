import { listGroups, listLessons } from "#app/domains/exceptions/index.server.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const v1ExceptionGroups: Resource = {
  GET: endpoint({ family: "problem", permission: "read", scope: "any", handle: (ctx) => listGroups(ctx) }),
};

export const v1ExceptionLessons: Resource = {
  GET: endpoint({ family: "problem", permission: "read", scope: "any", handle: (ctx) => listLessons(ctx) }),
};
