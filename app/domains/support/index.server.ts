export { escalateOrders, type EscalatedOrder } from "./escalate-orders.server.ts";
