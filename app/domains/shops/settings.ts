import { z } from "zod";
import { WorkflowState } from "#app/domains/orders/schema.ts";

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
  /** Who of the shop's team gets the mails that `mailTeamOn` asks for; without an address they are kept to be read in the app. */
  mailTeamAddress: z.email().nullable().default(null),
  /** The states about which the team gets a mail when an order reaches them. */
  mailTeamOn: z.array(WorkflowState).default(["cancelled", "refunded", "returned"]),
  /** The states about which the customer gets a mail; none by default, since Shopify writes to customers itself. */
  mailCustomerOn: z.array(WorkflowState).default([]),
  /** Whether the owner of an order is written to Shopify as a metafield. */
  writeAssignmentMetafield: z.boolean().default(true),
});
export type ShopSettings = z.infer<typeof ShopSettings>;

export const defaultSettings: ShopSettings = ShopSettings.parse({});
