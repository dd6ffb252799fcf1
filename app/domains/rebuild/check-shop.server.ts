import type { Ctx } from "#app/platform/ctx.ts";
import { checkOrder, type Drift } from "./check-order.server.ts";

export interface ShopCheck {
  shop: string;
  orders: number;
  events: number;
  /** Orders whose arrivals retention has emptied. */
  retired: number;
  drift: Drift[];
}

/** Checks every order of the shop that arrivals have told of, or one alone. A difference is a bug. */
export async function checkShop(ctx: Ctx, orderId?: bigint): Promise<ShopCheck> {
  const orders = await ctx.sql<{ order_id: bigint }>`
    select distinct order_id from events_processed where shop = ${ctx.shop} and applied_raw_id is not null and order_id is not null and (${orderId ?? null}::bigint is null or order_id = ${orderId ?? null}) order by order_id`;
  const report: ShopCheck = { shop: ctx.shop, orders: orders.length, events: 0, retired: 0, drift: [] };
  for (const { order_id: id } of orders) {
    const { events, retired, drift } = await checkOrder(ctx, id);
    report.events += events;
    report.retired += retired ? 1 : 0;
    report.drift.push(...drift);
  }
  return report;
}
