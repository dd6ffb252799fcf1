import { notAnswered, refuse } from "../admin-api/errors.ts";
import { type Gid } from "../model/ids.ts";
import { display, type Minor, parseAmount, sum } from "../model/money.ts";
import { type Order, type Refund, type RefundLine } from "../model/order.ts";
import { refundableOf, totalsOf } from "../model/order-totals.ts";
import { toInstant } from "../model/time.ts";
import { refundableQuantity } from "../orders/line-item-type.ts";
import { keepOrder, statusOf } from "../orders/keep.ts";
import { getOrder } from "../orders/update-order.ts";
import { type Change } from "../state/change.ts";
import { applyRefund, type NewRefund } from "./apply-refund.ts";

export interface RefundLineInput {
  lineItemId: Gid;
  quantity: number;
  restockType?: RefundLine["restockType"] | null;
  locationId?: Gid | null;
}

export interface RefundInput {
  orderId: Gid;
  refundLineItems?: RefundLineInput[] | null;
  transactions?: { parentId?: Gid | null; kind: string; gateway: string; amount: string }[] | null;
  shipping?: { amount?: string | null; fullRefund?: boolean | null } | null;
  refundMethods?: unknown[] | null;
  refundDuties?: unknown[] | null;
  note?: string | null;
  currency?: string | null;
  allowOverRefunding?: boolean | null;
  processedAt?: string | null;
}

/** Gives money back, takes units off the order, or both. Refuses more than was paid or bought. */
export function createRefund(change: Change, input: RefundInput): { refund: Refund; order: Order } {
  const order = getOrder(change, input.orderId, "orderId");
  for (const name of ["refundMethods", "refundDuties"] as const) if (input[name]?.length) throw notAnswered(`refundCreate(input: { ${name} })`, "it keeps no store credit and no duties");
  const lines = (input.refundLineItems ?? []).map((line, index) => checkLine(order, line, index));
  const payments = paymentsOf(order, input);
  const total = sum(payments.map(({ amount }) => amount));
  checkMoney(order, total, input.allowOverRefunding ?? false);
  const shippingAmount = shippingOf(order, input.shipping);

  const before = statusOf(order);
  const processedAt = input.processedAt ? { processedAt: toInstant(Date.parse(input.processedAt)) } : {};
  const refund = applyRefund(change, order, { lines, shippingAmount, payments, note: input.note ?? null, returnId: null, ...processedAt });
  keepOrder(change, order, before);
  return { refund, order };
}

/** Refuses to give back more than was received and not given back yet. */
export function checkMoney(order: Order, total: Minor, over: boolean) {
  const { net } = totalsOf(order);
  if (total > net && !over) {
    const money = (amount: Minor) => display(amount, order.currencyCode);
    refuse(null, `Refund amount ${money(total)} is greater than net payment received ${money(net)}`, undefined, { order });
  }
}

function checkLine(order: Order, line: RefundLineInput, index: number): NewRefund["lines"][number] {
  const lineItem = order.lineItems.find(({ id }) => id === line.lineItemId);
  const path = ["refundLineItems", String(index)];
  if (!lineItem) refuse([...path, "lineItemId"], "Line item does not exist", undefined, { order });
  if (line.quantity > refundableQuantity(order, lineItem)) refuse([...path, "quantity"], "Quantity cannot refund more items than were purchased", undefined, { order });
  return { lineItemId: lineItem.id, quantity: line.quantity, restockType: line.restockType ?? "NO_RESTOCK", locationId: line.locationId ?? null };
}

function paymentsOf(order: Order, { transactions }: RefundInput): NewRefund["payments"] {
  return (transactions ?? []).map(({ kind, parentId, amount }) => {
    if (kind !== "REFUND") refuse(null, `Kind ${kind.toLowerCase()} is not a valid transaction`, undefined, { order });
    const parent = order.transactions.find(({ id }) => id === parentId);
    if (!parent) refuse(["transactions"], "Transactions require a parent_id associated with the order", undefined, { order });
    if ((parent.kind !== "SALE" && parent.kind !== "CAPTURE") || parent.status !== "SUCCESS") refuse(["transactions"], "Transactions parent must be a successful sale or capture", undefined, { order });
    const minor = parseAmount(amount, order.currencyCode) ?? refuse(["transactions"], `Amount ${amount} is invalid`, undefined, { order });
    // The gateway that is given does not matter: it is the payment's.
    return { parentId: parent.id, gateway: parent.gateway, amount: minor };
  });
}

function shippingOf(order: Order, shipping: RefundInput["shipping"]): Minor {
  if (!shipping) return 0;
  const { currentShipping } = totalsOf(order);
  if (shipping.fullRefund) return currentShipping;
  const amount = parseAmount(shipping.amount ?? "0", order.currencyCode) ?? 0;
  if (amount > currentShipping) refuse(["shipping", "amount"], "Shipping amount cannot be greater than the maximum refundable", undefined, { order });
  return amount;
}

/** How an amount would go back over the payments that it came by: the newest first, each as far as it reaches. */
export function allocate(order: Order, amount: Minor) {
  let left = amount;
  const payments = order.transactions.filter(({ kind, status }) => (kind === "SALE" || kind === "CAPTURE") && status === "SUCCESS");
  return payments.toReversed().flatMap((payment) => {
    const most = refundableOf(order, payment);
    const part = Math.min(left, most);
    left -= part;
    return part > 0 ? [{ payment, amount: part, most }] : [];
  });
}
