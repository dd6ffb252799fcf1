export { idempotencyKeyOf, receiveArrivals, type Arrival, type Receipt } from "./receive-arrivals.server.ts";
export { processArrivals } from "./process-arrivals.server.ts";
export { collectArrivals, type Collector } from "./collect-arrivals.server.ts";
export { intakeTasks } from "./tasks.server.ts";
