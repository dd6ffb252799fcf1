import { sampleReturns, sampleShipments, sampleThreads } from "./sample-boards.ts";
import { sampleOrders } from "./sample-orders.ts";

/** What the dashboard's lists and boards can be shown with, by their address under `/sync`. */
export const samples: Readonly<Record<string, (query: URLSearchParams, now: Date) => object>> = {
  "/sync/orders": sampleOrders,
  "/sync/orders/shipments": sampleShipments,
  "/sync/orders/returns": sampleReturns,
  "/sync/orders/support": sampleThreads,
};
