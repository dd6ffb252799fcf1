import { z } from "zod";
import { OrderReference, OrderReferences } from "#app/domains/orders/schema.ts";

/** The body of POST /sync/orders/support. */
export const EscalateOrders = z
  .object({
    shop_domain: z.string(),
    orderId: OrderReference.optional(),
    orderIds: OrderReferences.optional(),
    conversationId: z.string().trim().min(1).max(200).optional(),
    note: z.string().trim().min(1, "say what support should know").max(5_000),
  })
  .refine(({ orderId, orderIds }) => orderId !== undefined || orderIds !== undefined, { path: ["orderId"], message: "name an order" });
export type EscalateOrders = z.infer<typeof EscalateOrders>;
