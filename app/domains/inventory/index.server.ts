export { availabilityFor, type Availability, type VariantAvailability } from "./availability.server.ts";
export { reserveForOrder } from "./reserve-for-order.server.ts";
export { commitForOrder, releaseForOrder } from "./settle-reservations.server.ts";
