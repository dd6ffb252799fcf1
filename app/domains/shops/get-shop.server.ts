import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";

export interface ShopView {
  shop: string;
  name: string;
  ianaTimezone: string;
  currencyCode: string;
}

/** The shop, as pages name it and reckon its days; throws `not_found` for one that never installed the app. */
export async function getShop(ctx: Ctx): Promise<ShopView> {
  const [row] = await ctx.sql<{ name: string; iana_timezone: string; currency_code: string }>`
    select name, iana_timezone, currency_code from shops where shop = ${ctx.shop}`;
  if (!row) throw new DomainError("not_found", "SHOP_NOT_INSTALLED", { message: "This shop has not installed the app." });
  return { shop: ctx.shop, name: row.name, ianaTimezone: row.iana_timezone, currencyCode: row.currency_code };
}
