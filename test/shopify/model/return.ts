import { type Gid } from "./ids.ts";
import { type Minor } from "./money.ts";
import { type OrderPart } from "./order.ts";
import { type Instant } from "./time.ts";

export type ReturnStatus = "REQUESTED" | "OPEN" | "CLOSED" | "DECLINED" | "CANCELED";

export interface Return extends OrderPart {
  name: string;
  status: ReturnStatus;
  createdAt: Instant;
  requestApprovedAt: Instant | null;
  closedAt: Instant | null;
  decline: { reason: string; note: string | null } | null;
  lines: ReturnLine[];
  shippingFee: { id: Gid; amount: Minor } | null;
  reverseFulfillmentOrders: ReverseFulfillmentOrder[];
}

export interface ReturnLine extends OrderPart {
  fulfillmentLineItemId: Gid;
  lineItemId: Gid;
  quantity: number;
  processedQuantity: number;
  refundedQuantity: number;
  reasonDefinitionId: Gid;
  reasonNote: string;
  customerNote: string | null;
  restockingFee: { id: Gid; percentage: number } | null;
}

export interface ReverseFulfillmentOrder extends OrderPart {
  returnId: Gid;
  status: "OPEN" | "CLOSED" | "CANCELED";
  lines: ReverseFulfillmentOrderLine[];
  deliveries: ReverseDelivery[];
}

export interface ReverseFulfillmentOrderLine extends OrderPart {
  returnLineId: Gid;
  fulfillmentLineItemId: Gid;
  totalQuantity: number;
  dispositions: Disposition[];
}

export type DispositionType = "RESTOCKED" | "NOT_RESTOCKED" | "PROCESSING_REQUIRED" | "MISSING";

export interface Disposition extends OrderPart {
  type: DispositionType;
  quantity: number;
  locationId: Gid | null;
  createdAt: Instant;
}

export interface ReverseDelivery extends OrderPart {
  returnId: Gid;
  lines: { id: Gid; reverseFulfillmentOrderLineId: Gid; quantity: number }[];
  tracking: { number: string | null; url: string | null; carrierName: string | null } | null;
  label: { publicFileUrl: string; createdAt: Instant } | null;
}

