import { type LockedOrder, lockOrders, recordTimeline } from "#app/domains/orders/index.server.ts";
import { getSettings } from "#app/domains/shops/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { settleOrderAlert, settleVariantAlerts } from "./inventory-alerts.server.ts";
import { limited, orderNeeds } from "./order-needs.ts";
import { requestOrderReads } from "./request-reads.server.ts";

interface WantedVariant {
  id: bigint;
  sku: string | null;
  quantity: number;
  free: number;
  known: boolean;
  short: boolean;
  held: boolean;
  was_oversold: boolean;
  oversold: number;
}

const hour = 3_600_000;

/**
 * Holds what an order needs, until it leaves, is given back or the shop's `reservationHours` are over: everything or nothing.
 * Holding it again changes nothing; an order that has grown holds the rest. Throws `conflict` (INSUFFICIENT_STOCK) when
 * something is not there. Variants that Shopify does not count are not held; of one that the mirror does not know yet, the
 * stock limits nothing until Shopify has been asked. (docs/decisions/020-what-a-reservation-is.md)
 */
export async function reserveForOrder(tx: Tx, orderId: bigint): Promise<void> {
  const [order] = await lockOrders(tx, [orderId]);
  if (!order) throw new DomainError("not_found", "ORDER_NOT_FOUND", { message: "There is no such order." });
  await reserveForLocked(tx, order, await getSettings(tx));
}

/** The same for an order whose row the caller holds, and with the shop's settings as it has read them. */
export async function reserveForLocked(tx: Tx, order: LockedOrder, { reservationHours }: { reservationHours: number }): Promise<void> {
  const { id: orderId } = order;
  const expiresAt = new Date(tx.now.getTime() + reservationHours * hour);
  await settleOrderAlert(tx, orderId, undefined); // before the variants are locked: what comes afterwards is what others wait for

  let wanted = await hold(tx, orderId, expiresAt);
  if (wanted.some(({ known }) => !known)) {
    await requestOrderReads(tx, orderId);
    wanted = await hold(tx, orderId, expiresAt);
  }
  const short = wanted.filter((variant) => variant.short);
  if (short.length > 0) refuseShortage(order, short);

  const held = wanted.filter((variant) => variant.held);
  if (held.length === 0) return;
  await settleVariantAlerts(tx, held.filter(({ oversold, was_oversold }) => oversold > 0 || was_oversold).map(({ id }) => id));
  const items = held.map(({ id, sku, quantity }) => ({ variantId: toGid("ProductVariant", id), sku, quantity }));
  await recordTimeline(tx, { orderId, ts: tx.now, event: "inventory.held", details: { items, expiresAt }, key: `inventory.held:${tx.correlationId}:${tx.now.toISOString()}` });
}

/**
 * One statement, and the variants' rows are locked in the order of their ids: what it decides on is what it writes. Of two that
 * want the last unit, the second waits for the first and then sees that nothing is left.
 */
function hold(tx: Tx, orderId: bigint, expiresAt: Date): Promise<WantedVariant[]> {
  return tx.sql<WantedVariant>`
    with wanted as (
      select n.variant_id as id, n.quantity - coalesce(r.quantity, 0) as quantity
      from (${orderNeeds(tx.shop, orderId)}) n
      left join reservations r on r.shop = ${tx.shop} and r.order_id = ${orderId} and r.variant_id = n.variant_id and r.status = 'ACTIVE'
      where n.quantity > coalesce(r.quantity, 0)
    ), locked as (
      select v.id, v.sku, v.tracked, v.stock, v.reserved_stock, v.oversold, ${limited} as limited
      from product_variants v where v.shop = ${tx.shop} and v.id in (select id from wanted)
      order by v.id for update
    ), verdict as (
      select w.id, w.quantity, l.sku, l.tracked, l.oversold, l.id is not null as known, l.stock - l.reserved_stock as free,
        coalesce(l.limited and l.stock - l.reserved_stock < w.quantity, false) as short
      from wanted w left join locked l on l.id = w.id
    ), taken as (
      update product_variants v set
        reserved_stock = v.reserved_stock + d.quantity, oversold = greatest(0, v.reserved_stock + d.quantity - v.stock)
      from verdict d where v.shop = ${tx.shop} and v.id = d.id and d.tracked and not exists (select from verdict b where b.short or not b.known)
      returning v.id, v.oversold
    ), kept as (
      insert into reservations as r (shop, id, order_id, variant_id, quantity, expires_at, created_at, correlation_id)
      select ${tx.shop}, gen_random_uuid(), ${orderId}, d.id, d.quantity, ${expiresAt}, ${tx.now}, ${tx.correlationId}
      from taken t join verdict d on d.id = t.id
      on conflict (shop, order_id, variant_id) where status = 'ACTIVE' do update set quantity = r.quantity + excluded.quantity, expires_at = excluded.expires_at
    )
    select d.id, d.sku, d.quantity, d.free, d.known, d.short, t.id is not null as held, coalesce(d.oversold, 0) > 0 as was_oversold, coalesce(t.oversold, 0) as oversold
    from verdict d left join taken t on t.id = d.id order by d.id`;
}

function refuseShortage(order: LockedOrder, short: readonly WantedVariant[]): never {
  const described = short.map(({ id, sku, quantity, free }) => ({ variantId: toGid("ProductVariant", id), sku, needed: quantity, free: Math.max(0, free) }));
  const words = described.map(({ sku, variantId, needed, free }) => `${needed} of ${sku ?? variantId} (${free} free)`);
  throw new DomainError("conflict", "INSUFFICIENT_STOCK", { message: `${order.name} needs ${words.join(", ")}.`, short: described });
}
