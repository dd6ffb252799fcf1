import type { SystemCtx } from "#app/platform/ctx.ts";

export interface InventoryHealth {
  shop: string;
  /** Products whose reserved units are not those of their ACTIVE reservations. */
  drifted: number;
  /** ACTIVE reservations whose time is up. */
  stuck: number;
}

/** The inventory gauges of every shop where one is above zero. It adds up all ACTIVE reservations: not for every request. */
export function measureInventory(ctx: SystemCtx): Promise<InventoryHealth[]> {
  return ctx.sql<InventoryHealth>`
    with drifted as (
      select coalesce(v.shop, a.shop) as shop, count(*)::int as drifted
      from product_variants v
      full join (select shop, variant_id, sum(quantity)::int as units from reservations where status = 'ACTIVE' group by shop, variant_id) a on a.shop = v.shop and a.variant_id = v.id
      where coalesce(v.reserved_stock, 0) <> coalesce(a.units, 0) group by 1
    ), stuck as (
      select shop, count(*)::int as stuck from reservations where status = 'ACTIVE' and expires_at <= ${ctx.now} group by shop
    )
    select coalesce(d.shop, s.shop) as shop, coalesce(d.drifted, 0) as drifted, coalesce(s.stuck, 0) as stuck from drifted d full join stuck s on s.shop = d.shop`;
}
