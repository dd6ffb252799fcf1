import { randomBytes } from "node:crypto";
import { numericId, toGid } from "../model/ids.ts";
import { type Shop, type Staff } from "../model/shop.ts";
import { Change } from "../state/change.ts";
import { type AccessToken } from "../state/tokens-table.ts";
import { type World } from "../state/world.ts";
import { readAppConfig } from "../webhooks/app-config.ts";
import { appNumber } from "../metafields/namespace.ts";

const ninetyDays = 90 * 24 * 3600 * 1000;

/** Gives the app a token that acts for itself. It installs the app; expiring ones come with a token to refresh them by. */
export function issueOfflineToken(world: World, shop: Shop, expiring: boolean, predecessor: string | null = null): AccessToken {
  const { now, offlineTokenSeconds, appToml } = world.options;
  const at = now();
  const before = world.tokens.findOffline(shop.domain);
  const token: AccessToken = {
    token: `shpat_${randomBytes(16).toString("hex")}`,
    kind: "offline",
    shop: shop.domain,
    scopes: readAppConfig(appToml).scopes,
    userId: null,
    expiresAt: expiring ? at + offlineTokenSeconds * 1000 : null,
    refreshToken: expiring ? `shprt_${randomBytes(16).toString("hex")}` : null,
    refreshExpiresAt: expiring ? at + ninetyDays : null,
    predecessor,
    createdAt: at,
  };
  world.db.transaction(() => {
    world.tokens.save(token);
    if (before) announceScopes(world, shop, before.scopes, token.scopes);
  });
  return token;
}

/** Gives the app a token that acts for a person, for a day. */
export function issueOnlineToken(world: World, shop: Shop, staff: Staff): AccessToken {
  const { now, onlineTokenSeconds, appToml } = world.options;
  const token: AccessToken = {
    token: `shpua_${randomBytes(16).toString("hex")}`,
    kind: "online",
    shop: shop.domain,
    scopes: readAppConfig(appToml).scopes,
    userId: staff.id,
    expiresAt: now() + onlineTokenSeconds * 1000,
    refreshToken: null,
    refreshExpiresAt: null,
    predecessor: null,
    createdAt: now(),
  };
  world.tokens.save(token);
  return token;
}

/** A token for calls made by hand: it may do everything, and does not count as an install. */
export function issueLocalToken(world: World, shop: Shop): AccessToken {
  const token: AccessToken = {
    token: `shplocal_${randomBytes(16).toString("hex")}`,
    kind: "local",
    shop: shop.domain,
    scopes: ["*"],
    userId: null,
    expiresAt: null,
    refreshToken: null,
    refreshExpiresAt: null,
    predecessor: null,
    createdAt: world.options.now(),
  };
  world.tokens.save(token);
  return token;
}

/**
 * Gives a new pair for an old one. The old access token lives out its hour. The old refresh token dies at once; with
 * `retainRefreshTokens` it can be used again until its replacement is, as Shopify has done since August 2026.
 */
export function rotate(world: World, shop: Shop, old: AccessToken): AccessToken {
  if (old.predecessor !== null) world.tokens.dropRefreshToken(old.predecessor);
  if (!world.options.retainRefreshTokens) world.tokens.dropRefreshToken(old.token);
  return issueOfflineToken(world, shop, true, old.token);
}

function announceScopes(world: World, shop: Shop, previous: string[], current: string[]) {
  if ([...previous].sort().join() === [...current].sort().join()) return;
  const change = new Change(world, shop, { kind: "system", staff: undefined });
  const id = toGid("AppInstallation", appNumber(world));
  change.emit("app/scopes_update", id, () => ({ id: numericId(id), shop_id: shop.id, previous, current, updated_at: new Date(world.options.now()).toISOString() }));
  change.publish();
}
