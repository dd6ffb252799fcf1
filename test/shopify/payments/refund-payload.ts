import { numericId } from "../model/ids.ts";
import { type Order, type Refund } from "../model/order.ts";
import { refundedMoney, refundedValue } from "../model/order-totals.ts";
import { type Shop } from "../model/shop.ts";
import { inZone } from "../model/time.ts";
import { lineItemPayload } from "../orders/line-item-payload.ts";
import { restAmount, restBag } from "../orders/rest-money.ts";
import { type Change } from "../state/change.ts";
import { transactionPayload } from "./transaction-payload.ts";

export function emitRefund(change: Change, order: Order, refund: Refund) {
  change.emit("refunds/create", refund.id, () => refundPayload(change.shop, order, refund), order.id);
}

/** A refund as its own webhook and order bodies carry it. */
export function refundPayload(shop: Shop, order: Order, refund: Refund) {
  const difference = refundedMoney(order, refund) - refundedValue(order, refund);
  return {
    id: numericId(refund.id),
    admin_graphql_api_id: refund.id,
    order_id: numericId(order.id),
    created_at: inZone(refund.createdAt, shop.timeZone),
    note: refund.note,
    user_id: refund.userId === null ? null : numericId(refund.userId),
    processed_at: inZone(refund.processedAt, shop.timeZone),
    duties: [],
    total_duties_set: restBag(0, order),
    return: refund.returnId === null ? null : { id: numericId(refund.returnId), admin_graphql_api_id: refund.returnId },
    restock: refund.lines.some(({ restocked }) => restocked),
    additional_fees: [],
    total_additional_fees_set: restBag(0, order),
    refund_shipping_lines: refund.shippingAmount > 0 ? order.shippingLines.slice(0, 1).map((line) => ({ id: numericId(refund.id), shipping_line: { id: numericId(line.id), title: line.title }, subtotal_amount_set: restBag(refund.shippingAmount, order) })) : [],
    order_adjustments: difference === 0 ? [] : [adjustment(order, refund, -difference)],
    refund_line_items: refund.lines.flatMap((line) => {
      const lineItem = order.lineItems.find(({ id }) => id === line.lineItemId);
      if (!lineItem) return [];
      return [
        {
          id: numericId(line.id),
          line_item_id: numericId(line.lineItemId),
          location_id: line.locationId === null ? null : numericId(line.locationId),
          restock_type: line.restockType.toLowerCase(),
          quantity: line.quantity,
          // Floats, as Shopify writes them; the sets beside them are exact.
          subtotal: Number(restAmount("x", line.subtotal, order).x),
          total_tax: Number(restAmount("x", line.tax, order).x),
          subtotal_set: restBag(line.subtotal, order),
          total_tax_set: restBag(line.tax, order),
          line_item: lineItemPayload(order, lineItem),
        },
      ];
    }),
    transactions: order.transactions.filter(({ id }) => refund.transactionIds.includes(id)).map((transaction) => transactionPayload(shop, order, transaction)),
  };
}

function adjustment(order: Order, refund: Refund, amount: number) {
  return {
    id: numericId(refund.id),
    order_id: numericId(order.id),
    refund_id: numericId(refund.id),
    ...restAmount("amount", amount, order),
    ...restAmount("tax_amount", 0, order),
    kind: "refund_discrepancy",
    reason: "Refund discrepancy",
  };
}
