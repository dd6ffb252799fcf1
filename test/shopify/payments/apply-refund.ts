import { type Gid } from "../model/ids.ts";
import { type Minor } from "../model/money.ts";
import { type Order, type Refund, type RefundLine } from "../model/order.ts";
import { unfulfilledQuantity } from "../model/order-status.ts";
import { lineShare, lineTax } from "../model/order-totals.ts";
import { releaseStock, restock } from "../inventory/stock.ts";
import { transactionOf } from "../orders/create-order.ts";
import { type Change } from "../state/change.ts";
import { emitRefund } from "./refund-payload.ts";
import { emitTransaction } from "./transaction-payload.ts";

/** A refund that has been checked: it may be done. */
export interface NewRefund {
  lines: { lineItemId: Gid; quantity: number; restockType: RefundLine["restockType"]; locationId: Gid | null }[];
  shippingAmount: Minor;
  payments: { parentId: Gid; gateway: string; amount: Minor }[];
  note: string | null;
  returnId: Gid | null;
  /** Whether a return has taken the units off the order already, and seen to the stock. */
  stockDone?: boolean;
  processedAt?: string;
}

/** Gives money back and takes units off the order; puts them on the shelf again where that was asked for. Does not save the order. */
export function applyRefund(change: Change, order: Order, input: NewRefund): Refund {
  const id = change.id("Refund");
  const lines = input.lines.map((line): RefundLine => {
    const lineItem = order.lineItems.find((each) => each.id === line.lineItemId)!;
    const amounts = { subtotal: lineShare(lineItem, line.quantity), tax: lineTax(lineItem, line.quantity) };
    const restocked = input.stockDone ? line.restockType === "RETURN" : moveUnits(change, order, line);
    lineItem.removedQuantity = Math.min(lineItem.quantity, lineItem.removedQuantity + (input.stockDone ? 0 : line.quantity));
    return { id: change.id("RefundLineItem"), orderId: order.id, ...line, restocked, ...amounts };
  });
  const transactions = input.payments.map(({ parentId, gateway, amount }) => transactionOf(change, order, { kind: "REFUND", status: "SUCCESS", gateway, amount }, parentId));
  order.transactions.push(...transactions);
  const refund: Refund = {
    id,
    orderId: order.id,
    createdAt: change.now,
    updatedAt: change.now,
    processedAt: input.processedAt ?? change.now,
    note: input.note,
    returnId: input.returnId,
    userId: change.actor.staff?.id ?? null,
    lines,
    shippingAmount: input.shippingAmount,
    transactionIds: transactions.map((transaction) => transaction.id),
  };
  order.refunds.push(refund);
  if (transactions.length > 0) change.note(order, "refund", "A refund was made.");
  for (const transaction of transactions) emitTransaction(change, order, transaction);
  emitRefund(change, order, refund);
  return refund;
}

type Line = NewRefund["lines"][number];

/** Units that were never sent come off their fulfillment orders first; the others were with the customer. Tells whether they were restocked. */
function moveUnits(change: Change, order: Order, { lineItemId, quantity, restockType, locationId }: Line): boolean {
  const lineItem = order.lineItems.find((each) => each.id === lineItemId)!;
  const unsent = restockType === "RETURN" ? 0 : Math.min(quantity, unfulfilledQuantity(order, lineItem));
  takeUnsent(change, order, lineItemId, unsent, restockType === "CANCEL");
  const back = quantity - unsent;
  const to = locationId ?? order.fulfillments.find(({ lines }) => lines.some((line) => line.lineItemId === lineItemId))?.locationId ?? order.fulfillmentOrders[0]?.locationId;
  if (restockType === "RETURN" && back > 0 && to) restock(change, order, lineItemId, to, back);
  return restockType === "RETURN" || restockType === "CANCEL";
}

function takeUnsent(change: Change, order: Order, lineItemId: Gid, units: number, restocked: boolean) {
  let left = units;
  for (const fulfillmentOrder of order.fulfillmentOrders) {
    for (const line of fulfillmentOrder.lines.filter((each) => each.lineItemId === lineItemId)) {
      const taken = Math.min(left, line.remainingQuantity);
      if (taken === 0) continue;
      line.remainingQuantity -= taken;
      line.totalQuantity -= taken;
      left -= taken;
      releaseStock(change, order, lineItemId, fulfillmentOrder.locationId, taken, restocked);
      fulfillmentOrder.updatedAt = change.now;
    }
    if (fulfillmentOrder.status !== "CANCELLED" && fulfillmentOrder.lines.every(({ remainingQuantity }) => remainingQuantity === 0)) fulfillmentOrder.status = "CLOSED";
  }
}
