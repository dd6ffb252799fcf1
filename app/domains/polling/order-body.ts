import { fromGid } from "#app/platform/shopify/ids.ts";
import { gramsOf } from "#app/platform/shopify/weight.ts";
import type { OrdersReadQuery, PolledLineFragment, PolledOrderFragment, PolledShipmentFragment } from "#app/platform/shopify/operations.ts";

/** An order as OrdersRead gives it, whole. */
export type ReadOrder = Extract<NonNullable<OrdersReadQuery["nodes"][number]>, { id: string }>;
type ReadShipment = ReadOrder["fulfillments"][number];
type ReadRefund = ReadOrder["refunds"][number];

/** What an order's body has besides the order itself. */
export interface Parts {
  lineItems: readonly PolledLineFragment[];
  fulfillments: readonly Record<string, unknown>[];
  refunds: readonly Record<string, unknown>[];
  returns: readonly { id: string; name: string; status: string }[];
}

/**
 * An order that was read, in the shape of the body of an `orders/*` webhook: from there on nothing knows the one from the other,
 * neither the mirror nor who redacts or repairs what arrived.
 */
export function orderBody(order: PolledOrderFragment, { lineItems, fulfillments, refunds, returns }: Parts): Record<string, unknown> {
  const { shippingAddress: address } = order;
  return {
    id: numberOf(order.id),
    admin_graphql_api_id: order.id,
    name: order.name,
    order_number: order.number,
    created_at: order.createdAt,
    processed_at: order.processedAt,
    updated_at: order.updatedAt,
    cancelled_at: order.cancelledAt,
    closed_at: order.closedAt,
    test: order.test,
    currency: order.currencyCode,
    total_price: order.totalPriceSet.shopMoney.amount,
    total_outstanding: order.totalOutstandingSet.shopMoney.amount,
    financial_status: order.displayFinancialStatus?.toLowerCase() ?? "pending",
    fulfillment_status: fulfillmentWords[order.displayFulfillmentStatus] ?? null,
    payment_gateway_names: order.paymentGatewayNames,
    email: order.email ?? "",
    phone: order.phone,
    note: order.note,
    source_name: order.sourceName,
    tags: order.tags.join(", "),
    shipping_address: address && {
      name: address.name,
      first_name: address.firstName,
      last_name: address.lastName,
      company: address.company,
      address1: address.address1,
      address2: address.address2,
      city: address.city,
      province: address.province,
      province_code: address.provinceCode,
      zip: address.zip,
      country: address.country,
      country_code: address.countryCodeV2,
      phone: address.phone,
    },
    line_items: lineItems.map(lineBody),
    fulfillments,
    refunds,
    returns: returns.map(({ id, name, status }) => ({ id: numberOf(id), admin_graphql_api_id: id, name, status: status.toLowerCase() })),
  };
}

/** The body of an order that was read whole: with its customer, its carriers' reports, its refunds and transactions. */
export function readBody(order: ReadOrder, lineItems: readonly PolledLineFragment[]): Record<string, unknown> {
  const { customer } = order;
  const body = orderBody(order, {
    lineItems,
    fulfillments: order.fulfillments.map((shipment) => ({ ...shipmentBody(shipment), ...carriage(shipment) })),
    refunds: order.refunds.map(refundBody),
    returns: order.returns.nodes,
  });
  const transactions = order.transactions.map(({ id, kind, status, gateway, createdAt, amountSet: { shopMoney } }) => ({
    id: numberOf(id),
    kind: kind.toLowerCase(),
    status: status.toLowerCase(),
    gateway,
    amount: shopMoney.amount,
    currency: shopMoney.currencyCode,
    created_at: createdAt,
  }));
  return { ...body, ...customerBody(customer), transactions };
}

/** The customer, where it could be read: nothing is said of it where it could not. */
export function customerBody(customer: ReadOrder["customer"]): Record<string, unknown> {
  return customer === undefined ? {} : { customer: customer && { id: numberOf(customer.id), first_name: customer.firstName, last_name: customer.lastName } };
}

/** Webhooks have three words for it, and none for what has yet to be sent. */
const fulfillmentWords: Readonly<Record<string, string>> = { FULFILLED: "fulfilled", PARTIALLY_FULFILLED: "partial", RESTOCKED: "restocked" };

function lineBody(line: PolledLineFragment): Record<string, unknown> {
  return {
    id: numberOf(line.id),
    product_id: line.product && numberOf(line.product.id),
    variant_id: line.variant && numberOf(line.variant.id),
    title: line.title,
    variant_title: line.variantTitle,
    sku: line.sku,
    quantity: line.quantity,
    current_quantity: line.currentQuantity,
    fulfillable_quantity: line.unfulfilledQuantity,
    price: line.originalUnitPriceSet.shopMoney.amount,
    grams: line.weight ? gramsOf(line.weight) : 0,
    requires_shipping: line.requiresShipping,
  };
}

/** A shipment; without what OrdersRead alone tells of it. */
export function shipmentBody(shipment: PolledShipmentFragment): Record<string, unknown> {
  const { trackingInfo: tracking } = shipment;
  const numbers = tracking.flatMap(({ number }) => number ?? []);
  const urls = tracking.flatMap(({ url }) => url ?? []);
  return {
    id: numberOf(shipment.id),
    name: shipment.name,
    status: shipment.status.toLowerCase(),
    shipment_status: carriedWords.has(shipment.displayStatus ?? "") ? shipment.displayStatus?.toLowerCase() : null,
    tracking_company: tracking[0]?.company ?? null,
    tracking_number: numbers[0] ?? null,
    tracking_numbers: numbers,
    tracking_url: urls[0] ?? null,
    tracking_urls: urls,
    location_id: shipment.location && numberOf(shipment.location.id),
    created_at: shipment.createdAt,
    updated_at: shipment.updatedAt,
    line_items: [],
  };
}

/** Those of Shopify's display statuses that a carrier's report leads to, and webhooks have as `shipment_status`. */
const carriedWords = new Set(["LABEL_PURCHASED", "LABEL_PRINTED", "READY_FOR_PICKUP", "CONFIRMED", "CARRIER_PICKED_UP", "IN_TRANSIT", "DELAYED", "OUT_FOR_DELIVERY", "ATTEMPTED_DELIVERY", "DELIVERED", "FAILURE"]);

/** What of a shipment is where, and what its carrier has reported. */
function carriage({ events, fulfillmentLineItems }: ReadShipment) {
  const [latest] = events.nodes;
  return {
    shipment_status: latest?.status.toLowerCase() ?? null,
    line_items: fulfillmentLineItems.nodes.map(({ quantity, lineItem }) => ({ id: numberOf(lineItem.id), quantity: quantity ?? 0 })),
    events: events.nodes.map(({ id, status, message, happenedAt, estimatedDeliveryAt }) => ({
      id: numberOf(id),
      status: status.toLowerCase(),
      message,
      happened_at: happenedAt,
      estimated_delivery_at: estimatedDeliveryAt,
    })),
  };
}

function refundBody({ id, createdAt, note, return: of, refundLineItems, transactions }: ReadRefund): Record<string, unknown> {
  return {
    id: numberOf(id),
    created_at: createdAt,
    processed_at: createdAt,
    note,
    return: of && { id: numberOf(of.id), admin_graphql_api_id: of.id },
    refund_line_items: refundLineItems.nodes.map(({ quantity, restockType, lineItem }) => ({ line_item_id: numberOf(lineItem.id), quantity, restock_type: restockType.toLowerCase() })),
    transactions: transactions.nodes.map(({ kind, status, amountSet: { shopMoney } }) => ({
      kind: kind.toLowerCase(),
      status: status.toLowerCase(),
      amount: shopMoney.amount,
      amount_set: { shop_money: { amount: shopMoney.amount, currency_code: shopMoney.currencyCode } },
    })),
  };
}

/** The number in a GID of whatever type, as text: ids are longer than what JSON's numbers keep. */
function numberOf(gid: string): string {
  const type = gid.split("/")[3] ?? "";
  const id = fromGid(type, gid);
  if (id === undefined) throw new Error(`Shopify gave '${gid}' where an id was expected.`);
  return id.toString();
}
