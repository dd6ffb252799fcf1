export { applyCarrierEvent, withdrawCarrierEvent } from "./apply-carrier-event.server.ts";
export { applyShipment } from "./apply-shipment.server.ts";
export type { CarrierEvent } from "./carrier-event.ts";
export { shipmentDestinations } from "./destinations.server.ts";
export { fulfillOrders, type FulfilledOrder } from "./fulfill-orders.server.ts";
export { listShipments, type ShipmentsPage } from "./list-shipments.server.ts";
export { ShipmentPayload, shipmentSnapshotOf, type ShipmentSnapshot } from "./shipment-payload.ts";
export { shipmentTasks } from "./tasks.server.ts";
export { attachCarrierEvents, keepCarrierEvent } from "./waiting-events.server.ts";
