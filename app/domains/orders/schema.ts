import { z } from "zod";

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

const Money = z.object({ amount: z.string(), currencyCode: z.string() });
const Tracking = z.object({ number: z.string(), carrier: z.string().nullable(), url: z.string().nullable() });

export const AlertItem = z.object({
  id: z.string(),
  kind: z.enum(["tracking_pending", "delayed", "inventory", "exception", "support", "return_overdue"]),
  severity: z.enum(["info", "warning", "critical"]),
  orderId: z.string().optional(),
  title: z.string(),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
});
export type AlertItem = z.infer<typeof AlertItem>;

/** One happening in the life of an order. */
export const TimelineItem = z.object({ ts: z.string(), event: z.string(), details: z.record(z.string(), z.unknown()) });
export type TimelineItem = z.infer<typeof TimelineItem>;

/** One row of the orders list (contract, section 3). */
export const OrderRow = z.object({
  id: z.string(),
  legacyId: z.string(),
  name: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  customer: z.object({ displayName: z.string().nullable(), email: z.string().nullable() }).nullable(),
  total: Money,
  itemCount: z.number().int(),
  tags: z.array(z.string()),
  financialStatus: z.string().nullable(),
  fulfillmentStatus: z.enum(["unfulfilled", "partial", "fulfilled", "restocked"]),
  workflowState: WorkflowState,
  priority: Priority,
  assignedTo: z.string().nullable(),
  assignment: z.object({ assignee: z.string(), source: z.enum(["manual", "auto", "route"]), assignedAt: z.string(), version: z.number().int() }).nullable(),
  payment: z.object({ gateway: z.string().nullable(), cod: z.boolean(), codStatus: z.enum(["pending", "captured"]).nullable() }),
  shipment: z.object({ status: ShipmentStatus, tracking: Tracking.nullable(), lastUpdateAt: z.string().nullable() }),
  returnStatus: z.string().nullable(),
  supportThread: z.string().nullable(),
  alerts: z.array(AlertItem),
  timeline: z.array(TimelineItem).optional(),
});
export type OrderRow = z.infer<typeof OrderRow>;

export const DataGap = z.object({ id: z.string(), kind: z.string(), details: z.unknown(), since: z.string() });
export type DataGap = z.infer<typeof DataGap>;

const Count = z.number().int();

/** The answer of GET /sync/orders. */
export const OrdersPage = z.object({
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
  shipments: z.object({ tracking_pending: Count, delayed: Count, lastRefreshAt: z.string().nullable() }),
  alerts: z.array(AlertItem),
  dataGaps: z.array(DataGap),
  generatedAt: z.string(),
});
export type OrdersPage = z.infer<typeof OrdersPage>;

/** The answer of GET /sync/orders/{order}/timeline. */
export const TimelinePage = z.object({ timeline: z.array(TimelineItem) });

const LineItem = z.object({
  id: z.string(),
  title: z.string(),
  variantTitle: z.string().nullable(),
  sku: z.string().nullable(),
  quantity: Count,
  currentQuantity: Count,
  fulfillableQuantity: Count,
  requiresShipping: z.boolean(),
  productId: z.string().nullable(),
  variantId: z.string().nullable(),
  price: Money,
});

const CarrierEvent = z.object({ at: z.string(), status: z.string(), message: z.string().nullable(), source: z.string() });

const Shipment = z.object({
  id: z.string(),
  name: z.string().nullable(),
  status: z.string(),
  carrierStatus: z.string().nullable(),
  carrierStatusAt: z.string().nullable(),
  estimatedDeliveryAt: z.string().nullable(),
  tracking: Tracking.nullable(),
  trackingNumbers: z.array(z.string()),
  lines: z.array(z.object({ lineItemId: z.string(), quantity: Count })),
  events: z.array(CarrierEvent),
  createdAt: z.string(),
  updatedAt: z.string(),
});

const Return = z.object({
  id: z.string(),
  shopifyReturnId: z.string().nullable(),
  name: z.string().nullable(),
  state: z.string(),
  version: Count,
  reason: z.string().nullable(),
  note: z.string().nullable(),
  labelUrl: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  lines: z.array(z.object({ lineItemId: z.string(), quantity: Count, reason: z.string().nullable() })),
  history: z.array(z.object({ version: Count, action: z.string(), from: z.string().nullable(), to: z.string(), actor: z.string(), note: z.string().nullable(), at: z.string() })),
  createdAt: z.string(),
  updatedAt: z.string(),
});

const SupportThread = z.object({
  id: z.string(),
  status: z.string(),
  assignee: z.string(),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  conversations: z.array(z.string()),
  notes: z.array(z.object({ author: z.string(), note: z.string(), at: z.string() })),
});

const Address = z.record(z.string(), z.unknown());

/** One order with everything that hangs on it. */
export const OrderDetail = OrderRow.extend({
  lineItems: z.array(LineItem),
  shipments: z.array(Shipment),
  returns: z.array(Return),
  support: z.array(SupportThread),
  transitions: z.array(z.object({ version: Count, fromState: z.string(), toState: z.string(), transition: z.string(), actor: z.string(), note: z.string(), at: z.string() })),
  assignmentHistory: z.array(z.object({ version: Count, from: z.string().nullable(), to: z.string().nullable(), source: z.string(), actor: z.string(), at: z.string() })),
  opsActions: z.array(z.object({ auditEventId: z.string(), action: z.string(), status: z.string().nullable(), actor: z.string(), at: z.string(), details: z.unknown() })),
  timeline: z.array(TimelineItem),
  note: z.string().nullable(),
  shippingAddress: Address.nullable(),
  cancelledAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  totalRefunded: Money,
});
export type OrderDetail = z.infer<typeof OrderDetail>;

/** The answer of GET /sync/orders/{order}. */
export const OrderAnswer = z.object({ order: OrderDetail });
