import type { FulfillmentStatus } from "./snapshot.ts";
import type { ShipmentStatus } from "./schema.ts";

/** What an order's derived columns follow from. */
export interface OrderFacts {
  createdAt: Date;
  isOpen: boolean;
  shopifyFulfillmentStatus: FulfillmentStatus;
  requiresShipping: boolean;
  shipments: ShipmentFact[];
  /** Set while a fulfilment that staff asked for is on its way to Shopify. */
  pendingFulfillment: { trackingNumber: string | null; trackingCompany: string | null; trackingUrl: string | null; requestedAt: Date } | null;
}

export interface ShipmentFact {
  status: string;
  carrierStatus: string | null;
  carrierStatusAt: Date | null;
  trackingNumber: string | null;
  trackingCompany: string | null;
  trackingUrl: string | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface Limits {
  trackingPendingHours: number;
  delayedHours: number;
}

export interface DerivedOrder {
  fulfillmentStatus: FulfillmentStatus;
  shipmentStatus: ShipmentStatus;
  tracking: { number: string; carrier: string | null; url: string | null } | null;
  shipmentUpdatedAt: Date | null;
  /** When time alone may change this. */
  nextCheckAt: Date | null;
}

const hour = 3_600_000;

/** Carrier words (Shopify's fulfilment event statuses) as the stages that staff see. */
const stageOf: Record<string, ShipmentStatus> = {
  label_purchased: "label_printed",
  label_printed: "label_printed",
  confirmed: "label_printed",
  ready_for_pickup: "label_printed",
  carrier_picked_up: "in_transit",
  in_transit: "in_transit",
  delayed: "delayed",
  out_for_delivery: "out_for_delivery",
  attempted_delivery: "out_for_delivery",
  delivered: "delivered",
  failure: "failed",
};

/** Of several shipments the one that needs most attention speaks for the order. */
const urgency: ShipmentStatus[] = ["failed", "delayed", "none", "tracking_pending", "label_printed", "in_transit", "out_for_delivery", "delivered"];

/** Everything about an order that follows from its parts, the shop's limits and the time. */
export function deriveOrder(facts: OrderFacts, limits: Limits, now: Date): DerivedOrder {
  const live = facts.shipments.filter(({ status }) => !["cancelled", "error", "failure"].includes(status));
  const stages = live.map((shipment) => ({ shipment, ...stageAt(shipment, limits, now) }));
  stages.sort((a, b) => urgency.indexOf(a.status) - urgency.indexOf(b.status) || b.shipment.createdAt.getTime() - a.shipment.createdAt.getTime());

  const tracked = stages.find(({ shipment }) => shipment.trackingNumber)?.shipment ?? facts.pendingFulfillment;
  const tracking = tracked?.trackingNumber ? { number: tracked.trackingNumber, carrier: tracked.trackingCompany, url: tracked.trackingUrl } : null;
  const pendingAt = new Date(facts.createdAt.getTime() + limits.trackingPendingHours * hour);
  const waitsForTracking = !tracking && facts.isOpen && facts.requiresShipping;
  const carried = stages[0]?.status;

  return {
    fulfillmentStatus: facts.pendingFulfillment ? "fulfilled" : facts.shopifyFulfillmentStatus,
    shipmentStatus: shipmentStatus(carried, tracking !== null, waitsForTracking && pendingAt <= now),
    tracking,
    shipmentUpdatedAt: latest([...live.map(({ carrierStatusAt, updatedAt }) => carrierStatusAt ?? updatedAt), facts.pendingFulfillment?.requestedAt]),
    nextCheckAt: earliest([...stages.map(({ changesAt }) => changesAt), waitsForTracking ? pendingAt : undefined], now),
  };
}

function shipmentStatus(carried: ShipmentStatus | undefined, tracked: boolean, overdue: boolean): ShipmentStatus {
  if (carried && carried !== "none") return carried;
  if (overdue) return "tracking_pending";
  return tracked ? "label_printed" : "none";
}

/** A shipment's stage, and when silence of its carrier will make it `delayed`. */
function stageAt({ carrierStatus, carrierStatusAt, trackingNumber, updatedAt }: ShipmentFact, { delayedHours }: Limits, now: Date): { status: ShipmentStatus; changesAt?: Date } {
  const status = (carrierStatus ? stageOf[carrierStatus] : undefined) ?? (trackingNumber ? "label_printed" : "none");
  if (status !== "in_transit" && status !== "out_for_delivery") return { status };
  const changesAt = new Date((carrierStatusAt ?? updatedAt).getTime() + delayedHours * hour);
  return changesAt < now ? { status: "delayed" } : { status, changesAt };
}

function latest(times: (Date | undefined)[]): Date | null {
  const known = times.flatMap((time) => (time ? [time.getTime()] : []));
  return known.length > 0 ? new Date(Math.max(...known)) : null;
}

/** The next of these times that is still to come; a moment later, since rules hold from after their limit. */
function earliest(times: (Date | undefined)[], now: Date): Date | null {
  const coming = times.flatMap((time) => (time && time >= now ? [time.getTime()] : []));
  return coming.length > 0 ? new Date(Math.min(...coming) + 1) : null;
}
