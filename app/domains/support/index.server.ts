export { addToThread } from "./add-to-thread.server.ts";
export { escalateOrders } from "./escalate-orders.server.ts";
export { listThreads } from "./list-threads.server.ts";
export { releaseOrders } from "./release-orders.server.ts";
