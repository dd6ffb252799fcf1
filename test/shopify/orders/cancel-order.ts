import { refuse } from "../admin-api/errors.ts";
import { emitCancelled } from "../fulfillment/payload.ts";
import { newUuid, toGid, type Gid } from "../model/ids.ts";
import { type Order } from "../model/order.ts";
import { capturableAuthorizations, currentQuantity, refundableOf } from "../model/order-totals.ts";
import { applyRefund } from "../payments/apply-refund.ts";
import { emitTransaction } from "../payments/transaction-payload.ts";
import { type Actor, type Change, commitChange } from "../state/change.ts";
import { type World } from "../state/world.ts";
import { transactionOf } from "./create-order.ts";
import { emitOrder, keepOrder } from "./keep.ts";

export interface CancelInput {
  orderId: Gid;
  reason: string;
  restock: boolean;
  refund?: boolean | null;
  refundMethod?: { originalPaymentMethodsRefund?: boolean | null; storeCreditRefund?: unknown } | null;
  staffNote?: string | null;
}

/** Checks that an order may be cancelled and starts to; Shopify does it in a job, so the answer comes before the deed. */
export function startCancelling(change: Change, input: CancelInput, done: () => void): { id: Gid; done: boolean } {
  const { world, shop, actor } = change;
  const order = world.orders.find(shop.domain, input.orderId) ?? refuse(["orderId"], "Order does not exist", "NOT_FOUND");
  if (input.refund !== undefined && input.refund !== null && input.refundMethod) refuse(["refund"], "Only one of the arguments `refund` or `refund_method` is allowed.", "INVALID");
  if ((input.staffNote?.length ?? 0) > 255) refuse(["staffNote"], "Staff note is too long. Maximum length is 255 characters.", "INVALID");
  if (order.cancelledAt) refuse(["orderId"], "Cannot cancel an order that has already been canceled", "INVALID");
  if (world.cancelling.has(order.id)) refuse(null, "Cancellation is already in progress");
  if (order.fulfillments.some(({ status }) => status === "SUCCESS")) refuse(["orderId"], "Cannot cancel an order that has outstanding fulfillments", "INVALID");
  if (order.returns.some(({ status }) => status !== "CANCELED" && status !== "DECLINED")) refuse(["orderId"], "Cannot cancel an order that has returns", "INVALID");
  if (input.refundMethod?.storeCreditRefund) refuse(["refundMethod", "storeCreditRefund"], "Local Shopify keeps no store credit.", "INVALID");

  const id = toGid("Job", newUuid());
  world.jobs.set(id, false);
  world.cancelling.add(order.id);
  change.after.push(() =>
    setImmediate(() => {
      cancelOrder(world, shop.domain, actor, input);
      world.cancelling.delete(order.id);
      world.jobs.set(id, true);
      done();
    }),
  );
  return { id, done: false };
}

function cancelOrder(world: World, domain: string, actor: Actor, input: CancelInput) {
  const shop = world.findShop(domain);
  if (!shop) return;
  commitChange(world, shop, { actor }, (change) => {
    const order = world.orders.find(domain, input.orderId);
    if (!order || order.cancelledAt) return;
    const giveBack = input.refund ?? input.refundMethod?.originalPaymentMethodsRefund ?? false;
    const restockType = input.restock ? "CANCEL" : "NO_RESTOCK";
    const lines = order.lineItems.filter((line) => currentQuantity(line) > 0).map((line) => ({ lineItemId: line.id, quantity: currentQuantity(line), restockType, locationId: null }) as const);
    applyRefund(change, order, { lines, shippingAmount: 0, payments: giveBack ? paymentsBack(order) : [], note: input.staffNote ?? null, returnId: null });
    if (giveBack) voidAuthorizations(change, order);
    for (const fulfillmentOrder of order.fulfillmentOrders) emitCancelled(change, order, fulfillmentOrder, undefined);
    Object.assign(order, { cancelledAt: change.now, closedAt: change.now, cancelReason: input.reason, cancelStaffNote: input.staffNote ?? null });
    change.note(order, "cancelled", "This order was canceled.");
    keepOrder(change, order);
    emitOrder(change, order, "orders/cancelled");
  });
}

/** All that was paid and has not been given back yet. */
function paymentsBack(order: Order) {
  return order.transactions
    .filter(({ kind, status }) => (kind === "SALE" || kind === "CAPTURE") && status === "SUCCESS")
    .map((payment) => ({ parentId: payment.id, gateway: payment.gateway, amount: refundableOf(order, payment) }))
    .filter(({ amount }) => amount > 0);
}

function voidAuthorizations(change: Change, order: Order) {
  for (const { authorization, left } of capturableAuthorizations(order)) {
    const voided = transactionOf(change, order, { kind: "VOID", status: "SUCCESS", gateway: authorization.gateway, amount: left }, authorization.id);
    order.transactions.push(voided);
    emitTransaction(change, order, voided);
  }
}
