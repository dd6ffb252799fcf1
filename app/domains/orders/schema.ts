import { z } from "zod";
import { AlertItem, DataGap } from "#app/domains/alerts/schema.ts";
import { Instant } from "#app/platform/instant.ts";
import { Money } from "#app/platform/money.ts";

/** An order as a caller may name it: a GID, a Shopify id, a name such as `#1001`, or a bare order number. */
export const OrderReference = z.union([z.string().trim().min(1).max(200), z.number().int().positive()]).transform(String);
export type OrderReference = z.infer<typeof OrderReference>;

/** 1 to 250 orders. */
export const OrderReferences = z.array(OrderReference).min(1, "name at least one order").max(250, "at most 250 orders a request");

export const Tab = z.enum(["all", "unfulfilled", "unassigned", "mine", "urgent", "tracking_pending", "delayed", "returns", "support", "cod", "closed"]);
export type Tab = z.infer<typeof Tab>;

export const WorkflowState = z.enum(["pending", "paid", "shipped", "fulfilled", "cancelled", "refunded", "returned"]);
export type WorkflowState = z.infer<typeof WorkflowState>;

export const Priority = z.enum(["low", "normal", "high", "urgent"]);
export type Priority = z.infer<typeof Priority>;

export const ShipmentStatus = z.enum(["none", "tracking_pending", "label_printed", "in_transit", "out_for_delivery", "delivered", "delayed", "failed"]);
export type ShipmentStatus = z.infer<typeof ShipmentStatus>;

export const Tracking = z.object({ number: z.string(), carrier: z.string().nullable(), url: z.string().nullable() });

/** One happening in the life of an order. */
export const TimelineItem = z.object({ ts: Instant, event: z.string(), details: z.record(z.string(), z.unknown()) });
export type TimelineItem = z.infer<typeof TimelineItem>;

/** One row of the orders list (contract, section 3). */
export const OrderRow = z.object({
  id: z.string(),
  legacyId: z.string(),
  name: z.string(),
  createdAt: Instant,
  updatedAt: Instant,
  customer: z.object({ displayName: z.string().nullable(), email: z.string().nullable() }).nullable(),
  total: Money,
  itemCount: z.number().int(),
  tags: z.array(z.string()),
  financialStatus: z.string().nullable(),
  fulfillmentStatus: z.enum(["unfulfilled", "partial", "fulfilled", "restocked"]),
  workflowState: WorkflowState,
  priority: Priority,
  assignedTo: z.string().nullable(),
  assignment: z.object({ assignee: z.string(), source: z.enum(["manual", "auto", "route"]), assignedAt: Instant, version: z.number().int() }).nullable(),
  payment: z.object({ gateway: z.string().nullable(), cod: z.boolean(), codStatus: z.enum(["pending", "captured"]).nullable() }),
  shipment: z.object({ status: ShipmentStatus, tracking: Tracking.nullable(), lastUpdateAt: Instant.nullable() }),
  returnStatus: z.string().nullable(),
  supportThread: z.string().nullable(),
  alerts: z.array(AlertItem),
  timeline: z.array(TimelineItem).optional(),
});
export type OrderRow = z.infer<typeof OrderRow>;

const Count = z.number().int();

/** The answer of GET /sync/orders. */
export const OrdersPage = z.object({
  success: z.literal(true),
  orders: z.array(OrderRow),
  pageInfo: z.object({
    startCursor: z.string().nullable(),
    endCursor: z.string().nullable(),
    nextCursor: z.string().nullable(),
    previousCursor: z.string().nullable(),
    hasNextPage: z.boolean(),
    hasPreviousPage: z.boolean(),
    pageSize: Count,
    total: Count,
    totalIsFloor: z.boolean().optional(),
    shopifyCursor: z.string().nullable(),
  }),
  tabs: z.record(Tab, Count),
  shipments: z.object({ tracking_pending: Count, delayed: Count, lastRefreshAt: Instant.nullable() }),
  alerts: z.array(AlertItem),
  dataGaps: z.array(DataGap),
  generatedAt: Instant,
});
export type OrdersPage = z.infer<typeof OrdersPage>;

/** The `before` of the timeline's next page, which then misses nothing; null at the end. An instance of an earlier version does not say it. */
export const NextBefore = Instant.nullable().optional();

/** The answer of GET /sync/orders/{order}/timeline. */
export const TimelinePage = z.object({ success: z.literal(true), timeline: z.array(TimelineItem), nextBefore: NextBefore });
