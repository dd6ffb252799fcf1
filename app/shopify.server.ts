import "@shopify/shopify-app-remix/server/adapters/node";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { ApiVersion, AppDistribution, LogSeverity, type Session, shopifyApp } from "@shopify/shopify-app-remix/server";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { database } from "./db.server.ts";
import { installShop } from "./domains/shops/index.server.ts";
import { env } from "./env.server.ts";
import { contextFor, shopifyActor } from "./platform/ctx.ts";
import { adminClient } from "./platform/shopify/admin-client.server.ts";
import { AdminApiError, setAdminApi } from "./platform/shopify/admin-api.ts";
import { configureShopify, shopifyFetch } from "./platform/shopify/connection.server.ts";
import { fromGid } from "./platform/shopify/ids.ts";
import { InstalledShop } from "./platform/shopify/operations.ts";
import { v7 as uuid } from "uuid";

const { SHOPIFY_API_KEY: apiKey, SHOPIFY_API_SECRET: apiSecretKey, SHOPIFY_APP_URL: appUrl, SHOPIFY_ORIGIN: origin } = env();
const apiVersion = ApiVersion.October26;

configureShopify({ apiKey, apiSecret: apiSecretKey, apiVersion, origin });
setAbstractFetchFunc(shopifyFetch);

const sessionStorage = new PrismaSessionStorage(database().sessions);

/** The app as Shopify knows it; nothing else configures Shopify. Scopes and webhooks are in shopify.app.toml. */
const shopify = shopifyApp({
  apiKey,
  apiSecretKey,
  appUrl,
  apiVersion,
  sessionStorage,
  distribution: AppDistribution.AppStore,
  isEmbeddedApp: true,
  useOnlineTokens: false,
  logger: { level: LogSeverity.Warning },
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  hooks: { afterAuth: ({ session }) => recordInstallation(session) },
});

export const authenticate = shopify.authenticate;

/** Shopify's headers for every document, with local Shopify's admin among those that may frame it, where that is used. */
export function addDocumentResponseHeaders(request: Request, headers: Headers): void {
  shopify.addDocumentResponseHeaders(request, headers);
  if (!origin) return;
  const policy = headers.get("Content-Security-Policy");
  if (policy) headers.set("Content-Security-Policy", policy.replace(/;?\s*$/, ` ${origin};`));
  headers.delete("Link"); // preloads App Bridge from Shopify's CDN
}

async function recordInstallation(session: Session): Promise<void> {
  const ctx = contextFor(database(), session.shop, shopifyActor, uuid(), new Date());
  const { data } = await adminClient(session.shop, session.accessToken ?? "").run(InstalledShop, {});
  await installShop(ctx, {
    shopifyId: fromGid("Shop", data.shop.id),
    name: data.shop.name,
    currencyCode: data.shop.currencyCode,
    ianaTimezone: data.shop.ianaTimezone,
    shopifyPlus: data.shop.plan.shopifyPlus,
    scopes: session.scope?.split(",") ?? [],
  });
}

/** The library refreshes a token that expires within five minutes; a little before that, one process at a time may try. */
const refreshMarginMs = 5.5 * 60_000;

setAdminApi(async (ctx, shop) => {
  const session = await sessionStorage.loadSession(`offline_${shop}`);
  if (!session?.accessToken) throw new AdminApiError("unauthorized", `There is no access token for ${shop}.`);
  const expires = session.expires?.getTime() ?? Number.POSITIVE_INFINITY;
  const token = expires - ctx.now.getTime() > refreshMarginMs ? session.accessToken : await refreshedToken(shop);
  const api = adminClient(shop, token);
  return {
    run: async (operation, variables) => {
      try {
        return await api.run(operation, variables);
      } catch (error) {
        if (error instanceof AdminApiError && error.kind === "unauthorized") await expireToken(shop, token);
        throw error;
      }
    },
  };
});

/**
 * Has a token replaced that Shopify takes no more although its time is not up: with its refresh token at the next call, or, where
 * that is not taken either, with the session token of whoever opens the app next.
 */
async function expireToken(shop: string, accessToken: string): Promise<void> {
  await database().sessions.session.updateMany({ where: { id: `offline_${shop}`, accessToken }, data: { expires: new Date() } });
}

const refreshing = new Map<string, Promise<string>>();

/** A new access token; all calls of this process that need one of a shop at the same time wait for one and the same. */
function refreshedToken(shop: string): Promise<string> {
  const underWay = refreshing.get(shop) ?? refresh(shop).finally(() => refreshing.delete(shop));
  refreshing.set(shop, underWay);
  return underWay;
}

/** A refresh token is good for one use: of several processes that need a new access token, one asks and the others wait. */
async function refresh(shop: string): Promise<string> {
  const client = await database().pool.connect();
  try {
    await client.query("select pg_advisory_lock(hashtextextended($1, 46))", [shop]);
    const { session } = await shopify.unauthenticated.admin(shop);
    return session.accessToken ?? "";
  } catch (error) {
    // What the library throws when it gets no new token is an answer for a browser.
    throw error instanceof Response ? new AdminApiError("unauthorized", `Shopify gave no new access token for ${shop}. It gets one when somebody opens the app.`) : error;
  } finally {
    // A connection that cannot give the lock back is closed, which gives it back as well.
    await client.query("select pg_advisory_unlock(hashtextextended($1, 46))", [shop]).then(() => client.release(), (lost: Error) => client.release(lost));
  }
}
