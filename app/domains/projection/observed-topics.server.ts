import { z } from "zod";
import { defineTopic, type Topic } from "#app/platform/topics.ts";

/**
 * Topics that are kept and recognised, and change nothing yet in the mirror: what they tell comes again, whole, with an order's
 * own webhook.
 */
const observed = [
  "fulfillment_holds/added",
  "fulfillment_orders/cancellation_request_accepted",
  "fulfillment_orders/cancellation_request_submitted",
  "fulfillment_orders/cancelled",
  "fulfillment_orders/fulfillment_request_accepted",
  "fulfillment_orders/fulfillment_request_submitted",
  "fulfillment_orders/fulfillment_service_failed_to_complete",
  "fulfillment_orders/hold_released",
  "fulfillment_orders/line_items_prepared_for_local_delivery",
  "fulfillment_orders/manually_reported_progress_stopped",
  "fulfillment_orders/merged",
  "fulfillment_orders/moved",
  "fulfillment_orders/order_routing_complete",
  "fulfillment_orders/placed_on_hold",
  "fulfillment_orders/progress_reported",
  "fulfillment_orders/rescheduled",
  "fulfillment_orders/scheduled_fulfillment_order_ready",
  "fulfillment_orders/split",
  "locations/create",
  "locations/deactivate",
  "locations/delete",
  "locations/update",
  "bulk_operations/finish",
];

export const observedTopics: readonly Topic[] = observed.map((topic) =>
  defineTopic({ topic, source: "shopify", payload: z.record(z.string(), z.unknown()), apply: async () => ({}) }),
);
