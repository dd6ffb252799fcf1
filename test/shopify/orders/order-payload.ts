import { fulfillmentPayload } from "../fulfillment/payload.ts";
import { legacyId, numericId } from "../model/ids.ts";
import { sum, toFixed } from "../model/money.ts";
import { type Order, type TaxLine } from "../model/order.ts";
import { financialStatusOf, gatewaysOf, restFulfillmentStatusOf } from "../model/order-status.ts";
import { currentQuantity, totalsOf } from "../model/order-totals.ts";
import { type Customer, type Shop } from "../model/shop.ts";
import { inZone } from "../model/time.ts";
import { refundPayload } from "../payments/refund-payload.ts";
import { returnSummaryPayload } from "../returns/payload.ts";
import { addressPayload, customerPayload } from "./customer-payload.ts";
import { lineItemPayload, taxLinePayload } from "./line-item-payload.ts";
import { restAmount, restBag } from "./rest-money.ts";

/** The body of every `orders/…` webhook but `edited` and `delete`. */
export function orderPayload(shop: Shop, order: Order, customer: Customer | undefined) {
  const totals = totalsOf(order);
  const time = (instant: string | null) => (instant === null ? null : inZone(instant, shop.timeZone));
  const id = numericId(order.id);
  return {
    id,
    admin_graphql_api_id: order.id,
    app_id: null,
    browser_ip: null,
    buyer_accepts_marketing: false,
    cancel_reason: order.cancelReason?.toLowerCase() ?? null,
    cancelled_at: time(order.cancelledAt),
    cart_token: null,
    checkout_id: null,
    checkout_token: null,
    client_details: null,
    closed_at: time(order.closedAt),
    company: null,
    confirmation_number: order.token.slice(0, 9).toUpperCase(),
    confirmed: true,
    contact_email: order.email,
    created_at: time(order.createdAt),
    currency: order.currencyCode,
    current_shipping_price_set: restBag(totals.currentShipping, order),
    ...restAmount("current_subtotal_price", totals.currentSubtotal, order),
    current_total_additional_fees_set: null,
    ...restAmount("current_total_discounts", totals.currentDiscounts, order),
    current_total_duties_set: null,
    ...restAmount("current_total_price", totals.currentTotal, order),
    ...restAmount("current_total_tax", totals.currentTax, order),
    customer_locale: null,
    device_id: null,
    discount_codes: order.discountCode ? [{ code: order.discountCode, amount: toFixed(totals.discounts, order.currencyCode), type: "fixed_amount" }] : [],
    duties_included: false,
    email: order.email ?? "",
    estimated_taxes: false,
    financial_status: financialStatusOf(order)?.toLowerCase() ?? "pending",
    fulfillment_status: restFulfillmentStatusOf(order),
    landing_site: null,
    landing_site_ref: null,
    location_id: null,
    merchant_business_entity_id: null,
    merchant_of_record_app_id: null,
    name: order.name,
    note: order.note,
    note_attributes: order.customAttributes.map(({ key, value }) => ({ name: key, value })),
    number: order.number - 1000,
    order_number: order.number,
    order_status_url: `https://${shop.domain}/${legacyId(shop.id)}/orders/${order.token}/authenticate?key=${order.token.slice(0, 16)}`,
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    payment_gateway_names: gatewaysOf(order),
    phone: order.phone,
    po_number: order.poNumber,
    presentment_currency: order.presentmentCurrencyCode,
    processed_at: time(order.processedAt),
    reference: order.sourceIdentifier,
    referring_site: null,
    source_identifier: order.sourceIdentifier,
    source_name: order.sourceName,
    source_url: null,
    ...restAmount("subtotal_price", totals.subtotal, order),
    tags: order.tags.join(", "),
    tax_exempt: false,
    tax_lines: taxSums(order).map((tax) => taxLinePayload(order, tax)),
    taxes_included: order.taxesIncluded,
    test: order.test,
    token: order.token,
    total_cash_rounding_payment_adjustment_set: restBag(0, order),
    total_cash_rounding_refund_adjustment_set: restBag(0, order),
    ...restAmount("total_discounts", totals.discounts, order),
    ...restAmount("total_line_items_price", sum(order.lineItems.map(({ unitPrice, quantity }) => unitPrice * quantity)), order),
    total_outstanding: toFixed(totals.outstanding, order.currencyCode),
    ...restAmount("total_price", totals.total, order),
    total_shipping_price_set: restBag(totals.shipping, order),
    ...restAmount("total_tax", totals.tax, order),
    total_tip_received: toFixed(0, order.currencyCode),
    total_weight: order.lineItems.reduce((grams, line) => grams + line.grams * currentQuantity(line), 0),
    updated_at: time(order.updatedAt),
    user_id: null,
    billing_address: addressPayload(order.billingAddress),
    customer: customer ? customerPayload(shop, customer) : null,
    discount_applications: order.discountCode
      ? [{ target_type: "line_item", type: "discount_code", value: toFixed(totals.discounts, order.currencyCode), value_type: "fixed_amount", allocation_method: "across", target_selection: "all", code: order.discountCode }]
      : [],
    fulfillments: order.fulfillments.map((fulfillment) => fulfillmentPayload(shop, order, fulfillment)),
    line_items: order.lineItems.map((line) => lineItemPayload(order, line)),
    payment_terms: null,
    refunds: order.refunds.map((refund) => refundPayload(shop, order, refund)),
    shipping_address: addressPayload(order.shippingAddress),
    shipping_lines: order.shippingLines.map((line) => ({
      id: numericId(line.id),
      carrier_identifier: null,
      code: line.code,
      current_discounted_price_set: restBag(totals.currentShipping, order),
      ...restAmount("discounted_price", line.price, order),
      is_removed: false,
      phone: null,
      ...restAmount("price", line.price, order),
      requested_fulfillment_service_id: null,
      source: line.source,
      title: line.title,
      tax_lines: [],
      discount_allocations: [],
    })),
    returns: order.returns.map((each) => returnSummaryPayload(each)),
    line_item_groups: [],
  };
}

/** The taxes of all lines, each kind once. */
function taxSums(order: Order): TaxLine[] {
  const kinds = Map.groupBy(order.lineItems.flatMap((line) => line.taxLines.map((tax) => ({ ...tax, line }))), ({ title, rate }) => `${title} ${rate}`);
  return [...kinds.values()].flatMap((taxes) => {
    const [first] = taxes;
    return first ? [{ title: first.title, rate: first.rate, amount: sum(taxes.map(({ amount }) => amount)) }] : [];
  });
}

