import { autoAssign } from "#app/domains/assignments/index.server.ts";
import { AutoAssign, AutoAssigned } from "#app/domains/assignments/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const opsAssignmentsAuto: Resource = {
  POST: endpoint({ family: "problem", permission: "ops:execute", body: AutoAssign, response: AutoAssigned, summary: "Gives orders without an owner to somebody", handle: (ctx, { body }) => autoAssign(ctx, body) }),
};
