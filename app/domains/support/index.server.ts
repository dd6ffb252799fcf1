export { addToThread } from "./add-to-thread.server.ts";
export { escalateOrders, type EscalatedOrder } from "./escalate-orders.server.ts";
export { listThreads } from "./list-threads.server.ts";
export { releaseOrders, type ReleasedOrder } from "./release-orders.server.ts";
