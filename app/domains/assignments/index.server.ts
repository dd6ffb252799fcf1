export { assignLocked, assignmentVersion, assignOrders, type AssignedOrder } from "./assign-orders.server.ts";
export { assignmentDestinations } from "./destinations.server.ts";
