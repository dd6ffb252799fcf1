import type { Ctx } from "#app/platform/ctx.ts";
import { wake } from "#app/platform/wake.ts";

export interface InstalledShop {
  shopifyId?: bigint;
  name?: string;
  ianaTimezone?: string;
  currencyCode?: string;
  shopifyPlus?: boolean;
  scopes: string[];
}

/** Records that a shop has the app, now or again, with what Shopify says of it. Any number of times. */
export async function installShop(ctx: Ctx, { shopifyId, name, ianaTimezone, currencyCode, shopifyPlus, scopes }: InstalledShop): Promise<void> {
  await ctx.sql`
    insert into shops (shop, shopify_id, name, iana_timezone, currency_code, shopify_plus, scopes, installed_at)
    values (${ctx.shop}, ${shopifyId ?? null}, ${name ?? ""}, ${ianaTimezone ?? "UTC"}, ${currencyCode ?? "USD"}, ${shopifyPlus ?? false}, ${scopes}, ${ctx.now})
    on conflict (shop) do update set
      shopify_id = coalesce(excluded.shopify_id, shops.shopify_id),
      name = coalesce(nullif(excluded.name, ''), shops.name),
      iana_timezone = coalesce(${ianaTimezone ?? null}, shops.iana_timezone),
      currency_code = coalesce(${currencyCode ?? null}, shops.currency_code),
      shopify_plus = coalesce(${shopifyPlus ?? null}, shops.shopify_plus),
      scopes = excluded.scopes,
      installed_at = case when shops.uninstalled_at is null then shops.installed_at else excluded.installed_at end,
      uninstalled_at = null`;
  wake("orders.backfill");
  wake("orders.poll");
}
