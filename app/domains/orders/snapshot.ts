/** One order as a webhook or the poller tells it, in one shape whatever its source. Amounts are decimal strings in shop currency. */
export interface OrderSnapshot {
  id: bigint;
  name: string;
  number: bigint | null;
  createdAt: Date;
  processedAt: Date | null;
  updatedAt: Date;
  cancelledAt: Date | null;
  closedAt: Date | null;
  test: boolean;
  currencyCode: string;
  total: string;
  totalOutstanding: string | null;
  /** Lower case, as in webhooks: pending, authorized, paid, partially_refunded … */
  financialStatus: string | null;
  fulfillmentStatus: FulfillmentStatus;
  gateways: string[];
  customerId: bigint | null;
  customerName: string | null;
  email: string | null;
  phone: string | null;
  shippingAddress: unknown;
  note: string | null;
  sourceName: string | null;
  tags: string[];
  lineItems: LineItemSnapshot[];
}

export type FulfillmentStatus = "unfulfilled" | "partial" | "fulfilled" | "restocked";

export interface LineItemSnapshot {
  id: bigint;
  productId: bigint | null;
  variantId: bigint | null;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  quantity: number;
  currentQuantity: number;
  fulfillableQuantity: number;
  price: string;
  grams: number;
  requiresShipping: boolean;
}

/** One refund; it never changes once Shopify has told it. */
export interface RefundSnapshot {
  orderId: bigint;
  id: bigint;
  shopifyReturnId: bigint | null;
  amount: string;
  currencyCode: string | null;
  note: string | null;
  lines: { lineItemId: string; quantity: number; restockType: string | null }[];
  createdAt: Date;
}
