import { enterIncidentMode, getIncident, leaveIncidentMode, planRecovery } from "#app/domains/incidents/index.server.ts";
import { EnterIncidentMode, Incident, LeaveIncidentMode, RecoveryPlan } from "#app/domains/incidents/schema.ts";
import { endpoint, type Resource } from "#app/http/endpoint.ts";

export const opsIncident: Resource = {
  GET: endpoint({ family: "problem", permission: "read", summary: "An incident with all that was captured", response: Incident, handle: (ctx, { params }) => getIncident(ctx, params["id"] ?? "") }),
};

export const opsIncidentEnter: Resource = {
  POST: endpoint({
    family: "problem",
    permission: "ops:execute",
    summary: "Turns incident mode on and holds back what is named",
    body: EnterIncidentMode,
    response: Incident,
    handle: (ctx, { body, params }) => enterIncidentMode(ctx, params["id"] ?? "", body),
  }),
};

export const opsIncidentPlan: Resource = {
  GET: endpoint({ family: "problem", permission: "read", summary: "What leaving incident mode would do", response: RecoveryPlan, handle: (ctx, { params }) => planRecovery(ctx, params["id"] ?? "") }),
};

export const opsIncidentLeave: Resource = {
  POST: endpoint({
    family: "problem",
    permission: "ops:execute",
    summary: "Turns incident mode off by a plan that was read",
    body: LeaveIncidentMode,
    response: Incident,
    handle: (ctx, { body, params }) => leaveIncidentMode(ctx, params["id"] ?? "", body),
  }),
};
