import { z } from "zod";
import { AssignmentRule, AutoStrategy, TeamMember } from "#app/domains/assignments/schema.ts";
import { WorkflowState } from "#app/domains/orders/schema.ts";
import { openPerWeek } from "#app/platform/business-time.ts";

const hours = z.number("must be a number of hours").min(0.25, "must be at least a quarter of an hour").max(24 * 30, "must be at most 720 hours, 30 days");
/** Hours; null switches the rule off. */
const hoursOrNever = z.number("must be a number of hours").min(0, "must not be negative").max(24 * 29, "must be at most 696 hours, 29 days").nullable();

/** The limits that can count opening hours alone. */
export const LimitName = z.enum([
  "trackingPendingHours",
  "delayedHours",
  "unscannedHours",
  "failedAttemptHours",
  "unmarkedHours",
  "returnLabelHours",
  "returnTransitHours",
  "returnInspectionHours",
  "returnRefundHours",
]);
export type LimitName = z.infer<typeof LimitName>;

const closingTime = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** When a shop works on a day of the week, from 1 (Monday) to 7. */
const OpenDay = z
  .object({ day: z.number().int().min(1).max(7), from: z.string().regex(closingTime, "must be a time such as 09:00"), to: z.string().regex(closingTime, "must be a time such as 18:00") })
  .refine(({ from, to }) => from < to, { path: ["to"], message: "must be later than the opening time" });

const OpenDays = z
  .array(OpenDay)
  .min(1, "name at least one day on which the shop works")
  .refine((days) => new Set(days.map(({ day }) => day)).size === days.length, "names a day twice");

const eventTypes = z.array(z.string().trim().min(1).max(100)).max(200).nullable();

/** What a shop's admin may set, with the default of each. Stored as one document; a missing value is its default. */
export const ShopSettings = z.object({
  /** Hours after the order without a tracking number, until it is `tracking_pending`. */
  trackingPendingHours: hours.default(2),
  /** Hours without a carrier's word while in transit, until a shipment is `delayed`. */
  delayedHours: hours.default(24),
  /** Hours after a label was made without a carrier's scan, until staff are alerted. */
  unscannedHours: hoursOrNever.default(72),
  /** Hours after a failed delivery attempt without another word, until staff are alerted. */
  failedAttemptHours: hoursOrNever.default(4),
  /** Hours after a carrier delivered what Shopify does not show as delivered, until staff are alerted. */
  unmarkedHours: hoursOrNever.default(24),
  /** When the shop works, in its time zone. */
  businessHours: OpenDays.default([1, 2, 3, 4, 5].map((day) => ({ day, from: "09:00", to: "18:00" }))),
  /** The limits that count these hours alone; the others count every hour. */
  businessHoursFor: z.array(LimitName).default([]),
  /** Who gets an order that was escalated to support. */
  supportAssignee: z.string().trim().min(1, "fill this in").max(100, "may have 100 characters").default("assistant"),
  /** Off: direct status updates without guards and effects, still logged. */
  workflowEnabled: z.boolean().default(true),
  /** Hours for which an order holds its units, until they are free again. */
  reservationHours: hours.default(24 * 7),
  /** Who of the shop's team gets the mails that `mailTeamOn` asks for; without an address they are kept to be read in the app. */
  mailTeamAddress: z.email("must be an email address").nullable().default(null),
  /** The states about which the team gets a mail when an order reaches them. */
  mailTeamOn: z.array(WorkflowState).default(["cancelled", "refunded", "returned"]),
  /** The states about which the customer gets a mail; none by default, since Shopify writes to customers itself. */
  mailCustomerOn: z.array(WorkflowState).default([]),
  /** Whom the app may give orders to by itself; with nobody named, all of the staff that it has met. */
  teamMembers: z.array(TeamMember).max(500).default([]),
  /** Which orders go to whom; the first rule that fits counts. */
  assignmentRules: z.array(AssignmentRule).max(500).default([]),
  /** How orders without an owner are given to somebody every minute; null for not at all. */
  autoAssign: AutoStrategy.nullable().default(null),
  /** Whether the shop's Shopify Flow workflows hear of alerts, exceptions, assignments and returns. */
  flowTriggers: z.boolean().default(false),
  /** Whether the owner of an order is written to Shopify as a metafield. */
  writeAssignmentMetafield: z.boolean().default(true),
  /** The event types that are processed; null for all that the app works with. Others wait in the exceptions queue. */
  allowedEventTypes: eventTypes.default(null),
  /** The event types that an override may patch; null for all. */
  patchableEventTypes: eventTypes.default(null),
  /** Above which amount of money a second person has to approve an override; null for none. In the event's currency. */
  approvalAbove: z.string().regex(/^\d{1,15}(\.\d{1,6})?$/, "must be an amount such as 5000 or 5000.00").nullable().default(null),
  /** Days after which what arrived is retired: its content goes, the proof that it came stays. What a decision was made on stays. */
  arrivalDays: z.number("must be a number of days").int("must be whole days").min(30, "must be at least 30 days").max(3_650, "must be at most ten years").default(400),
  /** Hours that a return may wait for its label, travel, be inspected and wait for its refund, until it is overdue. */
  returnLabelHours: hours.default(48),
  returnTransitHours: hours.default(24 * 14),
  returnInspectionHours: hours.default(48),
  returnRefundHours: hours.default(72),
}).superRefine((settings, { addIssue }) => {
  const most = (4 * openPerWeek({ openDays: settings.businessHours })) / 3_600_000;
  for (const name of settings.businessHoursFor) {
    if ((settings[name] ?? 0) > most) addIssue({ code: "custom", path: [name], message: `counts business hours, and the shop has ${most} of them in four weeks` });
  }
});
export type ShopSettings = z.infer<typeof ShopSettings>;

export const defaultSettings: ShopSettings = ShopSettings.parse({});
