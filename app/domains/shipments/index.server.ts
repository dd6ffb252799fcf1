export { applyCarrierEvent, applyShipment, type CarrierEvent } from "./apply-shipment.server.ts";
export { deliveryDestination } from "./report-delivery.server.ts";
export { shipmentDestinations } from "./destinations.server.ts";
export { fulfillOrders, type FulfilledOrder } from "./fulfill-orders.server.ts";
export { ShipmentPayload, shipmentSnapshotOf, type ShipmentSnapshot } from "./shipment-payload.ts";
export { type FulfillmentWish, requestFulfillment } from "./request-fulfillment.server.ts";
export { fulfillByTransition, reportDelivery } from "./workflow-effects.server.ts";
