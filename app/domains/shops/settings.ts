import { z } from "zod";

const hours = z.number().min(0.25).max(24 * 30);

/** What a shop's admin may set, with the default of each. Stored as one document; a missing value is its default. */
export const ShopSettings = z.object({
  /** Hours after the order without a tracking number, until it is `tracking_pending`. */
  trackingPendingHours: hours.default(2),
  /** Hours without a carrier's word while in transit, until a shipment is `delayed`. */
  delayedHours: hours.default(24),
  /** Who gets an order that was escalated to support. */
  supportAssignee: z.string().trim().min(1).max(100).default("assistant"),
  /** Off: direct status updates without guards and effects, still logged. */
  workflowEnabled: z.boolean().default(true),
  /** Whether the owner of an order is written to Shopify as a metafield. */
  writeAssignmentMetafield: z.boolean().default(true),
  /** Hours that a return may wait for its label, travel, be inspected and wait for its refund, until it is overdue. */
  returnLabelHours: hours.default(48),
  returnTransitHours: hours.default(24 * 14),
  returnInspectionHours: hours.default(48),
  returnRefundHours: hours.default(72),
});
export type ShopSettings = z.infer<typeof ShopSettings>;

export const defaultSettings: ShopSettings = ShopSettings.parse({});
