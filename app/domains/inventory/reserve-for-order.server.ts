import { v7 as uuid } from "uuid";
import type { LockedOrder } from "#app/domains/orders/index.server.ts";
import type { Tx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import type { Sql } from "#app/platform/sql.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { findPlainNeeds, holdAtOnce, Shortage, type ShortVariant } from "./hold-at-once.server.ts";
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

/** What is left of a reservation, to be done by the last statement of its transaction. */
export type Hold = (sql: Sql) => Promise<void>;

/**
 * Holds what a locked order needs, until it leaves, is given back or the shop's `reservationHours` are over: everything or
 * nothing. Holding it again changes nothing; an order that has grown holds the rest. Throws `conflict` (INSUFFICIENT_STOCK) when
 * something is not there. Variants that Shopify does not count are not held; of one that the mirror does not know yet, the
 * stock limits nothing until Shopify has been asked. (docs/decisions/007-what-a-reservation-is.md)
 */
export async function reserveForOrder(tx: Tx, order: LockedOrder, { reservationHours }: { reservationHours: number }): Promise<void> {
  const { id: orderId } = order;
  const expiresAt = new Date(tx.now.getTime() + reservationHours * hour);
  let { alerted, wanted } = await hold(tx, orderId, expiresAt);
  if (wanted.some(({ known }) => !known)) {
    await requestOrderReads(tx, orderId);
    ({ alerted, wanted } = await hold(tx, orderId, expiresAt));
  }
  const short = wanted.filter((variant) => variant.short);
  if (short.length > 0) refuseShortage(order, short);

  if (alerted) await settleOrderAlert(tx, orderId, undefined);
  const oversold = wanted.filter((variant) => variant.held && (variant.oversold > 0 || variant.was_oversold));
  await settleVariantAlerts(tx, oversold.map(({ id }) => id));
}

/**
 * The same, but for the statement that others have to wait for: the caller runs it when it has nothing else left to do, and is
 * refused then. None where nothing is to be held, or where there is more to it than counting and it is done already.
 */
export async function prepareReservation(tx: Tx, order: LockedOrder, settings: { reservationHours: number }): Promise<Hold | undefined> {
  const needs = await findPlainNeeds(tx, order);
  if (!needs) return void (await reserveForOrder(tx, order, settings));
  if (needs.length === 0) return undefined;
  const expiresAt = new Date(tx.now.getTime() + settings.reservationHours * hour);
  return async (sql) => {
    try {
      await holdAtOnce(tx, sql, { orderId: order.id, needs, expiresAt });
    } catch (error) {
      if (error instanceof Shortage) refuseShortage(order, error.short);
      throw error;
    }
  };
}

/**
 * One statement, and the variants' rows are locked in the order of their ids: what it decides on is what it writes. Of two that
 * want the last unit, the second waits for the first and then sees that nothing is left. Others wait for these rows until the
 * commit, so the entry on the timeline is written with them, and the order's alert is only looked for.
 */
async function hold(tx: Tx, orderId: bigint, expiresAt: Date): Promise<{ alerted: boolean; wanted: WantedVariant[] }> {
  const rows = await tx.sql<{ alerted: boolean } & (WantedVariant | { id: null })>`
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
    ), lined as (
      insert into timeline_entries (shop, order_id, id, ts, event, details, dedupe_key, correlation_id)
      select ${tx.shop}, ${orderId}, ${uuid()}, ${tx.now}, 'inventory.held',
        jsonb_build_object('items', jsonb_agg(jsonb_build_object('variantId', 'gid://shopify/ProductVariant/' || d.id, 'sku', d.sku, 'quantity', d.quantity) order by d.id), 'expiresAt', ${expiresAt.toISOString()}::text, 'actor', ${tx.actor.label}::text),
        ${`inventory.held:${tx.correlationId}:${tx.now.toISOString()}`}, ${tx.correlationId}
      from taken t join verdict d on d.id = t.id having count(*) > 0
      on conflict (shop, order_id, dedupe_key) do nothing
    )
    select a.alerted, d.id, d.sku, d.quantity, d.free, d.known, d.short, t.id is not null as held, coalesce(d.oversold, 0) > 0 as was_oversold, coalesce(t.oversold, 0) as oversold
    from (select exists (select from alerts where shop = ${tx.shop} and subject = ${`order:${orderId}`} and kind = 'inventory' and closed_at is null) as alerted) a
    left join verdict d on true left join taken t on t.id = d.id order by d.id`;
  return { alerted: rows.some(({ alerted }) => alerted), wanted: rows.filter((row) => row.id !== null) };
}

function refuseShortage(order: LockedOrder, short: readonly ShortVariant[]): never {
  const described = short.map(({ id, sku, quantity, free }) => ({ variantId: toGid("ProductVariant", id), sku, needed: quantity, free: Math.max(0, free) }));
  const words = described.map(({ sku, variantId, needed, free }) => `${needed} of ${sku ?? variantId} (${free} free)`);
  throw new DomainError("conflict", "INSUFFICIENT_STOCK", { message: `${order.name} needs ${words.join(", ")}.`, short: described });
}
