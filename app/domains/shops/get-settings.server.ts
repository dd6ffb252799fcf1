import type { Ctx } from "#app/platform/ctx.ts";
import { defaultSettings, ShopSettings } from "./settings.ts";

/** The settings of the shop; those that nobody has set are the defaults. */
export async function getSettings(ctx: Ctx): Promise<ShopSettings> {
  const [row] = await ctx.sql<{ values: unknown }>`select "values" from shop_settings where shop = ${ctx.shop}`;
  return row ? ShopSettings.parse(row.values) : defaultSettings;
}
