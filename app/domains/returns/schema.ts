import { z } from "zod";
import { OrderReference } from "#app/domains/orders/schema.ts";
import type { Machine } from "#app/platform/machine.ts";

export const ReturnState = z.enum(["requested", "awaiting_label", "label_generated", "in_transit", "inspection", "awaiting_refund", "completed", "denied", "cancelled"]);
export type ReturnState = z.infer<typeof ReturnState>;

/** What staff may ask for; `open` starts a return, the others move one. */
export const ReturnAction = z.enum(["open", "approve_request", "generate_label", "mark_in_transit", "request_inspection", "approve_refund", "complete", "deny", "cancel"]);
export type ReturnAction = z.infer<typeof ReturnAction>;

/** Every edge that a return may take (contract, section 3). A pair that is absent is refused. */
export const returnMachine: Machine<ReturnState, Exclude<ReturnAction, "open">> = {
  requested: { approve_request: "awaiting_label", deny: "denied", cancel: "cancelled" },
  awaiting_label: { generate_label: "label_generated", deny: "denied", cancel: "cancelled" },
  label_generated: { mark_in_transit: "in_transit", request_inspection: "inspection", deny: "denied", cancel: "cancelled" },
  in_transit: { request_inspection: "inspection", deny: "denied", cancel: "cancelled" },
  inspection: { approve_refund: "awaiting_refund", deny: "denied" },
  awaiting_refund: { complete: "completed", deny: "denied" },
  completed: {},
  denied: {},
  cancelled: {},
};

/** The body of POST /sync/orders/returns. */
export const AdvanceReturn = z
  .object({
    shop_domain: z.string(),
    orderId: OrderReference,
    action: ReturnAction,
    returnId: z.string().trim().min(1).max(100).optional(),
    note: z.string().trim().max(5_000).optional(),
    reason: z.string().trim().max(200).optional(),
    lineItems: z
      .array(z.object({ id: z.union([z.string(), z.number()]).transform(String), quantity: z.number().int().min(1), reason: z.string().trim().max(200).optional() }))
      .min(1)
      .max(250)
      .optional(),
  })
  .refine(({ action, note }) => action !== "deny" || Boolean(note), { path: ["note"], message: "say why the return is denied" });
export type AdvanceReturn = z.infer<typeof AdvanceReturn>;
