import { type Context } from "../admin-api/context.ts";
import { connect, type ConnectionArgs, firstOf } from "../admin-api/connection.ts";
import { moneyBag } from "../admin-api/money.ts";
import { type FieldResolver } from "../admin-api/resolvers.ts";
import { legacyId } from "../model/ids.ts";
import { type Minor } from "../model/money.ts";
import { type LineItem, type Order } from "../model/order.ts";
import { canMarkAsPaid, financialStatusOf, fulfillmentStatusOf, gatewaysOf, hasUnsentUnits, isUnpaid, returnStatusOf } from "../model/order-status.ts";
import { currentQuantity, refundableOf, totalsOf } from "../model/order-totals.ts";
import { mailingAddress } from "./mailing-address.ts";

type Totals = ReturnType<typeof totalsOf>;

/** A field that is one of the order's sums. */
function bag(pick: (totals: Totals, order: Order) => Minor): FieldResolver {
  return (order: Order) => moneyBag(pick(totalsOf(order), order), order);
}

/** A connection over a list that the order holds. */
function list<T extends { id: string }>(pick: (order: Order) => T[]): FieldResolver {
  return (order: Order, args: ConnectionArgs, context: Context) => connect(pick(order), args, context);
}

export const orderType: Record<string, FieldResolver> = {
  legacyResourceId: ({ id }: Order) => legacyId(id),
  closed: (order: Order) => order.closedAt !== null,
  confirmed: () => true,
  edited: () => false,
  statusPageUrl: (order: Order, _args, { shop }) => `https://${shop.domain}/${legacyId(shop.id)}/orders/${order.token}/authenticate?key=${order.token.slice(0, 16)}`,
  cancellation: (order: Order) => (order.cancelledAt === null ? null : { staffNote: order.cancelStaffNote }),
  displayFinancialStatus: (order: Order) => financialStatusOf(order),
  displayFulfillmentStatus: (order: Order) => fulfillmentStatusOf(order),
  returnStatus: (order: Order) => returnStatusOf(order),
  paymentGatewayNames: (order: Order) => gatewaysOf(order),
  fullyPaid: (order: Order) => financialStatusOf(order) === "PAID" || (totalsOf(order).received > 0 && totalsOf(order).outstanding === 0),
  unpaid: (order: Order) => isUnpaid(order),
  capturable: (order: Order) => totalsOf(order).capturable > 0,
  canMarkAsPaid: (order: Order) => canMarkAsPaid(order),
  refundable: (order: Order) => order.transactions.some((payment) => isPayment(payment.kind, payment.status) && refundableOf(order, payment) > 0),
  restockable: (order: Order) => order.lineItems.some((line) => currentQuantity(line) > 0),
  fulfillable: (order: Order) => hasUnsentUnits(order),
  requiresShipping: (order: Order) => order.lineItems.some(({ requiresShipping }) => requiresShipping),
  canNotifyCustomer: (order: Order) => order.email !== null || order.phone !== null,
  subtotalLineItemsQuantity: (order: Order) => units(order, ({ quantity }) => quantity),
  currentSubtotalLineItemsQuantity: (order: Order) => units(order, currentQuantity),
  totalWeight: (order: Order) => String(order.lineItems.reduce((grams, line) => grams + line.grams * line.quantity, 0)),
  currentTotalWeight: (order: Order) => String(order.lineItems.reduce((grams, line) => grams + line.grams * currentQuantity(line), 0)),

  totalPriceSet: bag(({ total }) => total),
  originalTotalPriceSet: bag(({ total }) => total),
  subtotalPriceSet: bag(({ subtotal }) => subtotal),
  totalTaxSet: bag(({ tax }) => tax),
  totalDiscountsSet: bag(({ discounts }) => discounts),
  totalShippingPriceSet: bag(({ shipping }) => shipping),
  currentTotalPriceSet: bag(({ currentTotal }) => currentTotal),
  currentSubtotalPriceSet: bag(({ currentSubtotal }) => currentSubtotal),
  currentTotalTaxSet: bag(({ currentTax }) => currentTax),
  currentTotalDiscountsSet: bag(({ currentDiscounts }) => currentDiscounts),
  currentShippingPriceSet: bag(({ currentShipping }) => currentShipping),
  totalOutstandingSet: bag(({ outstanding }) => outstanding),
  totalReceivedSet: bag(({ received }) => received),
  totalRefundedSet: bag(({ refunded }) => refunded),
  totalRefundedShippingSet: bag(({ refundedShipping }) => refundedShipping),
  totalCapturableSet: bag(({ capturable }) => capturable),
  netPaymentSet: bag(({ net }) => net),
  refundDiscrepancySet: bag(({ goodwill }) => goodwill),
  totalTipReceivedSet: bag(() => 0),

  shippingAddress: (order: Order) => mailingAddress(order.id, order.shippingAddress),
  billingAddress: (order: Order) => mailingAddress(order.id, order.billingAddress),
  displayAddress: (order: Order) => mailingAddress(order.id, order.shippingAddress ?? order.billingAddress),
  billingAddressMatchesShippingAddress: (order: Order) => JSON.stringify(order.shippingAddress) === JSON.stringify(order.billingAddress),
  customer: (order: Order, _args, { world, shop }) => world.documents.find(shop.domain, "Customer", order.customerId) ?? null,
  risk: ({ risk: { recommendation, level, facts } }: Order) => ({ recommendation, assessments: level === "NONE" ? [] : [{ riskLevel: level, facts, provider: null }] }),

  lineItems: list(({ lineItems }) => lineItems),
  nonFulfillableLineItems: list(({ lineItems }) => lineItems.filter(({ requiresShipping }) => !requiresShipping)),
  shippingLines: list(({ shippingLines }) => shippingLines),
  shippingLine: ({ shippingLines }: Order) => shippingLines[0] ?? null,
  events: list(({ events }) => events),
  returns: list(({ returns }) => returns),
  fulfillments: ({ fulfillments }: Order, { first }: { first?: number }) => firstOf(fulfillments, first),
  fulfillmentsCount: ({ fulfillments }: Order) => ({ count: fulfillments.length, precision: "EXACT" }),
  refunds: ({ refunds }: Order, { first }: { first?: number }) => firstOf(refunds, first),
  transactionsCount: ({ transactions }: Order) => ({ count: transactions.length, precision: "EXACT" }),
  discountCodes: ({ discountCode }: Order) => (discountCode ? [discountCode] : []),
  disputes: () => [],
  alerts: () => [],
  paymentTerms: () => null,
  merchantEditable: (order: Order) => order.cancelledAt === null,
  staffMember: () => null,
  retailLocation: () => null,
};

function isPayment(kind: string, status: string): boolean {
  return (kind === "SALE" || kind === "CAPTURE") && status === "SUCCESS";
}

function units(order: Order, count: (line: LineItem) => number): number {
  return order.lineItems.reduce((sum, line) => sum + count(line), 0);
}
