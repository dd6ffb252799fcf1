import { captureIncident, listIncidents } from "#app/domains/incidents/index.server.ts";
import { CaptureIncident, Incident, IncidentsPage, ListIncidents } from "#app/domains/incidents/schema.ts";
import { endpoint, Reply, type Resource } from "#app/http/endpoint.ts";

export const opsIncidents: Resource = {
  GET: endpoint({ family: "problem", permission: "read", summary: "The incidents that were captured", query: ListIncidents, response: IncidentsPage, handle: (ctx, { query }) => listIncidents(ctx, query) }),
  POST: endpoint({
    family: "problem",
    permission: "ops:execute",
    summary: "Captures what the app knows at this moment",
    body: CaptureIncident,
    response: Incident,
    status: 201,
    handle: async (ctx, { body }) => new Reply(await captureIncident(ctx, body), { status: 201 }),
  }),
};
