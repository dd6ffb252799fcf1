import { moveOrder } from "#app/domains/order-workflow/index.server.ts";
import { type LockedOrder, refreshOrder } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { requestFulfillment } from "./request-fulfillment.server.ts";

interface LastAttempt {
  attempt: number;
  status: "requested" | "fulfilled" | "failed";
  tracking_number: string | null;
  tracking_company: string | null;
  tracking_url: string | null;
  notify_customer: boolean;
  requested_at: Date;
}

export type RetriedFulfillment = { status: "applied"; attempt: number } | { status: "noop"; attempt: number; requestedAt: Date };

/**
 * Asks Shopify once more to fulfil a locked order, as the last attempt did, with the next number. While an attempt is on its
 * way it stays with that one: `noop`. Throws `conflict`: ORDER_CANCELLED, ALREADY_FULFILLED.
 */
export async function retryFulfillment(tx: Tx, order: LockedOrder): Promise<RetriedFulfillment> {
  if (order.cancelledAt || order.workflowState === "cancelled") throw new DomainError("conflict", "ORDER_CANCELLED", { message: "A cancelled order cannot be fulfilled." });
  const [last] = await tx.sql<LastAttempt>`
    select attempt, status, tracking_number, tracking_company, tracking_url, notify_customer, requested_at from fulfillment_intents
    where shop = ${tx.shop} and order_id = ${order.id} order by attempt desc limit 1`;
  if (last?.status === "requested") return { status: "noop", attempt: last.attempt, requestedAt: last.requested_at };
  if (order.fulfillmentStatus === "fulfilled") throw new DomainError("conflict", "ALREADY_FULFILLED", { message: "Everything of this order has been fulfilled already." });

  const attempt = await requestFulfillment(tx, order, { tracking: trackingOf(last), notifyCustomer: last?.notify_customer ?? false });
  await tx.sql`update orders set shipping_acknowledged_at = ${tx.now} where shop = ${tx.shop} and id = ${order.id}`;
  await moveOrder(tx, order, "shipped", { done: ["request_fulfillment"] });
  await refreshOrder(tx, order.id);
  return { status: "applied", attempt };
}

function trackingOf(last: LastAttempt | undefined) {
  if (!last?.tracking_number || !last.tracking_company) return undefined;
  return { number: last.tracking_number, carrier: last.tracking_company, ...(last.tracking_url ? { url: last.tracking_url } : {}) };
}
