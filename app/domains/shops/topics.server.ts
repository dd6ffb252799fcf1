import { z } from "zod";
import { defineTopic, type Topic } from "#app/platform/topics.ts";

/** What the Plus plan is called, now and formerly. */
const plusPlans = /^(shopify_plus|enterprise)/;

/** What Shopify tells about the app's place in a shop. */
export const shopTopics: readonly Topic[] = [
  defineTopic({
    // The shop's access token is dead from now on; what the app knows of the shop goes with shop/redact, 48 hours later.
    topic: "app/uninstalled",
    source: "shopify",
    payload: z.record(z.string(), z.unknown()),
    apply: async (tx, { occurredAt }) => {
      // A webhook that was sent before the shop installed again says nothing about now.
      await tx.sql`update shops set uninstalled_at = ${tx.now} where shop = ${tx.shop} and uninstalled_at is null and installed_at <= ${occurredAt}`;
      await tx.sql`delete from sessions where shop = ${tx.shop} and exists (select from shops s where s.shop = ${tx.shop} and s.uninstalled_at is not null)`;
    },
  }),
  defineTopic({
    topic: "app/scopes_update",
    source: "shopify",
    payload: z.object({ current: z.array(z.string()) }),
    apply: async (tx, { payload }) => {
      await tx.sql`update shops set scopes = ${payload.current} where shop = ${tx.shop}`;
      await tx.sql`update sessions set scope = ${payload.current.join(",")} where shop = ${tx.shop} and not is_online`;
    },
  }),
  defineTopic({
    topic: "shop/update",
    source: "shopify",
    payload: z.object({ name: z.string().nullish(), currency: z.string().nullish(), iana_timezone: z.string().nullish(), plan_name: z.string().nullish() }),
    apply: async (tx, { payload }) => {
      // Business hours are others in another time zone: the clock looks again at what has a limit, as after a change of settings.
      await tx.sql`update shop_settings set updated_at = ${tx.now} where shop = ${tx.shop} and exists (select from shops s where s.shop = ${tx.shop} and s.iana_timezone <> ${payload.iana_timezone ?? null})`;
      await tx.sql`
        update shops set name = coalesce(${payload.name ?? null}, name), currency_code = coalesce(${payload.currency ?? null}, currency_code), iana_timezone = coalesce(${payload.iana_timezone ?? null}, iana_timezone),
          shopify_plus = coalesce(${payload.plan_name ? plusPlans.test(payload.plan_name) : null}, shopify_plus)
        where shop = ${tx.shop}`;
    },
  }),
];
