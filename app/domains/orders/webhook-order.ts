import { z } from "zod";
import { addAmounts } from "#app/platform/money.ts";
import { ShopifyId } from "#app/platform/shopify/ids.ts";
import { Time } from "#app/platform/time.ts";
import type { FulfillmentStatus, OrderSnapshot, RefundSnapshot } from "./snapshot.ts";

const time = Time;
const amount = z.union([z.number().min(-1e15).max(1e15), z.string().regex(/^-?\d{1,15}(\.\d{1,12})?$/, "is not an amount")]).transform(String);
const text = z.string().nullish();

const LineItem = z.object({
  id: ShopifyId,
  product_id: ShopifyId.nullish(),
  variant_id: ShopifyId.nullish(),
  title: z.string().nullish(),
  name: z.string().nullish(),
  variant_title: text,
  sku: text,
  quantity: z.number().int(),
  current_quantity: z.number().int().nullish(),
  fulfillable_quantity: z.number().int().nullish(),
  price: amount,
  grams: z.number().nullish(),
  requires_shipping: z.boolean().nullish(),
});

const MoneySet = z.object({ shop_money: z.object({ amount, currency_code: z.string() }) });

/** `refunds/create`, and each refund inside an order. */
export const WebhookRefund = z.object({
  id: ShopifyId,
  order_id: ShopifyId,
  created_at: time.nullish(),
  processed_at: time.nullish(),
  note: text,
  return: z.object({ id: ShopifyId }).nullish(),
  refund_line_items: z
    .array(z.object({ line_item_id: ShopifyId, quantity: z.number().int(), restock_type: text }))
    .nullish()
    .transform((lines) => lines ?? []),
  transactions: z
    .array(z.object({ kind: z.string().nullish(), status: z.string().nullish(), amount: amount.nullish(), amount_set: MoneySet.nullish(), currency: text }))
    .nullish()
    .transform((transactions) => transactions ?? []),
});
export type WebhookRefund = z.infer<typeof WebhookRefund>;

/** What `orders/*` webhooks carry: the whole order. Tolerant of fields that come and go, strict about those used. */
export const WebhookOrder = z.object({
  id: ShopifyId,
  name: z.string(),
  order_number: z.number().int().nullish(),
  number: z.number().int().nullish(),
  created_at: time,
  processed_at: time.nullish(),
  updated_at: time,
  cancelled_at: time.nullish(),
  closed_at: time.nullish(),
  test: z.boolean().nullish(),
  currency: z.string(),
  total_price: amount,
  total_outstanding: amount.nullish(),
  financial_status: text,
  fulfillment_status: text,
  gateway: text,
  payment_gateway_names: z.array(z.string()).nullish(),
  customer: z.object({ id: ShopifyId.nullish(), first_name: text, last_name: text, email: text }).nullish(),
  email: text,
  phone: text,
  shipping_address: z.record(z.string(), z.unknown()).nullish(),
  note: text,
  source_name: text,
  tags: z.union([z.string(), z.array(z.string())]).nullish(),
  line_items: z.array(LineItem),
  fulfillments: z.array(z.unknown()).nullish(),
  refunds: z.array(z.unknown()).nullish(),
  returns: z.array(z.unknown()).nullish(),
});
export type WebhookOrder = z.infer<typeof WebhookOrder>;

/** The snapshot that an order's webhook tells. */
export function snapshotOf(order: WebhookOrder): OrderSnapshot {
  const { customer } = order;
  const number = order.order_number ?? order.number;
  return {
    id: order.id,
    name: order.name,
    number: number === undefined || number === null ? null : BigInt(number),
    createdAt: order.created_at,
    processedAt: order.processed_at ?? null,
    updatedAt: order.updated_at,
    cancelledAt: order.cancelled_at ?? null,
    closedAt: order.closed_at ?? null,
    test: order.test ?? false,
    currencyCode: order.currency,
    total: order.total_price,
    totalOutstanding: order.total_outstanding ?? null,
    financialStatus: order.financial_status ?? null,
    fulfillmentStatus: fulfillmentStatusOf(order.fulfillment_status),
    gateways: gatewaysOf(order),
    customerId: customer?.id ?? null,
    customerName: [customer?.first_name, customer?.last_name].filter(Boolean).join(" ") || null,
    email: order.email || customer?.email || null,
    phone: order.phone ?? null,
    shippingAddress: order.shipping_address ?? null,
    note: order.note ?? null,
    sourceName: order.source_name ?? null,
    tags: tagsOf(order.tags),
    lineItems: order.line_items.map((line) => ({
      id: line.id,
      productId: line.product_id ?? null,
      variantId: line.variant_id ?? null,
      title: line.title ?? line.name ?? "",
      variantTitle: line.variant_title || null,
      sku: line.sku || null,
      quantity: line.quantity,
      currentQuantity: line.current_quantity ?? line.quantity,
      fulfillableQuantity: line.fulfillable_quantity ?? 0,
      price: line.price,
      grams: Math.round(line.grams ?? 0),
      requiresShipping: line.requires_shipping ?? true,
    })),
  };
}

/** Shopify's `pending` is a sample notification's word for an order of which nothing has been sent. */
function fulfillmentStatusOf(status: string | null | undefined): FulfillmentStatus {
  return status === "partial" || status === "fulfilled" || status === "restocked" ? status : "unfulfilled";
}

function gatewaysOf({ payment_gateway_names: names, gateway }: WebhookOrder): string[] {
  const found = (names ?? [gateway ?? ""]).filter(Boolean);
  return found.length === 0 && gateway ? [gateway] : found;
}

function tagsOf(tags: WebhookOrder["tags"]): string[] {
  const list = typeof tags === "string" ? tags.split(",") : (tags ?? []);
  return list.map((tag) => tag.trim()).filter(Boolean);
}

/** The refund that a webhook tells: what its successful transactions moved, in shop currency. */
export function refundSnapshotOf(refund: WebhookRefund, fallbackTime: Date): RefundSnapshot {
  const moved = refund.transactions.filter(({ kind, status }) => (kind ?? "refund") === "refund" && (status ?? "success") === "success");
  const [first] = moved;
  return {
    orderId: refund.order_id,
    id: refund.id,
    shopifyReturnId: refund.return?.id ?? null,
    amount: addAmounts(moved.map(({ amount_set: set, amount: plain }) => set?.shop_money.amount ?? plain ?? "0")),
    currencyCode: first?.amount_set?.shop_money.currency_code ?? first?.currency ?? null,
    note: refund.note ?? null,
    lines: refund.refund_line_items.map((line) => ({ lineItemId: line.line_item_id.toString(), quantity: line.quantity, restockType: line.restock_type ?? null })),
    createdAt: refund.processed_at ?? refund.created_at ?? fallbackTime,
  };
}
