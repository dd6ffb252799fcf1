import { type Context } from "../admin-api/context.ts";
import { moneyBag } from "../admin-api/money.ts";
import { type FieldResolver } from "../admin-api/resolvers.ts";
import { type Minor, sum } from "../model/money.ts";
import { type LineItem, type Order, type ShippingLine } from "../model/order.ts";
import { unfulfilledQuantity } from "../model/order-status.ts";
import { currentQuantity, lineShare, lineTax, lineTotal, totalsOf } from "../model/order-totals.ts";

function bag(pick: (line: LineItem, order: Order) => Minor): FieldResolver {
  return (line: LineItem, _args, context: Context) => {
    const order = context.order(line.orderId);
    return moneyBag(pick(line, order), order);
  };
}

/** The units of a line that have not been refunded. */
export function refundableQuantity(order: Order, line: LineItem): number {
  const refunded = sum(order.refunds.flatMap(({ lines }) => lines.filter(({ lineItemId }) => lineItemId === line.id).map(({ quantity }) => quantity)));
  return line.quantity - refunded;
}

export const lineItemType: Record<string, FieldResolver> = {
  name: (line: LineItem) => [line.title, line.variantTitle].filter(Boolean).join(" - "),
  currentQuantity: (line: LineItem) => currentQuantity(line),
  unfulfilledQuantity: (line: LineItem, _args, context) => unfulfilledQuantity(context.order(line.orderId), line),
  fulfillableQuantity: (line: LineItem, _args, context) => unfulfilledQuantity(context.order(line.orderId), line),
  nonFulfillableQuantity: (line: LineItem, _args, context) => line.quantity - unfulfilledQuantity(context.order(line.orderId), line),
  refundableQuantity: (line: LineItem, _args, context) => refundableQuantity(context.order(line.orderId), line),
  restockable: (line: LineItem) => currentQuantity(line) > 0,
  isGiftCard: (line: LineItem) => line.giftCard,
  weight: (line: LineItem) => ({ value: line.grams, unit: "GRAMS" }),
  image: () => null,
  duties: () => [],
  discountAllocations: (line: LineItem, _args, context) => {
    const order = context.order(line.orderId);
    return line.discount > 0 ? [{ allocatedAmountSet: moneyBag(line.discount, order) }] : [];
  },
  taxLines: (line: LineItem, { first }: { first?: number }, context) => {
    const order = context.order(line.orderId);
    return line.taxLines.slice(0, first ?? undefined).map(({ title, rate, amount }) => ({ title, rate, ratePercentage: rate * 100, priceSet: moneyBag(amount, order), channelLiable: null, source: null }));
  },
  originalUnitPriceSet: bag(({ unitPrice }) => unitPrice),
  originalTotalSet: bag(({ unitPrice, quantity }) => unitPrice * quantity),
  discountedTotalSet: bag((line) => lineTotal(line)),
  discountedUnitPriceSet: bag((line) => lineShare(line, 1)),
  discountedUnitPriceAfterAllDiscountsSet: bag((line) => lineShare(line, 1)),
  priceAfterAllDiscountsBeforeTaxesSet: bag((line, order) => lineTotal(line) - (order.taxesIncluded ? lineTax(line) : 0)),
  totalDiscountSet: bag(({ discount }) => discount),
  unfulfilledDiscountedTotalSet: bag((line, order) => lineShare(line, unfulfilledQuantity(order, line))),
  unfulfilledOriginalTotalSet: bag((line, order) => line.unitPrice * unfulfilledQuantity(order, line)),
};

export const shippingLineType: Record<string, FieldResolver> = {
  originalPriceSet: (line: ShippingLine, _args, context) => moneyBag(line.price, context.order(line.orderId)),
  discountedPriceSet: (line: ShippingLine, _args, context) => moneyBag(line.price, context.order(line.orderId)),
  currentDiscountedPriceSet: (line: ShippingLine, _args, context) => {
    const order = context.order(line.orderId);
    const refunded = order.shippingLines[0]?.id === line.id ? totalsOf(order).refundedShipping : 0;
    return moneyBag(line.price - refunded, order);
  },
  custom: () => true,
  isRemoved: () => false,
  taxLines: () => [],
};
