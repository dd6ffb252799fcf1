import { notAnswered } from "../admin-api/errors.ts";
import { moneyBag } from "../admin-api/money.ts";
import { type Gid } from "../model/ids.ts";
import { type Minor, parseAmount, sum } from "../model/money.ts";
import { type Order } from "../model/order.ts";
import { lineShare, lineTax, totalsOf } from "../model/order-totals.ts";
import { refundableQuantity } from "../orders/line-item-type.ts";
import { allocate, type RefundLineInput } from "./create-refund.ts";
import { gatewayTitle } from "./gateways.ts";

interface SuggestArgs {
  refundLineItems?: RefundLineInput[] | null;
  refundShipping?: boolean | null;
  shippingAmount?: string | null;
  suggestFullRefund?: boolean | null;
  refundDuties?: unknown[] | null;
  refundMethodAllocation?: string | null;
}

/** What a refund of these lines and this shipping would give back, and over which payments. */
export function suggestRefund(order: Order, args: SuggestArgs) {
  if (args.refundDuties?.length || args.refundMethodAllocation === "STORE_CREDIT") throw notAnswered("Order.suggestedRefund with duties or store credit");
  const all = order.lineItems.map((line) => ({ lineItemId: line.id, quantity: refundableQuantity(order, line) })).filter(({ quantity }) => quantity > 0);
  const wanted: RefundLineInput[] = args.suggestFullRefund ? all : (args.refundLineItems ?? []);
  const { subtotal, tax } = valueOf(order, wanted);
  const totals = totalsOf(order);
  const { currentShipping, net } = totals;
  const shipping = args.suggestFullRefund || args.refundShipping ? currentShipping : Math.min(currentShipping, parseAmount(args.shippingAmount ?? "0", order.currencyCode) ?? 0);
  const amount = Math.min(net, subtotal + (order.taxesIncluded ? 0 : tax) + shipping);
  const bag = (minor: Minor) => moneyBag(minor, order);
  return {
    amountSet: bag(amount),
    maximumRefundableSet: bag(net),
    subtotalSet: bag(subtotal),
    discountedSubtotalSet: bag(subtotal),
    totalTaxSet: bag(tax),
    totalDutiesSet: bag(0),
    totalCartDiscountAmountSet: bag(0),
    refundDuties: [],
    refundLineItems: wanted.map((line) => ({ ...line, restockType: line.restockType ?? "NO_RESTOCK", restocked: false, orderId: order.id, id: null, ...valueOf(order, [line]) })),
    shipping: { amountSet: bag(shipping), maximumRefundableSet: bag(currentShipping), taxSet: bag(0) },
    suggestedTransactions: suggestedTransactions(order, amount),
    suggestedRefundMethods: [],
  };
}

export function suggestedTransactions(order: Order, amount: Minor) {
  return allocate(order, amount).map(({ payment, amount: part, most }) => ({
    kind: "SUGGESTED_REFUND",
    gateway: payment.gateway,
    formattedGateway: gatewayTitle(payment.gateway),
    amountSet: moneyBag(part, order),
    maximumRefundableSet: moneyBag(most, order),
    parentTransaction: payment,
    accountNumber: null,
    paymentDetails: null,
  }));
}

export function valueOf(order: Order, lines: { lineItemId: Gid; quantity: number }[]): { subtotal: Minor; tax: Minor } {
  const found = lines.flatMap(({ lineItemId, quantity }) => {
    const line = order.lineItems.find(({ id }) => id === lineItemId);
    return line ? [{ subtotal: lineShare(line, quantity), tax: lineTax(line, quantity) }] : [];
  });
  return { subtotal: sum(found.map(({ subtotal }) => subtotal)), tax: sum(found.map(({ tax }) => tax)) };
}
