import { numericId } from "../model/ids.ts";
import { toFixed } from "../model/money.ts";
import { type Order, type Transaction } from "../model/order.ts";
import { type Shop } from "../model/shop.ts";
import { inZone } from "../model/time.ts";
import { type Change } from "../state/change.ts";
import { isManual } from "./gateways.ts";

export function emitTransaction(change: Change, order: Order, transaction: Transaction) {
  change.emit("order_transactions/create", transaction.id, () => transactionPayload(change.shop, order, transaction), order.id);
}

/** A transaction as its own webhook and refund bodies carry it. */
export function transactionPayload(shop: Shop, order: Order, transaction: Transaction) {
  const { currencyCode } = order;
  const unsettled = { amount: toFixed(0, currencyCode).replace(/0$/, ""), currency: currencyCode };
  return {
    id: numericId(transaction.id),
    order_id: numericId(order.id),
    kind: transaction.kind.toLowerCase(),
    gateway: transaction.gateway,
    status: transaction.status.toLowerCase(),
    message: messageOf(transaction, toFixed(transaction.amount, currencyCode)),
    created_at: inZone(transaction.createdAt, shop.timeZone),
    test: transaction.test,
    authorization: null,
    location_id: null,
    user_id: null,
    parent_id: transaction.parentId === null ? null : numericId(transaction.parentId),
    processed_at: inZone(transaction.processedAt, shop.timeZone),
    device_id: null,
    error_code: transaction.errorCode?.toLowerCase() ?? null,
    source_name: order.sourceName,
    receipt: {},
    amount: toFixed(transaction.amount, currencyCode),
    currency: currencyCode,
    payment_id: transaction.paymentId,
    total_unsettled_set: { presentment_money: unsettled, shop_money: unsettled },
    manual_payment_gateway: isManual(transaction.gateway),
    amount_rounding: null,
    admin_graphql_api_id: transaction.id,
  };
}

function messageOf({ gateway, kind, status }: Transaction, amount: string): string {
  if (status === "PENDING") return `Pending the ${gateway} payment from the buyer`;
  if (kind === "REFUND") return `Refunded ${amount} through ${gateway}`;
  return isManual(gateway) ? `Marked the ${gateway} payment as received` : "Transaction approved";
}
