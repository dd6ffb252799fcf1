export { listAudit } from "./list-audit.server.ts";
export { markCodCaptured } from "./mark-cod-captured.server.ts";
export { rebuildShipmentContract } from "./rebuild-shipment-contract.server.ts";
export { recordCodRefund } from "./record-cod-refund.server.ts";
export { retryFulfillmentAction } from "./retry-fulfillment.server.ts";
