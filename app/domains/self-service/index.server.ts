export { askFor } from "./ask-for.server.ts";
export { ownOrder, viewForCustomer } from "./customer-order.server.ts";
