import { connect, type ConnectionArgs } from "../admin-api/connection.ts";
import { type Context } from "../admin-api/context.ts";
import { notAnswered } from "../admin-api/errors.ts";
import { moneyBag } from "../admin-api/money.ts";
import { type FieldResolver } from "../admin-api/resolvers.ts";
import { type Gid } from "../model/ids.ts";
import { proportion } from "../model/money.ts";
import { type LineItem, type Order } from "../model/order.ts";
import { lineShare } from "../model/order-totals.ts";
import { type Disposition, type Return, type ReturnLine, type ReverseDelivery, type ReverseFulfillmentOrder, type ReverseFulfillmentOrderLine } from "../model/return.ts";
import { reasonById, reasons } from "./reasons.ts";
import { findSentLine } from "./returnable.ts";

interface LinesArgs extends ConnectionArgs {
  processingStatus?: unknown;
}

function lineItemOf(context: Context, { orderId, lineItemId }: ReturnLine): LineItem {
  return context.order(orderId).lineItems.find(({ id }) => id === lineItemId)!;
}

export const returnType: Record<string, FieldResolver> = {
  order: ({ orderId }: Return, _args, context) => context.order(orderId),
  totalQuantity: ({ lines }: Return) => lines.reduce((sum, { quantity }) => sum + quantity, 0),
  returnLineItems: ({ lines }: Return, { processingStatus, ...args }: LinesArgs, context) => {
    if (processingStatus) throw notAnswered("Return.returnLineItems(processingStatus:)");
    return connect(lines, args, context);
  },
  exchangeLineItems: (_return: Return, args: ConnectionArgs, context) => connect([], args, context),
  returnShippingFees: ({ shippingFee, orderId }: Return, _args, context) =>
    shippingFee ? [{ __typename: "ReturnShippingFee", id: shippingFee.id, amountSet: moneyBag(shippingFee.amount, context.order(orderId)) }] : [],
  reverseFulfillmentOrders: ({ reverseFulfillmentOrders }: Return, args: ConnectionArgs, context) => connect(reverseFulfillmentOrders, args, context),
  refunds: ({ id, orderId }: Return, args: ConnectionArgs, context) => connect(context.order(orderId).refunds.filter(({ returnId }) => returnId === id), args, context),
  transactions: ({ id, orderId }: Return, args: ConnectionArgs, context) => {
    const order = context.order(orderId);
    const ids = new Set(order.refunds.filter(({ returnId }) => returnId === id).flatMap(({ transactionIds }) => transactionIds));
    return connect(order.transactions.filter((transaction) => ids.has(transaction.id)), args, context);
  },
  staffMember: () => null,
};

export const returnLineType: Record<string, FieldResolver> = {
  processableQuantity: ({ quantity, processedQuantity }: ReturnLine) => quantity - processedQuantity,
  unprocessedQuantity: ({ quantity, processedQuantity }: ReturnLine) => quantity - processedQuantity,
  refundableQuantity: ({ quantity, refundedQuantity }: ReturnLine) => quantity - refundedQuantity,
  returnReasonDefinition: ({ reasonDefinitionId }: ReturnLine) => reasonById(reasonDefinitionId) ?? null,
  returnReasonNote: ({ reasonNote }: ReturnLine) => reasonNote,
  fulfillmentLineItem: ({ fulfillmentLineItemId, orderId }: ReturnLine, _args, context) => findSentLine(context.order(orderId), fulfillmentLineItemId),
  restockingFee: (line: ReturnLine, _args, context) => {
    const { restockingFee, quantity, orderId } = line;
    if (!restockingFee) return null;
    const amount = proportion(lineShare(lineItemOf(context, line), quantity), restockingFee.percentage, 100);
    return { __typename: "RestockingFee", ...restockingFee, amountSet: moneyBag(amount, context.order(orderId)) };
  },
  totalWeight: (line: ReturnLine, _args, context) => ({ value: lineItemOf(context, line).grams * line.quantity, unit: "GRAMS" }),
  withCodeDiscountedTotalPriceSet: (line: ReturnLine, _args, context) => moneyBag(lineShare(lineItemOf(context, line), line.quantity), context.order(line.orderId)),
};

export const reverseOrderType: Record<string, FieldResolver> = {
  order: ({ orderId }: ReverseFulfillmentOrder, _args, context) => context.order(orderId),
  lineItems: ({ lines }: ReverseFulfillmentOrder, args: ConnectionArgs, context) => connect(lines, args, context),
  reverseDeliveries: ({ deliveries }: ReverseFulfillmentOrder, args: ConnectionArgs, context) => connect(deliveries, args, context),
  thirdPartyConfirmation: () => null,
};

export const reverseLineType: Record<string, FieldResolver> = {
  fulfillmentLineItem: ({ fulfillmentLineItemId, orderId }: ReverseFulfillmentOrderLine, _args, context) => findSentLine(context.order(orderId), fulfillmentLineItemId) ?? null,
};

export const dispositionType: Record<string, FieldResolver> = {
  location: ({ locationId }: Disposition, _args, { world, shop }) => world.documents.find(shop.domain, "Location", locationId) ?? null,
};

export const reverseDeliveryType: Record<string, FieldResolver> = {
  reverseFulfillmentOrder: ({ id, orderId }: ReverseDelivery, _args, context) => reverseOrderOf(context.order(orderId), id),
  reverseDeliveryLineItems: ({ lines, orderId }: ReverseDelivery, args: ConnectionArgs, context) => connect(lines.map((line) => ({ ...line, orderId })), args, context),
  deliverable: ({ tracking, label }: ReverseDelivery) =>
    tracking || label ? { __typename: "ReverseDeliveryShippingDeliverable", tracking, label: label && { ...label, updatedAt: label.createdAt } } : null,
};

export const reverseDeliveryLineType: Record<string, FieldResolver> = {
  reverseFulfillmentOrderLineItem: (line: { orderId: Gid; reverseFulfillmentOrderLineId: Gid }, _args, context) =>
    context.order(line.orderId).returns.flatMap(({ reverseFulfillmentOrders }) => reverseFulfillmentOrders.flatMap(({ lines }) => lines)).find(({ id }) => id === line.reverseFulfillmentOrderLineId),
  dispositions: () => [],
};

function reverseOrderOf(order: Order, deliveryId: Gid): ReverseFulfillmentOrder | undefined {
  const all = order.returns.flatMap(({ reverseFulfillmentOrders }) => reverseFulfillmentOrders);
  return all.find(({ deliveries }) => deliveries.some(({ id }) => id === deliveryId));
}

/** What lines of an order have by being returnable. */
export const returnableLineType: Record<string, FieldResolver> = {
  suggestedReturnReasonDefinitions: (_line: LineItem, args: ConnectionArgs, context) => connect(reasons.slice(1, 6), args, context),
};
