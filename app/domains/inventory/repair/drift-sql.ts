import { type Part, part } from "#app/platform/sql.ts";

/**
 * Every variant of a shop whose reserved units are not the sum of its ACTIVE reservations, as a query (`id`, `reserved`,
 * `active`). Both sides come in the order of an index, so that a shop's hundred thousand products are compared in one pass.
 */
export function driftedVariants(shop: string): Part {
  return part`
    select coalesce(v.id, a.variant_id) as id, coalesce(v.reserved_stock, 0) as reserved, coalesce(a.units, 0) as active
    from (select id, reserved_stock from product_variants where shop = ${shop}) v
    full join (
      select variant_id, sum(quantity)::int as units from reservations where shop = ${shop} and status = 'ACTIVE' group by variant_id) a on a.variant_id = v.id
    where coalesce(v.reserved_stock, 0) <> coalesce(a.units, 0)`;
}
