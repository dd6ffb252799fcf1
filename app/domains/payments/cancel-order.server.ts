import { setTimeout as wait } from "node:timers/promises";
import type { Ctx } from "#app/platform/ctx.ts";
import { adminApi, type AdminApi, AdminApiError } from "#app/platform/shopify/admin-api.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { CancelOrder, type CancelOrderMutationVariables, OrderCancellation } from "#app/platform/shopify/operations.ts";
import { refuseUserErrors } from "#app/platform/shopify/user-errors.ts";

export interface CancelRequest {
  orderId: bigint;
  reason: CancelOrderMutationVariables["reason"];
  restock: boolean;
  refund: boolean;
  notifyCustomer: boolean;
  note: string;
}

export interface CancelledOrder {
  cancelledAt: string;
}

/** Shopify cancels in a job of its own: how long to wait for it, and how often to ask. */
const [asks, asksWhenRefused, betweenMs] = [20, 4, 250];

/**
 * Cancels an order and waits until Shopify has done so. An order that is cancelled already stays as it is. Throws to be tried
 * again when Shopify takes its time, a DomainError when it refuses.
 */
export async function cancelOrder(ctx: Ctx, { orderId, reason, restock, refund, notifyCustomer, note }: CancelRequest): Promise<CancelledOrder> {
  const api = await adminApi(ctx);
  const before = await findCancellation(api, orderId);
  if (before) return before;
  const { data } = await api.run(CancelOrder, {
    orderId: toGid("Order", orderId),
    reason,
    restock,
    refundMethod: { originalPaymentMethodsRefund: refund },
    notifyCustomer,
    staffNote: note.slice(0, 255) || null,
  });
  // Refused because an earlier attempt's job still runs, or for good: what happens next tells which.
  const errors = data.orderCancel?.orderCancelUserErrors ?? [];
  for (let asked = 0; asked < (errors.length > 0 ? asksWhenRefused : asks); asked += 1) {
    const done = await findCancellation(api, orderId);
    if (done) return done;
    await wait(betweenMs);
  }
  refuseUserErrors("orderCancel", errors);
  throw new AdminApiError("transient", "Shopify has not finished cancelling the order yet.", { retryAfterMs: 10_000 });
}

/** Whether and when an order was cancelled, as Shopify has it now. */
export async function readCancellation(ctx: Ctx, orderId: bigint): Promise<CancelledOrder | undefined> {
  return findCancellation(await adminApi(ctx), orderId);
}

async function findCancellation(api: AdminApi, orderId: bigint): Promise<CancelledOrder | undefined> {
  const { data } = await api.run(OrderCancellation, { orderId: toGid("Order", orderId) });
  return data.order?.cancelledAt ? { cancelledAt: data.order.cancelledAt } : undefined;
}
