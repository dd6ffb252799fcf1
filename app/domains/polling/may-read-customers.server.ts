import type { Ctx } from "#app/platform/ctx.ts";

/** Whether the shop has let the app read customers; without that right a query that names them is refused as a whole. */
export async function mayReadCustomers(ctx: Ctx): Promise<boolean> {
  const [shop] = await ctx.sql<{ may: boolean }>`select 'read_customers' = any(scopes) as may from shops where shop = ${ctx.shop}`;
  return shop?.may ?? false;
}
