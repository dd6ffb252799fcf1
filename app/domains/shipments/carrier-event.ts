import { z } from "zod";
import { Time } from "#app/platform/time.ts";

/** What a carrier reported, in one shape whoever tells it. */
export const CarrierEvent = z.object({
  /** The event's identity: the same id is the same event. `shopify:` and Shopify's id, when it came through Shopify. */
  id: z.string(),
  shipmentId: z.coerce.bigint().nullable(),
  trackingNumber: z.string().nullable(),
  carrier: z.string().nullable(),
  status: z.string(),
  message: z.string().nullable(),
  source: z.string(),
  happenedAt: Time,
  estimatedDeliveryAt: Time.nullable(),
});
export type CarrierEvent = z.infer<typeof CarrierEvent>;
