import { type Part, part } from "#app/platform/sql.ts";

/**
 * Every variant of a shop whose reserved units are not the sum of its ACTIVE reservations, as a query (`id`, `reserved`,
 * `active`). Both sides come in the order of an index, so that a shop's hundred thousand products are compared in one pass.
 */
export function driftedVariants(shop: string): Part {
  return part`
    select v.id, v.reserved_stock as reserved, coalesce(sum(r.quantity), 0)::int as active
    from product_variants v left join reservations r on r.shop = ${shop} and r.variant_id = v.id and r.status = 'ACTIVE'
    where v.shop = ${shop} group by v.shop, v.id having v.reserved_stock <> coalesce(sum(r.quantity), 0)`;
}
