import { numericId } from "../model/ids.ts";
import { toFixed } from "../model/money.ts";
import { type LineItem, type Order, type TaxLine } from "../model/order.ts";
import { fulfilledQuantity, unfulfilledQuantity } from "../model/order-status.ts";
import { currentQuantity } from "../model/order-totals.ts";
import { restAmount, restBag } from "./rest-money.ts";

const numeric = (gid: string | null) => (gid === null ? null : numericId(gid));

/** A line item as REST bodies carry it; within a fulfilment, with the quantity that it sends. */
export function lineItemPayload(order: Order, line: LineItem, quantity = line.quantity) {
  const sent = fulfilledQuantity(order, line);
  const status = sent === 0 ? null : unfulfilledQuantity(order, line) > 0 ? "partial" : "fulfilled";
  return {
    id: numericId(line.id),
    admin_graphql_api_id: line.id,
    attributed_staffs: [],
    current_quantity: currentQuantity(line),
    fulfillable_quantity: unfulfilledQuantity(order, line),
    fulfillment_service: "manual",
    fulfillment_status: status,
    gift_card: line.giftCard,
    grams: line.grams,
    name: [line.title, line.variantTitle].filter(Boolean).join(" - "),
    ...restAmount("price", line.unitPrice, order),
    product_exists: line.productId !== null,
    product_id: numeric(line.productId),
    properties: line.customAttributes.map(({ key, value }) => ({ name: key, value })),
    quantity,
    requires_shipping: line.requiresShipping,
    sales_line_item_group_id: null,
    sku: line.sku,
    taxable: line.taxable,
    title: line.title,
    ...restAmount("total_discount", 0, order),
    variant_id: numeric(line.variantId),
    variant_inventory_management: line.inventoryItemId === null ? null : "shopify",
    variant_title: line.variantTitle,
    vendor: line.vendor,
    tax_lines: line.taxLines.map((tax) => taxLinePayload(order, tax)),
    duties: [],
    discount_allocations: line.discount > 0 ? [{ amount: toFixed(line.discount, order.currencyCode), amount_set: restBag(line.discount, order), discount_application_index: 0 }] : [],
  };
}

export function taxLinePayload(order: Order, { title, rate, amount }: TaxLine) {
  return { channel_liable: false, ...restAmount("price", amount, order), rate, title };
}
