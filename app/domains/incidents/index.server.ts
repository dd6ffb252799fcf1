export { captureIncident } from "./capture-incident.server.ts";
export { enterIncidentMode } from "./enter-mode.server.ts";
export { findActiveIncident, getIncident, listIncidents } from "./find-incident.server.ts";
export { leaveIncidentMode } from "./leave-mode.server.ts";
export { planRecovery } from "./plan-recovery.server.ts";
