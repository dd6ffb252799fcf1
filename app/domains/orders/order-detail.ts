import { z } from "zod";
import { Instant } from "#app/platform/instant.ts";
import { Money } from "#app/platform/money.ts";
import { ReturnView } from "#app/domains/returns/return-view.ts";
import { NextBefore, OrderRow, TimelineItem, Tracking } from "./schema.ts";

const Count = z.number().int();

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

const CarrierEvent = z.object({ at: Instant, status: z.string(), message: z.string().nullable(), source: z.string() });

const Shipment = z.object({
  id: z.string(),
  name: z.string().nullable(),
  status: z.string(),
  carrierStatus: z.string().nullable(),
  carrierStatusAt: Instant.nullable(),
  estimatedDeliveryAt: Instant.nullable(),
  tracking: Tracking.nullable(),
  trackingNumbers: z.array(z.string()),
  lines: z.array(z.object({ lineItemId: z.string(), quantity: Count })),
  events: z.array(CarrierEvent),
  createdAt: Instant,
  updatedAt: Instant,
});

const SupportThread = z.object({
  id: z.string(),
  status: z.string(),
  assignee: z.string(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
  /** Who had the order before, and when support gave it back. */
  formerAssignee: z.string().nullable(),
  leftAt: Instant.nullable(),
  /** The other orders that are in the thread now. */
  others: z.array(z.object({ id: z.string(), name: z.string() })),
  conversations: z.array(z.string()),
  notes: z.array(z.object({ author: z.string(), note: z.string(), at: Instant })),
});

const Transition = z.object({
  version: Count,
  fromState: z.string(),
  toState: z.string(),
  transition: z.string(),
  actor: z.string(),
  actorUser: z.string().nullable(),
  note: z.string(),
  effects: z.array(z.string()),
  at: Instant,
});

const Reservation = z.object({
  id: z.string(),
  variantId: z.string(),
  productId: z.string().nullable(),
  sku: z.string().nullable(),
  title: z.string().nullable(),
  quantity: Count,
  status: z.enum(["ACTIVE", "COMMITTED", "RELEASED", "EXPIRED"]),
  expiresAt: Instant.nullable(),
  createdAt: Instant,
  settledAt: Instant.nullable(),
});

const Address = z.record(z.string(), z.unknown());

/** One order with everything that hangs on it. */
export const OrderDetail = OrderRow.extend({
  lineItems: z.array(LineItem),
  shipments: z.array(Shipment),
  returns: z.array(ReturnView),
  support: z.array(SupportThread),
  transitions: z.array(Transition),
  assignmentHistory: z.array(z.object({ version: Count, from: z.string().nullable(), to: z.string().nullable(), source: z.string(), actor: z.string(), at: Instant })),
  reservations: z.array(Reservation),
  opsActions: z.array(z.object({ auditEventId: z.string(), action: z.string(), status: z.string().nullable(), actor: z.string(), at: Instant, details: z.unknown() })),
  timeline: z.array(TimelineItem),
  note: z.string().nullable(),
  shippingAddress: Address.nullable(),
  cancelledAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  totalRefunded: Money,
});
export type OrderDetail = z.infer<typeof OrderDetail>;

/** The answer of GET /sync/orders/{order}. */
export const OrderAnswer = z.object({ success: z.literal(true), order: OrderDetail, timeline: z.array(TimelineItem), nextBefore: NextBefore });
