import { z } from "zod";
import { OrderReferences } from "#app/domains/orders/schema.ts";

export const Tracking = z.object({
  number: z.string().trim().min(1).max(200),
  carrier: z.string().trim().min(1).max(100),
  url: z.url({ protocol: /^https?$/ }).max(2_000).optional(),
});
export type Tracking = z.infer<typeof Tracking>;

/** The body of POST /sync/orders/fulfill. */
export const FulfillOrders = z.object({
  shop_domain: z.string(),
  orderIds: OrderReferences,
  tracking: Tracking.optional(),
  notifyCustomer: z.boolean().optional(),
});
export type FulfillOrders = z.infer<typeof FulfillOrders>;
