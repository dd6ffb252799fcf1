import type { Ctx } from "#app/platform/ctx.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import type { ListStuck, StuckReservations } from "../schema.ts";

interface StuckRow {
  id: string;
  variant_id: bigint;
  product_id: bigint | null;
  sku: string | null;
  title: string;
  order_id: bigint;
  order_name: string | null;
  quantity: number;
  expires_at: Date;
  created_at: Date;
  total: number;
}

/** The reservations that are ACTIVE although their time is up, the longest overdue first: the sweeper has not got to them. (Contract, section 5.) */
export async function listStuck(ctx: Ctx, { limit }: ListStuck): Promise<StuckReservations> {
  const rows = await ctx.sql<StuckRow>`
    select r.id, r.variant_id, v.product_id, v.sku, coalesce(concat_ws(' · ', nullif(v.product_title, ''), v.title), '') as title,
      r.order_id, o.name as order_name, r.quantity, r.expires_at, r.created_at, count(*) over ()::int as total
    from reservations r
    left join product_variants v on v.shop = r.shop and v.id = r.variant_id
    left join orders o on o.shop = r.shop and o.id = r.order_id
    where r.shop = ${ctx.shop} and r.status = 'ACTIVE' and r.expires_at <= ${ctx.now}
    order by r.expires_at, r.id limit ${limit}`;
  const reservations = rows.map((row) => ({
    reservationId: row.id,
    productId: row.product_id === null ? null : toGid("Product", row.product_id),
    variantId: toGid("ProductVariant", row.variant_id),
    sku: row.sku,
    title: row.title,
    orderId: toGid("Order", row.order_id),
    orderName: row.order_name,
    quantity: row.quantity,
    status: "ACTIVE" as const,
    expiresAt: row.expires_at.toISOString(),
    ageSeconds: Math.max(0, Math.round((ctx.now.getTime() - row.created_at.getTime()) / 1000)),
  }));
  return { reservations, total: rows[0]?.total ?? 0 };
}
