import { lockOrders, recordTimeline } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { settleOrderAlert, settleVariantAlerts } from "./inventory-alerts.server.ts";
import { requestOrderReads } from "./request-reads.server.ts";

interface SettledReservation {
  variant_id: bigint;
  sku: string | null;
  quantity: number;
  was_oversold: boolean;
}

/** Gives back what an order holds; an order that holds nothing stays as it is. */
export async function releaseForOrder(tx: Tx, orderId: bigint): Promise<number> {
  const released = await settle(tx, orderId, "RELEASED");
  await settleOrderAlert(tx, orderId, undefined);
  await recordSettled(tx, orderId, "inventory.released", released);
  return released.length;
}

/**
 * Takes what an order holds off the shelf, as goods that leave. Shopify hears of it by the fulfilment; until the mirror knows
 * that it has, a read of its stock leaves these units out.
 */
export async function commitForOrder(tx: Tx, orderId: bigint): Promise<void> {
  const committed = await settle(tx, orderId, "COMMITTED");
  await settleOrderAlert(tx, orderId, undefined);
  await recordSettled(tx, orderId, "inventory.committed", committed);
  await requestOrderReads(tx, orderId);
}

/** Ends an order's reservations whose time is up; gives how many. The order's staff hear of it by an alert. */
export async function expireForOrder(tx: Tx, orderId: bigint): Promise<number> {
  const expired = await settle(tx, orderId, "EXPIRED");
  if (expired.length === 0) return 0;
  const [order] = await tx.sql<{ name: string; is_open: boolean }>`select name, is_open and fulfillment_status <> 'fulfilled' as is_open from orders where shop = ${tx.shop} and id = ${orderId} and deleted_at is null`;
  if (order?.is_open) await settleOrderAlert(tx, orderId, `${order.name}: its reservation has expired before it left`);
  await recordSettled(tx, orderId, "inventory.expired", expired);
  return expired.length;
}

/** The order's row first, then the variants' in the order of their ids: reserved units change under these locks alone. */
async function settle(tx: Tx, orderId: bigint, status: "RELEASED" | "COMMITTED" | "EXPIRED"): Promise<SettledReservation[]> {
  await lockOrders(tx, [orderId]);
  return tx.sql<SettledReservation>`
    with ended as (
      select id, variant_id, quantity from reservations
      where shop = ${tx.shop} and order_id = ${orderId} and status = 'ACTIVE' and (${status} <> 'EXPIRED' or expires_at <= ${tx.now}) for update
    ), locked as (
      select v.id, v.sku, v.oversold > 0 as was_oversold from product_variants v
      where v.shop = ${tx.shop} and v.id in (select variant_id from ended) order by v.id for update
    ), given_back as (
      update product_variants v set
        reserved_stock = greatest(0, v.reserved_stock - e.quantity),
        stock = greatest(0, v.stock - case when ${status} = 'COMMITTED' then e.quantity else 0 end),
        oversold = greatest(0, greatest(0, v.reserved_stock - e.quantity) - greatest(0, v.stock - case when ${status} = 'COMMITTED' then e.quantity else 0 end))
      from ended e join locked l on l.id = e.variant_id
      where v.shop = ${tx.shop} and v.id = e.variant_id
    ), closed as (
      update reservations r set status = ${status}, settled_at = ${tx.now} from ended e where r.shop = ${tx.shop} and r.id = e.id
    )
    select e.variant_id, l.sku, e.quantity, coalesce(l.was_oversold, false) as was_oversold from ended e left join locked l on l.id = e.variant_id order by e.variant_id`;
}

async function recordSettled(tx: Tx, orderId: bigint, event: string, settled: readonly SettledReservation[]): Promise<void> {
  if (settled.length === 0) return;
  await settleVariantAlerts(tx, settled.filter(({ was_oversold }) => was_oversold).map(({ variant_id }) => variant_id));
  const items = settled.map(({ variant_id, sku, quantity }) => ({ variantId: toGid("ProductVariant", variant_id), sku, quantity }));
  await recordTimeline(tx, { orderId, ts: tx.now, event, details: { items }, key: `${event}:${tx.correlationId}:${tx.now.toISOString()}` });
}
