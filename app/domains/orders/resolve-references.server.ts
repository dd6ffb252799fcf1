import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { fromGid, largestId } from "#app/platform/shopify/ids.ts";
import { type Part, part } from "#app/platform/sql.ts";

/**
 * The orders that are meant, each once, in the order in which they were named. Digits are taken as a Shopify id first, then
 * as an order number. Throws `not_found` that names every reference without an order. (Contract, section 0.)
 */
export async function resolveOrders(ctx: Ctx, references: readonly string[], path = "orderIds"): Promise<bigint[]> {
  const found = await findOrders(ctx, references);
  const errors = references.flatMap((reference, index) => (found.has(reference) ? [] : [{ path: references.length === 1 && path !== "orderIds" ? path : `${path}.${index}`, message: "There is no such order." }]));
  if (errors.length > 0) {
    throw new DomainError("not_found", "ORDER_NOT_FOUND", { message: errors.length === 1 ? "There is no such order." : `${errors.length} of the orders do not exist.`, errors });
  }
  return [...new Set(references.flatMap((reference) => found.get(reference) ?? []))];
}

/** The order that is meant; throws `not_found`. */
export async function resolveOrder(ctx: Ctx, reference: string, path = "orderId"): Promise<bigint> {
  const found = (await findOrders(ctx, [reference])).get(reference);
  if (found === undefined) throw new DomainError("not_found", "ORDER_NOT_FOUND", { message: "There is no such order.", errors: [{ path, message: "There is no such order." }] });
  return found;
}

/** The condition, for a list of rows that have an `order_id`, of being about the order that a filter names. Without one all are; an order that does not exist has none. */
export async function ofNamedOrder(ctx: Ctx, reference: string | undefined): Promise<Part> {
  if (reference === undefined) return part``;
  const orderId = (await findOrders(ctx, [reference])).get(reference);
  return orderId === undefined ? part`and false` : part`and order_id = ${orderId}`;
}

/** The orders that references mean; those that mean none are left out. */
export async function findOrders(ctx: Ctx, references: readonly string[]): Promise<Map<string, bigint>> {
  const wanted = [...new Set(references)];
  const ids = wanted.map((reference) => idOf(reference)?.toString() ?? null);
  const rows = await ctx.sql<{ reference: string; id: bigint | null }>`
    select w.reference, coalesce(by_id.id, by_number.id, by_name.id) as id
    from unnest(${wanted}::text[], ${ids}::bigint[]) as w(reference, id)
    left join orders by_id on by_id.shop = ${ctx.shop} and by_id.id = w.id and by_id.deleted_at is null
    left join lateral (
      select o.id from orders o
      where o.shop = ${ctx.shop} and o.deleted_at is null and w.reference ~ '^[0-9]{1,18}$' and o.number = w.id
      order by o.created_at desc limit 1) by_number on by_id.id is null
    left join lateral (
      select o.id from orders o
      where o.shop = ${ctx.shop} and o.deleted_at is null and o.name = w.reference
      order by o.created_at desc limit 1) by_name on by_id.id is null and by_number.id is null`;
  return new Map(rows.flatMap(({ reference, id }) => (id === null ? [] : [[reference, id]])));
}

function idOf(reference: string): bigint | undefined {
  const id = /^\d{1,19}$/.test(reference) ? BigInt(reference) : fromGid("Order", reference);
  return id !== undefined && id <= largestId ? id : undefined;
}
