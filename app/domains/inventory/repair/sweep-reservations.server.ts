import { recordAudit } from "#app/platform/audit.ts";
import { type Ctx, inTransaction, shopContext, systemActor, type SystemCtx } from "#app/platform/ctx.ts";
import { loggableMessage } from "#app/platform/errors.ts";
import { logger } from "#app/platform/logger.server.ts";
import { expireForOrder, releaseForOrder } from "../settle-reservations.server.ts";

interface DueOrder {
  order_id: bigint;
}

const batch = 500;

/** Ends the shop's reservations whose time is up, and gives back what cancelled or deleted orders still hold. (Contract, section 5.) */
export async function sweepReservations(ctx: Ctx): Promise<{ expired: number }> {
  const over = await ctx.sql<DueOrder>`
    select distinct r.order_id from reservations r left join orders o on o.shop = r.shop and o.id = r.order_id
    where r.shop = ${ctx.shop} and r.status = 'ACTIVE' and (o.id is null or o.deleted_at is not null or o.cancelled_at is not null) order by 1`;
  let released = 0;
  for (const { order_id } of over) released += await inTransaction(ctx, (tx) => releaseForOrder(tx, order_id));

  const due = await ctx.sql<DueOrder>`select distinct order_id from reservations where shop = ${ctx.shop} and status = 'ACTIVE' and expires_at <= ${ctx.now} order by 1`;
  let expired = 0;
  for (const { order_id } of due) expired += await inTransaction(ctx, (tx) => expireForOrder(tx, order_id));
  await inTransaction(ctx, (tx) => recordAudit(tx, { event: "inventory.swept", action: "sweep-reservations", data: { expired, released } }));
  return { expired };
}

interface DueReservation extends DueOrder {
  shop: string;
  id: string;
  expires_at: Date;
}

/**
 * Ends the reservations of all shops whose time is up; the clock asks for it every minute. One that cannot be ended is passed
 * over and stays on the list of those that are stuck.
 */
export async function sweepDueReservations(ctx: SystemCtx): Promise<void> {
  let after: DueReservation | undefined;
  do {
    const due: DueReservation[] = await ctx.sql<DueReservation>`
      select shop, order_id, id, expires_at from reservations
      where status = 'ACTIVE' and expires_at <= ${ctx.now} and (${after === undefined} or (expires_at, id) > (${after?.expires_at ?? null}, ${after?.id ?? null}))
      order by expires_at, id limit ${batch}`;
    for (const { shop, order_id } of due) await expireAlone(shopContext(ctx, shop, systemActor("Reservation sweeper")), order_id);
    after = due.length === batch ? due.at(-1) : undefined;
  } while (after);
}

async function expireAlone(ctx: Ctx, orderId: bigint): Promise<void> {
  try {
    await inTransaction(ctx, (tx) => expireForOrder(tx, orderId));
  } catch (error) {
    logger.error({ shop: ctx.shop, orderId: orderId.toString(), error: loggableMessage(error) }, "a reservation could not be ended");
  }
}
