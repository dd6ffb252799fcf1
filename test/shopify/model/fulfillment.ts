import { type Gid } from "./ids.ts";
import { type OrderPart } from "./order.ts";
import { type Instant } from "./time.ts";

/** What one location still has to send. */
export interface FulfillmentOrder extends OrderPart {
  status: "OPEN" | "IN_PROGRESS" | "CLOSED" | "CANCELLED" | "ON_HOLD" | "SCHEDULED" | "INCOMPLETE";
  requestStatus: "UNSUBMITTED";
  locationId: Gid;
  createdAt: Instant;
  updatedAt: Instant;
  fulfillAt: Instant | null;
  fulfillBy: Instant | null;
  lines: FulfillmentOrderLine[];
  holds: FulfillmentHold[];
  /** Kept by a partial hold, so that releasing it can put the two halves together again. */
  heldFromId: Gid | null;
}

export interface FulfillmentOrderLine extends OrderPart {
  lineItemId: Gid;
  totalQuantity: number;
  remainingQuantity: number;
}

export interface FulfillmentHold extends OrderPart {
  reason: string;
  reasonNotes: string | null;
  handle: string | null;
  externalId: string | null;
  /** The app whose token placed it; null when a person in the admin did. */
  byApp: boolean;
}

export interface Fulfillment extends OrderPart {
  name: string;
  status: "SUCCESS" | "CANCELLED";
  locationId: Gid;
  createdAt: Instant;
  updatedAt: Instant;
  lines: FulfillmentLine[];
  tracking: Tracking[];
  events: FulfillmentEvent[];
}

export interface FulfillmentLine extends OrderPart {
  lineItemId: Gid;
  fulfillmentOrderId: Gid;
  fulfillmentOrderLineId: Gid;
  quantity: number;
}

export interface Tracking {
  company: string | null;
  number: string | null;
  url: string | null;
}

export interface FulfillmentEvent extends OrderPart {
  fulfillmentId: Gid;
  status: string;
  happenedAt: Instant;
  createdAt: Instant;
  message: string | null;
  estimatedDeliveryAt: Instant | null;
  address1: string | null;
  city: string | null;
  province: string | null;
  country: string | null;
  zip: string | null;
  latitude: number | null;
  longitude: number | null;
}
