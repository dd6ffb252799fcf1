import { type LockedOrder, lockedColumns } from "#app/domains/orders/index.server.ts";
import { ShopSettings } from "#app/domains/shops/index.server.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { type Part, part } from "#app/platform/sql.ts";

/** What a shop has set that its transitions depend on. */
export interface WorkflowShop {
  settings: ShopSettings;
  /** The ids of the endpoints that are told of transitions. */
  endpoints: readonly string[];
}

interface ShopRow {
  settings: unknown;
  endpoints: string[];
}

function shopColumns(ctx: Ctx): Part {
  return part`(select "values" from shop_settings where shop = ${ctx.shop}) as settings,
    array(select id::text from webhook_endpoints where shop = ${ctx.shop} and disabled_at is null order by created_at) as endpoints`;
}

/** What the shop has set. */
export async function readShop(ctx: Ctx): Promise<WorkflowShop> {
  const [row] = await ctx.sql<ShopRow>`select ${shopColumns(ctx)}`;
  return shopOf(row);
}

/** Orders as they are at the moment, and what their shop has set, in one statement. */
export async function readOrdersAndShop(ctx: Ctx, ids: readonly bigint[]): Promise<{ orders: LockedOrder[]; shop: WorkflowShop }> {
  const rows = await ctx.sql<LockedOrder & ShopRow>`
    select ${lockedColumns}, ${shopColumns(ctx)} from orders
    where shop = ${ctx.shop} and id = any(${ids.map(String)}::bigint[]) and deleted_at is null order by id`;
  return { orders: rows, shop: shopOf(rows[0]) };
}

function shopOf(row: ShopRow | undefined): WorkflowShop {
  return { settings: ShopSettings.parse(row?.settings ?? {}), endpoints: row?.endpoints ?? [] };
}
