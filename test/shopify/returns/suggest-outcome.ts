import { notAnswered } from "../admin-api/errors.ts";
import { type Context } from "../admin-api/context.ts";
import { moneyBag } from "../admin-api/money.ts";
import { type Gid } from "../model/ids.ts";
import { type Minor, parseAmount, proportion, sum } from "../model/money.ts";
import { type Order } from "../model/order.ts";
import { lineShare, lineTax, totalsOf } from "../model/order-totals.ts";
import { type Return } from "../model/return.ts";
import { suggestedTransactions } from "../payments/suggest-refund.ts";

interface OutcomeArgs {
  returnLineItems: { id: Gid; quantity: number }[];
  exchangeLineItems: unknown[];
  refundShipping?: { fullRefund?: boolean | null; shippingRefundAmount?: { amount: string } | null } | null;
  refundDuties?: unknown[] | null;
  refundMethodAllocation?: string | null;
}

/** What the shop would owe the customer, or the customer the shop, if these units of a return were settled now. */
export function suggestOutcome(found: Return, args: OutcomeArgs, context: Context) {
  if (args.exchangeLineItems.length > 0 || args.refundDuties?.length || args.refundMethodAllocation === "STORE_CREDIT") {
    throw notAnswered("Return.suggestedFinancialOutcome with exchanges, duties or store credit", "it keeps none of them");
  }
  const order = context.order(found.orderId);
  const { value, tax, fees } = valueOf(order, found, args.returnLineItems);
  const { currentShipping, net } = totalsOf(order);
  const { fullRefund, shippingRefundAmount } = args.refundShipping ?? {};
  const shipping = fullRefund ? currentShipping : Math.min(currentShipping, parseAmount(shippingRefundAmount?.amount ?? "0", order.currencyCode) ?? 0);
  const balance = value + (order.taxesIncluded ? 0 : tax) + shipping - fees;
  const bag = (amount: Minor) => moneyBag(amount, order);
  const amount = Math.min(balance, net);
  const refund = { __typename: "RefundReturnOutcome", amount: bag(amount), suggestedTransactions: suggestedTransactions(order, amount), suggestedRefundMethods: [] };
  const invoice = { __typename: "InvoiceReturnOutcome", amount: bag(-balance) };
  return {
    maximumRefundable: bag(net),
    discountedSubtotal: bag(value),
    totalTax: bag(tax),
    totalDuties: bag(0),
    totalAdditionalFees: bag(0),
    totalCartDiscountAmount: bag(0),
    refundDuties: [],
    shipping: { amountSet: bag(shipping), maximumRefundableSet: bag(currentShipping), taxSet: bag(0) },
    financialTransfer: amount > 0 ? refund : balance < 0 ? invoice : null,
  };
}

function valueOf(order: Order, found: Return, wanted: OutcomeArgs["returnLineItems"]) {
  const lines = wanted.flatMap(({ id, quantity }) => {
    const line = found.lines.find((each) => each.id === id);
    const lineItem = order.lineItems.find((each) => each.id === line?.lineItemId);
    if (!line || !lineItem) return [];
    const value = lineShare(lineItem, quantity);
    return [{ value, tax: lineTax(lineItem, quantity), fee: proportion(value, line.restockingFee?.percentage ?? 0, 100) }];
  });
  const shippingFee = found.shippingFee?.amount ?? 0;
  return { value: sum(lines.map((line) => line.value)), tax: sum(lines.map((line) => line.tax)), fees: sum(lines.map((line) => line.fee)) + shippingFee };
}
