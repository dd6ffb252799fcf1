import { type Context } from "../admin-api/context.ts";
import { findable } from "../admin-api/node.ts";
import { legacyId, toGid, type Gid } from "../model/ids.ts";
import { storeOf } from "../model/shop.ts";
import { appNumber } from "../metafields/namespace.ts";
import { readAppConfig } from "../webhooks/app-config.ts";

findable("AppInstallation", (context, id) => (installationId(context) === id ? installationOf(context) : undefined));
findable("App", (context, id) => (appOf(context).id === id ? appOf(context) : undefined));

/** The one app that there is, as its configuration file describes it. */
export function appOf({ world }: Context) {
  const { apiKey, appToml } = world.options;
  const { scopes, optionalScopes } = readAppConfig(appToml);
  const requestedAccessScopes = scopes.map((handle) => ({ handle }));
  return { id: toGid("App", appNumber(world)), apiKey, handle: apiKey, title: "Orders Dashboard", embedded: true, requestedAccessScopes, optionalAccessScopes: optionalScopes.map((handle) => ({ handle })) };
}

export function installationId({ world, shop }: Context): Gid {
  return toGid("AppInstallation", appNumber(world) + Number(legacyId(shop.id)));
}

/** The app in the shop that asks, with the scopes that its token has. */
export function installationOf(context: Context) {
  const { scopes } = context.token;
  const { apiKey, appToml } = context.world.options;
  const granted = scopes.includes("*") ? readAppConfig(appToml).scopes : scopes;
  const launchUrl = `${context.world.url}/store/${storeOf(context.shop.domain)}/apps/${apiKey}`;
  return { id: installationId(context), accessScopes: granted.map((handle) => ({ handle })), app: appOf(context), launchUrl };
}
