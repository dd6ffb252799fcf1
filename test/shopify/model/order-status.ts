import { sum } from "./money.ts";
import { type LineItem, type Order } from "./order.ts";
import { currentQuantity, totalsOf } from "./order-totals.ts";

/** What the transactions of an order add up to; null for an order that nobody said anything about, as on Shopify. */
export function financialStatusOf(order: Order): string | null {
  const { received, refunded, currentTotal, outstanding, capturable, total } = totalsOf(order);
  if (received > 0 && refunded > 0) return refunded >= received ? "REFUNDED" : "PARTIALLY_REFUNDED";
  if (received > 0) return outstanding + capturable > 0 ? "PARTIALLY_PAID" : "PAID";
  if (capturable > 0) return "AUTHORIZED";
  if (order.transactions.some(({ kind }) => kind === "VOID")) return "VOIDED";
  if (order.cancelledAt) return "VOIDED";
  if (order.transactions.some(({ status }) => status === "PENDING")) return "PENDING";
  if (order.declaredFinancialStatus) return order.declaredFinancialStatus;
  if (total === 0 || currentTotal === 0) return "PAID";
  return null;
}

export function isUnpaid(order: Order): boolean {
  return totalsOf(order).received === 0;
}

/** Whether staff may still record the payment of what is owed. */
export function canMarkAsPaid(order: Order): boolean {
  const { outstanding, capturable } = totalsOf(order);
  return order.cancelledAt === null && outstanding + capturable > 0 && financialStatusOf(order) !== "VOIDED";
}

/** The units of a line that a location still has to send. */
export function unfulfilledQuantity(order: Order, line: LineItem): number {
  return sum(order.fulfillmentOrders.flatMap(({ lines }) => lines.filter(({ lineItemId }) => lineItemId === line.id).map(({ remainingQuantity }) => remainingQuantity)));
}

export function fulfilledQuantity(order: Order, line: LineItem): number {
  const sent = order.fulfillments.filter(({ status }) => status === "SUCCESS").flatMap(({ lines }) => lines);
  return sum(sent.filter(({ lineItemId }) => lineItemId === line.id).map(({ quantity }) => quantity));
}

export function fulfillmentStatusOf(order: Order): string {
  const remaining = sum(order.fulfillmentOrders.flatMap(({ lines }) => lines.map(({ remainingQuantity }) => remainingQuantity)));
  const sent = sum(order.lineItems.map((line) => fulfilledQuantity(order, line)));
  if (sent > 0) return remaining > 0 ? "PARTIALLY_FULFILLED" : "FULFILLED";
  if (remaining === 0) return "UNFULFILLED";
  const open = order.fulfillmentOrders.filter(({ status }) => status !== "CLOSED" && status !== "CANCELLED");
  for (const status of ["IN_PROGRESS", "ON_HOLD", "SCHEDULED"]) if (open.length > 0 && open.every((each) => each.status === status)) return status;
  return open.some(({ status }) => status === "IN_PROGRESS") ? "IN_PROGRESS" : "UNFULFILLED";
}

/** As REST bodies carry it. */
export function restFulfillmentStatusOf(order: Order): "fulfilled" | "partial" | null {
  const status = fulfillmentStatusOf(order);
  if (status === "FULFILLED") return "fulfilled";
  return status === "PARTIALLY_FULFILLED" ? "partial" : null;
}

export function returnStatusOf(order: Order): string {
  const statuses = order.returns.map(({ status }) => status);
  if (statuses.includes("REQUESTED")) return "RETURN_REQUESTED";
  if (statuses.includes("OPEN")) return "IN_PROGRESS";
  return statuses.includes("CLOSED") ? "RETURNED" : "NO_RETURN";
}

/** The gateways in the order in which they were used; the one that a payment is expected through, when none was. */
export function gatewaysOf(order: Order): string[] {
  const used = [...new Set(order.transactions.filter(({ kind }) => kind !== "REFUND").map(({ gateway }) => gateway))];
  return used.length > 0 || !order.pendingGateway ? used : [order.pendingGateway];
}

export function hasUnsentUnits(order: Order): boolean {
  return order.lineItems.some((line) => currentQuantity(line) > 0 && unfulfilledQuantity(order, line) > 0);
}
