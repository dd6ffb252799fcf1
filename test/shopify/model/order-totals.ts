import { type Minor, proportion, sum } from "./money.ts";
import { type LineItem, type Order, type Refund } from "./order.ts";

/** What a line costs after its discount; taxes are inside when the order's prices include them. */
export function lineTotal(line: LineItem): Minor {
  return line.unitPrice * line.quantity - line.discount;
}

export function lineShare(line: LineItem, quantity: number): Minor {
  return proportion(lineTotal(line), quantity, line.quantity);
}

export function lineTax(line: LineItem, quantity = line.quantity): Minor {
  return proportion(sum(line.taxLines.map((tax) => tax.amount)), quantity, line.quantity);
}

export function currentQuantity(line: LineItem): number {
  return line.quantity - line.removedQuantity;
}

/** The sums of an order as it was placed, and as it stands after refunds (`current…`). */
export function totalsOf(order: Order) {
  const subtotal = sum(order.lineItems.map(lineTotal));
  const tax = sum(order.lineItems.map((line) => lineTax(line)));
  const discounts = sum(order.lineItems.map((line) => line.discount));
  const shipping = sum(order.shippingLines.map((line) => line.price));
  const currentSubtotal = sum(order.lineItems.map((line) => lineShare(line, currentQuantity(line))));
  const currentTax = sum(order.lineItems.map((line) => lineTax(line, currentQuantity(line))));
  const currentDiscounts = sum(order.lineItems.map((line) => proportion(line.discount, currentQuantity(line), line.quantity)));
  const refundedShipping = sum(order.refunds.map((refund) => refund.shippingAmount));
  const currentShipping = shipping - refundedShipping;
  const added = (taxes: Minor) => (order.taxesIncluded ? 0 : taxes);
  const total = subtotal + shipping + added(tax);
  const currentTotal = currentSubtotal + currentShipping + added(currentTax);

  return { subtotal, tax, discounts, shipping, total, currentSubtotal, currentTax, currentDiscounts, currentShipping, currentTotal, refundedShipping, ...paymentsOf(order, currentTotal) };
}

/** The value of the goods and the shipping that a refund takes off the order. */
export function refundedValue(order: Order, refund: Refund): Minor {
  const lines = sum(refund.lines.map((line) => line.subtotal + (order.taxesIncluded ? 0 : line.tax)));
  return lines + refund.shippingAmount;
}

/** The money that a refund gave back. */
export function refundedMoney(order: Order, refund: Refund): Minor {
  const own = order.transactions.filter(({ id, status }) => refund.transactionIds.includes(id) && status === "SUCCESS");
  return sum(own.map((transaction) => transaction.amount));
}

function paymentsOf(order: Order, currentTotal: Minor) {
  const done = order.transactions.filter(({ status }) => status === "SUCCESS");
  const received = sum(done.filter(({ kind }) => kind === "SALE" || kind === "CAPTURE").map(({ amount }) => amount));
  const refunded = sum(done.filter(({ kind }) => kind === "REFUND").map(({ amount }) => amount));
  // Money given back over the value of what came back does not fall due again.
  const goodwill = sum(order.refunds.map((refund) => Math.max(0, refundedMoney(order, refund) - refundedValue(order, refund))));
  const capturable = sum(capturableAuthorizations(order).map(({ left }) => left));
  // What is authorized counts as good as paid, until somebody forgets to capture it.
  const outstanding = order.cancelledAt ? 0 : Math.max(0, currentTotal - (received - refunded) - goodwill - capturable);
  return { received, refunded, net: received - refunded, goodwill, outstanding, capturable };
}

/** The authorizations that still have something left to capture. */
export function capturableAuthorizations(order: Order) {
  const done = order.transactions.filter(({ status }) => status === "SUCCESS");
  return done
    .filter(({ kind, id }) => kind === "AUTHORIZATION" && !done.some((other) => other.kind === "VOID" && other.parentId === id))
    .map((authorization) => {
      const captured = sum(done.filter(({ kind, parentId }) => kind === "CAPTURE" && parentId === authorization.id).map(({ amount }) => amount));
      return { authorization, left: authorization.amount - captured };
    })
    .filter(({ left }) => left > 0);
}

/** How much of a payment can still be given back. */
export function refundableOf(order: Order, payment: { id: string; amount: Minor }): Minor {
  const given = order.transactions.filter(({ kind, status, parentId }) => kind === "REFUND" && status === "SUCCESS" && parentId === payment.id);
  return payment.amount - sum(given.map(({ amount }) => amount));
}
