import { z } from "zod";
import { OrderReference } from "#app/domains/orders/schema.ts";
import type { Machine } from "#app/platform/machine.ts";
import { Amount } from "#app/platform/money.ts";

export const ReturnState = z.enum(["requested", "awaiting_label", "label_generated", "in_transit", "inspection", "awaiting_refund", "completed", "denied", "cancelled"]);
export type ReturnState = z.infer<typeof ReturnState>;

/** What staff may ask for; `open` starts a return, the others move one. */
export const ReturnAction = z.enum(["open", "approve_request", "generate_label", "mark_in_transit", "request_inspection", "approve_refund", "complete", "deny", "cancel"]);
export type ReturnAction = z.infer<typeof ReturnAction>;
export type ReturnStepAction = Exclude<ReturnAction, "open">;

/** Every edge that a return may take (contract, section 3). A pair that is absent is refused. */
export const returnMachine: Machine<ReturnState, ReturnStepAction> = {
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

/** The state that each action leads to, whatever it starts from. */
export const targetOf: Record<ReturnStepAction, ReturnState> = {
  approve_request: "awaiting_label",
  generate_label: "label_generated",
  mark_in_transit: "in_transit",
  request_inspection: "inspection",
  approve_refund: "awaiting_refund",
  complete: "completed",
  deny: "denied",
  cancel: "cancelled",
};

export function isFinal(state: ReturnState): boolean {
  return state === "completed" || state === "denied" || state === "cancelled";
}

/** What inspection says of the units of a line: what they are like, and what becomes of them (Shopify's dispositions). */
export const Condition = z.enum(["as_new", "opened", "used", "damaged", "wrong_item"]);
export type Condition = z.infer<typeof Condition>;
export const Disposition = z.enum(["restocked", "not_restocked", "processing_required", "missing"]);
export type Disposition = z.infer<typeof Disposition>;

const httpUrl = z.url({ protocol: /^https?$/ }).max(2_000);

/** The label that a customer sends the goods back with. */
export const ReturnLabel = z.object({
  url: httpUrl.optional(),
  trackingNumber: z.string().trim().min(1).max(200).optional(),
  trackingUrl: httpUrl.optional(),
  carrier: z.string().trim().min(1).max(100).optional(),
});
export type ReturnLabel = z.infer<typeof ReturnLabel>;

/** A line of the order: with `open` what comes back, at inspection what came back. */
export const ReturnLineInput = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  quantity: z.number().int().min(0),
  reason: z.string().trim().max(200).optional(),
  condition: Condition.optional(),
  disposition: Disposition.optional(),
});
export type ReturnLineInput = z.infer<typeof ReturnLineInput>;

const ReturnLines = z.array(ReturnLineInput).min(1).max(250).refine((lines) => new Set(lines.map(({ id }) => id)).size === lines.length, "names a line twice");

/**
 * The body of POST /sync/orders/returns. Beyond the contract: `label` with `generate_label`; with `request_inspection` and
 * `approve_refund` what inspection found (`lineItems`); with `approve_refund` an amount below what that supports; with `deny` of
 * a request what Shopify tells the customer (`customerNote`).
 */
export const AdvanceReturn = z
  .object({
    shop_domain: z.string(),
    orderId: OrderReference,
    action: ReturnAction,
    returnId: z.string().trim().min(1).max(100).optional(),
    note: z.string().trim().max(5_000).optional(),
    reason: z.string().trim().max(200).optional(),
    lineItems: ReturnLines.optional(),
    label: ReturnLabel.optional(),
    refundAmount: Amount.optional(),
    customerNote: z.string().trim().min(1).max(500).optional(),
  })
  .refine(({ action, note }) => action !== "deny" || Boolean(note), { path: ["note"], message: "say why the return is denied" })
  .refine(({ action, lineItems }) => action !== "open" || !lineItems?.some(({ quantity }) => quantity === 0), { path: ["lineItems"], message: "has a line of which nothing comes back" });
export type AdvanceReturn = z.infer<typeof AdvanceReturn>;
export type AdvanceReturnInput = Omit<AdvanceReturn, "shop_domain">;

/** The body of POST /sync/orders/returns/preview: what inspection found, as `approve_refund` would send it. */
export const PreviewRefund = z.object({
  shop_domain: z.string(),
  orderId: OrderReference,
  returnId: z.string().trim().min(1).max(100).optional(),
  lineItems: ReturnLines.optional(),
});
export type PreviewRefund = z.infer<typeof PreviewRefund>;
