import type { Ctx } from "#app/platform/ctx.ts";
import { getSettings } from "./get-settings.server.ts";
import { getShop } from "./get-shop.server.ts";
import type { ShopLimits } from "./limits.ts";

/** The shop's limits, and the hours and time zone that those count which count business hours. */
export async function getLimits(ctx: Ctx): Promise<ShopLimits> {
  const settings = await getSettings(ctx);
  if (settings.businessHoursFor.length === 0) return settings;
  const { ianaTimezone: timeZone } = await getShop(ctx);
  return { ...settings, business: { limits: settings.businessHoursFor, calendar: { timeZone, openDays: settings.businessHours } } };
}
