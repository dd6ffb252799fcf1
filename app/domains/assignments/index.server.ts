export { assignLocked, assignmentVersion, assignOrders, sourceOf } from "./assign-orders.server.ts";
export { assignmentDestinations } from "./destinations.server.ts";
export { autoAssign } from "./auto/auto-assign.server.ts";
export { reportConflicts } from "./report-conflicts.server.ts";
export { assignmentTasks } from "./tasks.server.ts";
