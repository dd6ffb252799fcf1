import { UserErrors } from "../admin-api/errors.ts";
import { fulfillOrder } from "../fulfillment/create-fulfillment.ts";
import { trackingOf } from "../fulfillment/tracking.ts";
import { BadRequest } from "../http/request.ts";
import { type Order } from "../model/order.ts";
import { startCancelling } from "../orders/cancel-order.ts";
import { markAsPaid } from "../payments/collect-payment.ts";
import { type Change, commitChange } from "../state/change.ts";
import { findOrder } from "./orders.ts";
import { type Input } from "./input.ts";
import { type Control } from "./routes.ts";

/** The merchant's staff record that an order was paid. */
export function pay(control: Control, input: Input) {
  return asStaff(control, input, (change, { id }) => ({ paid: markAsPaid(change, id).id }));
}

/** The merchant's staff send all that is left of an order, with a tracking number or without. */
export function fulfill(control: Control, input: Input) {
  const [company, number] = [input.text("carrier"), input.text("tracking")];
  return asStaff(control, input, (change, order) => {
    const sent = fulfillOrder(change, order, trackingOf(number ? { company: company ?? null, number } : null));
    if (sent.length === 0) throw new BadRequest(`Nothing of ${order.name} is left to be sent.`, 409);
    return { fulfillments: sent.map(({ id }) => id) };
  });
}

/** The merchant's staff cancel an order, and give back what was paid. */
export function cancel(control: Control, input: Input) {
  return asStaff(control, input, (change, { id }) => {
    startCancelling(change, { orderId: id, reason: "CUSTOMER", restock: true, refundMethod: { originalPaymentMethodsRefund: true } }, () => control.sender.wake());
    return { cancelling: id };
  });
}

/** Lets the owner do something to an order. What Shopify refuses is refused in its words. */
function asStaff<T>({ world }: Control, input: Input, work: (change: Change, order: Order) => T): T {
  const shop = input.shop(world);
  const order = findOrder(world, shop, input.required("order"));
  try {
    return commitChange(world, shop, { actor: { kind: "staff", staff: shop.staff[0] } }, (change) => work(change, order));
  } catch (error) {
    if (error instanceof UserErrors) throw new BadRequest(error.message, 409);
    throw error;
  }
}
