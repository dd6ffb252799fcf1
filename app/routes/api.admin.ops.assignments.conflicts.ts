import { reportConflicts } from "#app/domains/assignments/index.server.ts";
import { ConflictReport, ListConflicts } from "#app/domains/assignments/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const opsAssignmentsConflicts: Resource = {
  GET: endpoint({ family: "problem", permission: "read", query: ListConflicts, response: ConflictReport, summary: "How often assigners met on an order, by source and over time", handle: (ctx, { query }) => reportConflicts(ctx, query) }),
};
