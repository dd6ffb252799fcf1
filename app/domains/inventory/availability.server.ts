import type { Ctx } from "#app/platform/ctx.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { limited, orderNeeds } from "./order-needs.ts";

export interface Availability {
  /** Whether everything that the order needs is held for it, or could be now. */
  available: boolean;
  lines: VariantAvailability[];
}

export interface VariantAvailability {
  variantId: string;
  sku: string | null;
  /** How many the order needs, and how many of them it holds already. */
  needed: number;
  held: number;
  /** How many more could be held now; null where the stock sets no limit. */
  free: number | null;
}

/** What an order needs, holds and could hold. Of a moment: who acts on it calls `reserveForOrder`, which decides under a lock. */
export async function availabilityFor(ctx: Ctx, orderId: bigint): Promise<Availability> {
  const rows = await ctx.sql<{ variant_id: bigint; sku: string | null; needed: number; held: number; free: number | null }>`
    select n.variant_id, v.sku, n.quantity as needed, coalesce(r.quantity, 0) as held, case when ${limited} then greatest(0, v.stock - v.reserved_stock) end as free
    from (${orderNeeds(ctx.shop, orderId)}) n
    left join product_variants v on v.shop = ${ctx.shop} and v.id = n.variant_id
    left join reservations r on r.shop = ${ctx.shop} and r.order_id = ${orderId} and r.variant_id = n.variant_id and r.status = 'ACTIVE'
    order by n.variant_id`;
  return {
    available: rows.every(({ needed, held, free }) => free === null || needed - held <= free),
    lines: rows.map(({ variant_id, ...line }) => ({ variantId: toGid("ProductVariant", variant_id), ...line })),
  };
}
