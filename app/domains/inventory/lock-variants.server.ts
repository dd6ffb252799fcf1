import type { Tx } from "#app/platform/ctx.ts";

/**
 * Locks the variants of several locked orders in the order of their ids, before any of the orders is reserved, released or
 * committed: one order after the other would take them in another order, and two such transactions could wait for each other.
 */
export async function lockVariantsOf(tx: Tx, orderIds: readonly bigint[]): Promise<void> {
  await tx.sql`
    select id from product_variants
    where shop = ${tx.shop} and id in (select variant_id from order_line_items where shop = ${tx.shop} and order_id = any(${orderIds.map(String)}::bigint[]))
    order by id for update`;
}
