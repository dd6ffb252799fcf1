import type { OrderDetail } from "#app/domains/orders/order-detail.ts";
import type { OrderRow } from "#app/domains/orders/schema.ts";
import type { ReturnAction } from "#app/domains/returns/schema.ts";
import type { InspectedItem } from "./inspected-items.ts";

/** The endpoint of `/sync/orders` that an action goes to. */
export type ActionName = "assign" | "fulfill" | "support" | "returns";

/** What an action has to know of an order. */
export interface OrderTarget {
  id: string;
  name: string;
  assignedTo: string | null;
  /** The version of its assignment; unknown for an order that nobody owns. */
  assignmentVersion: number | undefined;
  cancelled: boolean;
  fulfillmentStatus: OrderRow["fulfillmentStatus"];
  /** What its shipment is tracked by now. */
  tracking: OrderRow["shipment"]["tracking"];
  /** Whether Shopify would not fulfil it, so that it has not left although it was to. */
  refused: boolean;
  hasOpenReturn: boolean;
  /** What may come back, where that is known. */
  lines?: ReturnableLine[];
}

export interface ReturnableLine {
  id: string;
  title: string;
  quantity: number;
}

export interface AssignDraft {
  action: "assign";
  /** Null takes the orders away from whoever has them. */
  assignee: string | null;
}

export interface FulfillDraft {
  action: "fulfill";
  number: string;
  carrier: string;
  url: string;
  notifyCustomer: boolean;
}

export interface SupportDraft {
  action: "support";
  note: string;
  conversationId: string;
}

export interface ReturnDraft {
  action: "returns";
  step: ReturnAction;
  returnId?: string;
  reason: string;
  note: string;
  /** How many of each line come back; everything, when nothing is said. */
  quantities?: Record<string, number>;
  /** What came back, where the step is about that. */
  items?: readonly InspectedItem[];
  label?: LabelDraft;
  /** How much is given back; all that is supported, when nothing is said. */
  refundAmount?: string;
  /** Whether it is a customer's request, which is answered. */
  isRequest?: boolean;
  /** What the customer is told of a denial. */
  customerNote?: string;
}

export interface LabelDraft {
  url: string;
  trackingNumber: string;
  carrier: string;
}

/** What somebody has typed into an action's dialog. */
export type Draft = AssignDraft | FulfillDraft | SupportDraft | ReturnDraft;

/** Whether nothing of these orders is left to be fulfilled. */
export function areFulfilled(targets: readonly OrderTarget[]): boolean {
  return targets.length > 0 && targets.every(({ fulfillmentStatus }) => fulfillmentStatus === "fulfilled");
}

/** What the dialog of a fulfilment begins with: the tracking of the one order whose tracking changes, and else nothing. */
export function fulfillDraftOf(targets: readonly OrderTarget[]): FulfillDraft {
  const tracking = targets.length === 1 && areFulfilled(targets) ? targets[0]?.tracking : undefined;
  return { action: "fulfill", number: tracking?.number ?? "", carrier: tracking?.carrier ?? "", url: tracking?.url ?? "", notifyCustomer: false };
}

/** Whether Shopify would not fulfil any of these orders, so that fulfilling them tries again. */
export function areRefused(targets: readonly OrderTarget[]): boolean {
  return targets.length > 0 && targets.every(({ refused }) => refused);
}

const closedReturns = new Set(["completed", "denied", "cancelled"]);

/** Whether Shopify would not fulfil an order, so that it has not left although it was to. */
export function wasRefused({ alerts }: Pick<OrderRow, "alerts">): boolean {
  return alerts.some(({ kind }) => kind === "exception");
}

/** A row of the list as a target. */
export function targetOf(row: OrderRow): OrderTarget {
  return {
    id: row.id,
    name: row.name,
    assignedTo: row.assignedTo,
    assignmentVersion: row.assignment?.version,
    cancelled: row.workflowState === "cancelled",
    fulfillmentStatus: row.fulfillmentStatus,
    tracking: row.shipment.tracking,
    refused: wasRefused(row),
    hasOpenReturn: row.returnStatus !== null && !closedReturns.has(row.returnStatus),
  };
}

/** An order with its lines as a target. Where it was refused, its page has the way to try again. */
export function detailedTargetOf(order: OrderDetail): OrderTarget {
  const lines = order.lineItems.flatMap(({ id, title, variantTitle, currentQuantity: quantity }) => (quantity > 0 ? [{ id, title: variantTitle ? `${title} · ${variantTitle}` : title, quantity }] : []));
  return { ...targetOf(order), refused: false, assignmentVersion: order.assignment?.version ?? order.assignmentHistory[0]?.version ?? 0, cancelled: order.cancelledAt !== null || order.workflowState === "cancelled", lines };
}
