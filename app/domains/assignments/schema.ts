import { z } from "zod";
import { OrderReferences } from "#app/domains/orders/schema.ts";

/** The body of POST /sync/orders/assign. */
export const AssignOrders = z.object({
  shop_domain: z.string(),
  orderIds: OrderReferences,
  assignee: z.string().trim().min(1, "is blank; send null to unassign").max(100).nullable(),
  /** The version of the assignment that the caller saw: 0 for an order that nobody ever owned. */
  expectedVersion: z.number().int().min(0).optional(),
});
export type AssignOrders = z.infer<typeof AssignOrders>;

export const AssignmentSource = z.enum(["manual", "auto", "route"]);
export type AssignmentSource = z.infer<typeof AssignmentSource>;
