export { paymentDestinations } from "./destinations.server.ts";
