import { connect, type ConnectionArgs, firstOf } from "../admin-api/connection.ts";
import { moneyBag, moneyV2, toPresentment } from "../admin-api/money.ts";
import { type FieldResolver } from "../admin-api/resolvers.ts";
import { legacyId } from "../model/ids.ts";
import { type Order, type Refund, type RefundLine, type Transaction } from "../model/order.ts";
import { capturableAuthorizations, refundableOf, refundedMoney } from "../model/order-totals.ts";
import { gatewayTitle, isManual } from "./gateways.ts";
import { suggestRefund } from "./suggest-refund.ts";

export const transactionType: Record<string, FieldResolver> = {
  order: ({ orderId }: Transaction, _args, context) => context.order(orderId),
  amountSet: ({ amount, orderId }: Transaction, _args, context) => moneyBag(amount, context.order(orderId)),
  amountRoundingSet: () => null,
  totalUnsettledSet: ({ orderId }: Transaction, _args, context) => moneyBag(0, context.order(orderId)),
  formattedGateway: ({ gateway }: Transaction) => gatewayTitle(gateway),
  manualPaymentGateway: ({ gateway }: Transaction) => isManual(gateway),
  manuallyCapturable: (transaction: Transaction, _args, context) => capturableAuthorizations(context.order(transaction.orderId)).some(({ authorization }) => authorization.id === transaction.id),
  multiCapturable: () => false,
  maximumRefundableV2: (transaction: Transaction, _args, context) => {
    const order = context.order(transaction.orderId);
    const refundable = (transaction.kind === "SALE" || transaction.kind === "CAPTURE") && transaction.status === "SUCCESS";
    return refundable ? moneyV2(toPresentment(refundableOf(order, transaction), order), order.presentmentCurrencyCode) : null;
  },
  parentTransaction: ({ parentId, orderId }: Transaction, _args, context) => context.order(orderId).transactions.find(({ id }) => id === parentId) ?? null,
  accountNumber: () => null,
  fees: () => [],
  paymentDetails: () => null,
  receiptJson: () => "{}",
  settlementCurrency: ({ orderId }: Transaction, _args, context) => context.order(orderId).currencyCode,
  settlementCurrencyRate: () => "1.0",
  location: () => null,
  user: () => null,
};

export const refundType: Record<string, FieldResolver> = {
  legacyResourceId: ({ id }: Refund) => legacyId(id),
  order: ({ orderId }: Refund, _args, context) => context.order(orderId),
  duties: () => [],
  return: ({ returnId, orderId }: Refund, _args, context) => context.order(orderId).returns.find(({ id }) => id === returnId) ?? null,
  staffMember: ({ userId }: Refund, _args, { shop }) => shop.staff.find(({ id }) => id === userId) ?? null,
  totalRefundedSet: (refund: Refund, _args, context) => {
    const order = context.order(refund.orderId);
    return moneyBag(refundedMoney(order, refund), order);
  },
  refundLineItems: ({ lines }: Refund, args: ConnectionArgs, context) => connect(lines, args, context),
  transactions: ({ orderId, transactionIds }: Refund, args: ConnectionArgs, context) =>
    connect(context.order(orderId).transactions.filter(({ id }) => transactionIds.includes(id)), args, context),
};

export const refundLineType: Record<string, FieldResolver> = {
  lineItem: ({ orderId, lineItemId }: RefundLine, _args, context) => context.order(orderId).lineItems.find(({ id }) => id === lineItemId),
  location: ({ locationId }: RefundLine, _args, { world, shop }) => world.documents.find(shop.domain, "Location", locationId) ?? null,
  priceSet: ({ orderId, subtotal, quantity }: RefundLine, _args, context) => moneyBag(Math.round(subtotal / quantity), context.order(orderId)),
  subtotalSet: ({ orderId, subtotal }: RefundLine, _args, context) => moneyBag(subtotal, context.order(orderId)),
  totalTaxSet: ({ orderId, tax }: RefundLine, _args, context) => moneyBag(tax, context.order(orderId)),
};

interface TransactionsArgs {
  first?: number;
  capturable?: boolean;
}

/** What orders have by their payments. */
export const paidOrderType: Record<string, FieldResolver> = {
  transactions: (order: Order, { first, capturable }: TransactionsArgs) => {
    const authorizations = capturableAuthorizations(order).map(({ authorization }) => authorization.id);
    return firstOf(capturable ? order.transactions.filter(({ id }) => authorizations.includes(id)) : order.transactions, first);
  },
  suggestedRefund: suggestRefund,
};
