import { type Context } from "../admin-api/context.ts";
import { accessDenied, refuse } from "../admin-api/errors.ts";
import { type Gid } from "../model/ids.ts";
import { type Minor, parseAmount, toFixed } from "../model/money.ts";
import { type Order, type Transaction } from "../model/order.ts";
import { canMarkAsPaid } from "../model/order-status.ts";
import { capturableAuthorizations, totalsOf } from "../model/order-totals.ts";
import { toInstant } from "../model/time.ts";
import { toPresentment } from "../admin-api/money.ts";
import { transactionOf } from "../orders/create-order.ts";
import { keepOrder, type OrderStatus, statusOf } from "../orders/keep.ts";
import { getOrder } from "../orders/update-order.ts";
import { type Change } from "../state/change.ts";
import { manualGateway } from "./gateways.ts";
import { emitTransaction } from "./transaction-payload.ts";

/** Records that all that is owed was paid: captures what is authorized, or else a payment by hand. */
export function markAsPaid(change: Change, id: Gid): Order {
  const order = getOrder(change, id, "id");
  if (!canMarkAsPaid(order)) refuse(["id"], "Order cannot be marked as paid.", undefined, { order });
  const before = statusOf(order);
  const authorized = capturableAuthorizations(order);
  const { outstanding } = totalsOf(order);
  for (const { authorization, left } of authorized) add(change, order, { kind: "CAPTURE", gateway: authorization.gateway, amount: left, parentId: authorization.id });
  if (outstanding > 0) payByHand(change, order, outstanding);
  return paid(change, order, before);
}

interface ManualPayment {
  amount?: { amount: string; currencyCode: string } | null;
  paymentMethodName?: string | null;
  processedAt?: string | null;
}

const plusOnly = "`write_orders` access scope. Also: The user must have mark_orders_as_paid permission. The API client must be installed on a Shopify Plus store to use the amount field.";

/** Records a payment that was made by hand: all of what is owed, or on a Plus store a part of it. */
export function createManualPayment(change: Change, id: Gid, { amount, paymentMethodName, processedAt }: ManualPayment, context: Context): Order {
  if (amount && !context.shop.plus) throw accessDenied("orderCreateManualPayment", plusOnly);
  const order = getOrder(change, id, "id");
  const { outstanding } = totalsOf(order);
  if (!canMarkAsPaid(order) || outstanding === 0) refuse(["id"], "Order is already paid", undefined, { order });
  const wanted = amount ? parseAmount(amount.amount, order.currencyCode) : outstanding;
  if (wanted === undefined || wanted <= 0) refuse(["amount"], "Amount must be greater than zero", undefined, { order });
  if (amount && amount.currencyCode !== order.currencyCode) refuse(["amount"], `Currency must be ${order.currencyCode}`, undefined, { order });
  if (wanted > outstanding) refuse(["amount"], "Amount cannot exceed the outstanding balance", undefined, { order });
  const before = statusOf(order);
  payByHand(change, order, wanted, paymentMethodName ?? undefined, processedAt ? toInstant(Date.parse(processedAt)) : undefined);
  return paid(change, order, before);
}

interface Capture {
  id: Gid;
  parentTransactionId: Gid;
  amount: string;
  currency?: string | null;
  finalCapture?: boolean | null;
}

/** Takes some or all of an authorized amount. */
export function capture(change: Change, input: Capture): Transaction {
  const order = getOrder(change, input.id, "id");
  const parent = order.transactions.find(({ id }) => id === input.parentTransactionId) ?? refuse(null, "Unable to find parent transaction");
  const { presentmentCurrencyCode, currencyCode } = order;
  const mixed = presentmentCurrencyCode !== currencyCode;
  if ((mixed || input.currency) && input.currency !== presentmentCurrencyCode) refuse(["currency"], `Currency Currency must match parent transaction ${presentmentCurrencyCode}`);
  if (parent.kind !== "AUTHORIZATION" || parent.status !== "SUCCESS") refuse(null, "Parent transaction should be a successful authorization");
  const given = parseAmount(input.amount, presentmentCurrencyCode) ?? 0;
  if (given <= 0) refuse(null, "Amount must be greater than zero for capture transactions");
  if (input.finalCapture) refuse(null, "Setting final capture is not supported for this transaction's payment gateway. Please remove the parameter or set it to null, then try again.");
  const left = capturableAuthorizations(order).find(({ authorization }) => authorization.id === parent.id)?.left ?? 0;
  if (left === 0) refuse(null, "Can only capture successful authorizations");
  const most = toPresentment(left, order);
  if (given > most) refuse(null, `Cannot capture more than the authorized ${toFixed(most, presentmentCurrencyCode)} for this payment.`);

  const before = statusOf(order);
  const amount = given === most ? left : mixed ? Math.round(given / order.presentmentRate) : given;
  const captured = add(change, order, { kind: "CAPTURE", gateway: parent.gateway, amount, parentId: parent.id });
  paid(change, order, before);
  return captured;
}

/** Gives up what is left of an authorization. */
export function voidTransaction(change: Change, parentId: Gid): Transaction {
  const { world, shop } = change;
  const order = world.orders.findByPart(shop.domain, parentId);
  const parent = order?.transactions.find(({ id }) => id === parentId);
  if (!order || !parent) refuse(["parentTransactionId"], "Transaction does not exist", "TRANSACTION_NOT_FOUND");
  if (parent.kind !== "AUTHORIZATION" || parent.status !== "SUCCESS") refuse(["parentTransactionId"], "Parent transaction must be a successful authorization", "AUTH_NOT_SUCCESSFUL");
  const open = capturableAuthorizations(order).find(({ authorization }) => authorization.id === parentId);
  if (!open || open.left < parent.amount) refuse(["parentTransactionId"], "Parent transaction require a parent_id referring to a voidable transaction", "AUTH_NOT_VOIDABLE");
  const before = statusOf(order);
  const voided = add(change, order, { kind: "VOID", gateway: parent.gateway, amount: parent.amount, parentId });
  paid(change, order, before);
  return voided;
}

/** A payment by hand settles the pending one that was announced, such as cash on delivery, and goes by its gateway. */
function payByHand(change: Change, order: Order, amount: Minor, method?: string, processedAt?: string) {
  const pending = order.transactions.find(({ status }) => status === "PENDING");
  add(change, order, { kind: "SALE", gateway: pending?.gateway ?? order.pendingGateway ?? method ?? manualGateway, amount, parentId: pending?.id ?? null, ...(processedAt ? { processedAt } : {}) });
}

interface NewPayment {
  kind: "SALE" | "CAPTURE" | "VOID";
  gateway: string;
  amount: Minor;
  parentId: Gid | null;
  processedAt?: string;
}

function add(change: Change, order: Order, { parentId, ...payment }: NewPayment): Transaction {
  const transaction = transactionOf(change, order, { status: "SUCCESS", ...payment }, parentId);
  order.transactions.push(transaction);
  emitTransaction(change, order, transaction);
  return transaction;
}

function paid(change: Change, order: Order, before: OrderStatus): Order {
  change.note(order, "payment", "A payment was recorded.");
  keepOrder(change, order, before);
  return order;
}
