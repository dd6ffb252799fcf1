import { contextFor, type Ctx, inTransaction, systemActor, type SystemCtx } from "#app/platform/ctx.ts";
import { expireForOrder, releaseForOrder } from "./settle-reservations.server.ts";

export interface Swept {
  /** Reservations whose time was up. */
  expired: number;
  /** Reservations of orders that need nothing any more. */
  released: number;
}

const batch = 500;

/** Ends the shop's reservations whose time is up, and those that orders hold which are over. (Contract, section 5.) */
export async function sweepReservations(ctx: Ctx): Promise<Swept> {
  const over = await ctx.sql<{ order_id: bigint }>`
    select distinct r.order_id from reservations r left join orders o on o.shop = r.shop and o.id = r.order_id
    where r.shop = ${ctx.shop} and r.status = 'ACTIVE' and (o.id is null or o.deleted_at is not null or o.cancelled_at is not null) limit ${batch}`;
  let released = 0;
  for (const { order_id } of over) released += await inTransaction(ctx, (tx) => releaseForOrder(tx, order_id));

  let expired = 0;
  for (;;) {
    const due = await ctx.sql<{ order_id: bigint }>`
      select distinct order_id from (select order_id from reservations where shop = ${ctx.shop} and status = 'ACTIVE' and expires_at <= ${ctx.now} order by expires_at limit ${batch}) due`;
    for (const { order_id } of due) expired += await inTransaction(ctx, (tx) => expireForOrder(tx, order_id));
    if (due.length === 0) return { expired, released };
  }
}

/** The same for the reservations of all shops whose time is up; the clock asks for it every minute. */
export async function sweepDueReservations(ctx: SystemCtx): Promise<void> {
  const due = await ctx.sql<{ shop: string; order_id: bigint }>`
    select distinct shop, order_id from (select shop, order_id from reservations where status = 'ACTIVE' and expires_at <= ${ctx.now} order by expires_at limit ${batch}) due`;
  for (const { shop, order_id } of due) {
    await inTransaction(contextFor(ctx.database, shop, systemActor("Reservation sweeper"), ctx.correlationId, ctx.now), (tx) => expireForOrder(tx, order_id));
  }
  if (due.length === batch) await sweepDueReservations(ctx);
}
