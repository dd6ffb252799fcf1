import { type FulfillmentOrder, type Fulfillment } from "./fulfillment.ts";
import { type Gid } from "./ids.ts";
import { type Minor } from "./money.ts";
import { type Return } from "./return.ts";
import { type Address } from "./shop.ts";
import { type Instant } from "./time.ts";

/**
 * An order with all that hangs on it, stored as one document. Amounts are in the shop's currency; the presentment side
 * is derived by the rate that held when the order was placed.
 */
export interface Order {
  id: Gid;
  number: number;
  name: string;
  createdAt: Instant;
  processedAt: Instant;
  updatedAt: Instant;
  cancelledAt: Instant | null;
  cancelReason: string | null;
  cancelStaffNote: string | null;
  closedAt: Instant | null;
  email: string | null;
  phone: string | null;
  note: string | null;
  poNumber: string | null;
  tags: string[];
  customAttributes: { key: string; value: string }[];
  sourceName: string;
  sourceIdentifier: string | null;
  test: boolean;
  currencyCode: string;
  presentmentCurrencyCode: string;
  presentmentRate: number;
  taxesIncluded: boolean;
  discountCode: string | null;
  /** Whether its units were taken out of the stock; an order that was imported may bypass it. */
  claimsInventory: boolean;
  /** The status that whoever made the order declared, when no transaction says it. */
  declaredFinancialStatus: string | null;
  /** The gateway of a payment that is yet to come, which no transaction names. */
  pendingGateway: string | null;
  customerId: Gid | null;
  shippingAddress: Address | null;
  billingAddress: Address | null;
  lineItems: LineItem[];
  shippingLines: ShippingLine[];
  transactions: Transaction[];
  fulfillmentOrders: FulfillmentOrder[];
  fulfillments: Fulfillment[];
  returns: Return[];
  refunds: Refund[];
  events: OrderEvent[];
  risk: { recommendation: "ACCEPT" | "INVESTIGATE" | "CANCEL" | "NONE"; level: "LOW" | "MEDIUM" | "HIGH" | "NONE"; facts: RiskFact[] };
  /** Hidden in addresses that a customer may open. */
  token: string;
}

/** A part of an order; `orderId` leads back to it. */
export interface OrderPart {
  id: Gid;
  orderId: Gid;
}

export interface LineItem extends OrderPart {
  title: string;
  variantTitle: string | null;
  sku: string | null;
  vendor: string | null;
  quantity: number;
  /** Units that are no longer part of the order: refunded without having been sent, or returned. */
  removedQuantity: number;
  unitPrice: Minor;
  discount: Minor;
  taxLines: TaxLine[];
  taxable: boolean;
  requiresShipping: boolean;
  giftCard: boolean;
  grams: number;
  variantId: Gid | null;
  productId: Gid | null;
  inventoryItemId: Gid | null;
  customAttributes: { key: string; value: string }[];
}

export interface TaxLine {
  title: string;
  rate: number;
  /** For the whole line. */
  amount: Minor;
}

export interface ShippingLine extends OrderPart {
  title: string;
  code: string | null;
  source: string | null;
  price: Minor;
}

export interface Transaction extends OrderPart {
  kind: "AUTHORIZATION" | "CAPTURE" | "SALE" | "REFUND" | "VOID";
  status: "SUCCESS" | "PENDING" | "FAILURE" | "ERROR";
  gateway: string;
  amount: Minor;
  parentId: Gid | null;
  createdAt: Instant;
  processedAt: Instant;
  errorCode: string | null;
  paymentId: string | null;
  authorizationExpiresAt: Instant | null;
  test: boolean;
}

export interface Refund extends OrderPart {
  createdAt: Instant;
  updatedAt: Instant;
  processedAt: Instant;
  note: string | null;
  returnId: Gid | null;
  userId: Gid | null;
  lines: RefundLine[];
  shippingAmount: Minor;
  transactionIds: Gid[];
}

export interface RefundLine extends OrderPart {
  lineItemId: Gid;
  quantity: number;
  restockType: "CANCEL" | "RETURN" | "NO_RESTOCK" | "LEGACY_RESTOCK";
  restocked: boolean;
  locationId: Gid | null;
  subtotal: Minor;
  tax: Minor;
}

export interface OrderEvent extends OrderPart {
  action: string;
  message: string;
  createdAt: Instant;
}

export interface RiskFact {
  description: string;
  sentiment: "POSITIVE" | "NEUTRAL" | "NEGATIVE";
}
