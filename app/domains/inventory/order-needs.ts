import { type Part, part } from "#app/platform/sql.ts";

/** How much of the line `l` has still to leave, by the fulfillment status that Shopify gives its order. */
export function stillToLeave(status: Part): Part {
  return part`case when ${status} = 'unfulfilled' then l.current_quantity else l.fulfillable_quantity end`;
}

const needed = stillToLeave(part`o.shopify_fulfillment_status`);

/**
 * What an order still needs of each variant, as a query (`variant_id`, `quantity`): its lines together, without what has left
 * and what belongs to no variant. Nothing for an order that is cancelled or deleted.
 */
export function orderNeeds(shop: string, orderId: bigint): Part {
  return part`
    select l.variant_id, sum(${needed})::int as quantity
    from orders o join order_line_items l on l.shop = o.shop and l.order_id = o.id
    where o.shop = ${shop} and o.id = ${orderId} and o.cancelled_at is null and o.deleted_at is null and l.variant_id is not null
    group by l.variant_id
    having sum(${needed}) > 0`;
}

/** Whether the stock of the variant `v` sets a limit: Shopify counts it, we have asked, and the merchant does not sell beyond it. */
export const limited: Part = part`(v.tracked and v.policy = 'deny' and v.read_at is not null)`;
