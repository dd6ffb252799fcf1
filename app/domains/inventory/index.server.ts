export { availabilityFor, type Availability, type VariantAvailability } from "./availability.server.ts";
export { lockVariantsOf } from "./lock-variants.server.ts";
export { requestOrderReads } from "./request-reads.server.ts";
export { reserveForOrder } from "./reserve-for-order.server.ts";
export { commitForOrder, releaseForOrder } from "./settle-reservations.server.ts";
export { inventoryTasks } from "./tasks.server.ts";
export { inventoryTopics } from "./topics.server.ts";
