import type { Tx } from "#app/platform/ctx.ts";
import { requestOrderReads } from "./request-reads.server.ts";

/**
 * Counts goods of a locked order as on the shelf again that were taken off it to leave and have not left after all. Shopify is
 * asked for its figures, which decide where some of them did.
 */
export async function putBackForOrder(tx: Tx, orderId: bigint): Promise<void> {
  await tx.sql`
    with back as (
      select id, variant_id, quantity from reservations where shop = ${tx.shop} and order_id = ${orderId} and status = 'COMMITTED' for update
    ), units as (
      select variant_id as id, sum(quantity)::int as quantity from back group by 1
    ), locked as (
      select v.id from product_variants v where v.shop = ${tx.shop} and v.id in (select id from units) order by v.id for update
    ), shelved as (
      update product_variants v set stock = v.stock + u.quantity, oversold = greatest(0, v.reserved_stock - v.stock - u.quantity)
      from units u join locked l on l.id = u.id where v.shop = ${tx.shop} and v.id = u.id
    )
    update reservations r set status = 'RELEASED' from back b where r.shop = ${tx.shop} and r.id = b.id`;
  await requestOrderReads(tx, orderId);
}
