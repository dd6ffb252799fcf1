import { moveOrder } from "#app/domains/order-workflow/index.server.ts";
import { type LockedOrder, lockOrders, recordTimeline, refreshOrder, resolveOrders } from "#app/domains/orders/index.server.ts";
import { type Ctx, inTransaction, type Tx } from "#app/platform/ctx.ts";
import { DomainError, type FieldError } from "#app/platform/errors.ts";
import { signal } from "#app/platform/live.ts";
import { publish } from "#app/platform/outbox.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { requestFulfillment } from "./request-fulfillment.server.ts";
import type { FulfillOrders, Tracking } from "./schema.ts";

export interface FulfilledOrder {
  id: string;
  fulfillmentStatus: string;
  tracking?: { number: string; carrier: string; url?: string };
}

/**
 * Marks orders as fulfilled: all of them or none. Shopify is told by the outbox. An order that was fulfilled already with the
 * same tracking stays as it is; with another, its tracking is changed. Throws `conflict` for cancelled orders. (Contract, section 3.)
 */
export async function fulfillOrders(ctx: Ctx, { orderIds, tracking, notifyCustomer = false }: Omit<FulfillOrders, "shop_domain">): Promise<FulfilledOrder[]> {
  return inTransaction(ctx, async (tx) => {
    const ids = await resolveOrders(tx, orderIds);
    const orders = new Map((await lockOrders(tx, ids)).map((order) => [order.id, order]));
    refuseCancelled(ids.flatMap((id) => orders.get(id) ?? []));

    for (const order of orders.values()) await fulfillLocked(tx, order, tracking, notifyCustomer);
    await signal(tx, { event: "refresh", data: { reason: "action", orderIds: ids.map((id) => toGid("Order", id)) } });
    return ids.map((id) => ({ id: toGid("Order", id), fulfillmentStatus: "fulfilled", ...(tracking ? { tracking } : {}) }));
  });
}

function refuseCancelled(orders: LockedOrder[]): void {
  const errors: FieldError[] = orders.flatMap((order, index) =>
    order.cancelledAt || order.workflowState === "cancelled" ? [{ path: `orderIds.${index}`, message: `${order.name} is cancelled.` }] : [],
  );
  if (errors.length > 0) throw new DomainError("conflict", "ORDER_CANCELLED", { message: "A cancelled order cannot be fulfilled.", errors });
}

async function fulfillLocked(tx: Tx, order: LockedOrder, tracking: Tracking | undefined, notifyCustomer: boolean): Promise<void> {
  if (order.fulfillmentStatus === "fulfilled") {
    if (tracking && !isSame(order.tracking, tracking)) await changeTracking(tx, order, tracking, notifyCustomer);
    return;
  }
  await requestFulfillment(tx, order, { tracking, notifyCustomer });
  await acknowledge(tx, order);
  await moveOrder(tx, order, "shipped", { done: ["request_fulfillment"] });
  await refreshOrder(tx, order.id);
}

/** Whether an order is tracked like that already; a link that is not given may be any. */
function isSame(known: LockedOrder["tracking"], { number, carrier, url }: Tracking): boolean {
  return known?.number === number && known.carrier === carrier && (url === undefined || known.url === url);
}

async function changeTracking(tx: Tx, order: LockedOrder, tracking: Tracking, notifyCustomer: boolean): Promise<void> {
  const rows = await tx.sql`
    update shipments set tracking_number = ${tracking.number}, tracking_company = ${tracking.carrier}, tracking_url = ${tracking.url ?? null}, tracking_numbers = ${[tracking.number]}
    where (shop, order_id, id) in (
      select shop, order_id, id from shipments where shop = ${tx.shop} and order_id = ${order.id} and status <> 'cancelled' order by created_at desc limit 1)
    returning id`;
  if (rows.length === 0) {
    await tx.sql`
      update fulfillment_intents set tracking_number = ${tracking.number}, tracking_company = ${tracking.carrier}, tracking_url = ${tracking.url ?? null}
      where (shop, order_id, attempt) in (select shop, order_id, max(attempt) from fulfillment_intents where shop = ${tx.shop} and order_id = ${order.id} group by 1, 2)`;
  }
  await acknowledge(tx, order);
  await publish(tx, { type: "shopify.tracking_update", orderId: order.id, payload: { orderId: order.id, tracking, notifyCustomer } });
  await recordTimeline(tx, { orderId: order.id, ts: tx.now, event: "fulfillment.tracking_changed", details: { from: order.tracking?.number ?? null, to: tracking.number }, key: `tracking:${tracking.number}:${tx.now.toISOString()}` });
  await refreshOrder(tx, order.id);
}

/** What was wrong with the order's shipping is dealt with: its alerts close, and open again only for what happens from now on. */
async function acknowledge(tx: Tx, order: LockedOrder): Promise<void> {
  await tx.sql`update orders set shipping_acknowledged_at = ${tx.now} where shop = ${tx.shop} and id = ${order.id}`;
}
