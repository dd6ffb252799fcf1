import { failWith } from "../http/fail-with.ts";
import { forwardedShop, readFields } from "../http/request.ts";
import { sendJson } from "../http/respond.ts";
import { type Exchange, type Route } from "../http/router.ts";
import { legacyId, toGid } from "../model/ids.ts";
import { takeFailure } from "../state/faults.ts";
import { type AccessToken } from "../state/tokens-table.ts";
import { type World } from "../state/world.ts";
import { readSessionToken } from "./session-token.ts";
import { issueOfflineToken, issueOnlineToken, rotate } from "./tokens.ts";

const grants = { exchange: "urn:ietf:params:oauth:grant-type:token-exchange", refresh: "refresh_token" };
const idToken = "urn:ietf:params:oauth:token-type:id_token";
const offline = "urn:shopify:params:oauth:token-type:offline-access-token";
const online = "urn:shopify:params:oauth:token-type:online-access-token";

interface Refusal {
  status: number;
  error: string;
  error_description: string;
}

/** The token endpoint: session tokens for access tokens, and refresh tokens for new pairs. */
export function oauthRoutes(world: World, afterCommit: () => void): Route[] {
  return [{ method: "POST", path: "/admin/oauth/access_token", handle: (exchange) => answer(world, exchange, afterCommit) }];
}

async function answer(world: World, { request, response }: Exchange, afterCommit: () => void) {
  const fields = await readFields(request);
  const began = performance.now();
  const operation = String(fields.grant_type ?? "");
  const log = (status: number, shop: string | null, error?: string) =>
    world.requests.add({ at: new Date().toISOString(), shop, operation, fields: ["oauth"], variables: null, status, cost: null, errors: error ? [error] : [], ms: Math.round(performance.now() - began) });
  const early = takeFailure(world.faults, ["oauth"], "before");
  if (early) return log(await failWith(response, early, "before"), null, `failed on request: ${early.status}`);

  const result = grant(world, fields, forwardedShop(request));
  afterCommit();
  const late = takeFailure(world.faults, ["oauth"], "after");
  if (late) return log(await failWith(response, late, "after", JSON.stringify(result)), null, `answer lost on request: ${late.status}`);
  if ("error" in result) {
    const { status, ...body } = result;
    log(status, forwardedShop(request) ?? null, result.error);
    return sendJson(response, status, body);
  }
  log(200, result.token.shop);
  sendJson(response, 200, bodyOf(world, result.token));
}

function grant(world: World, fields: Record<string, unknown>, called: string | undefined): { token: AccessToken } | Refusal {
  const { apiKey, apiSecret } = world.options;
  if (fields.client_id !== apiKey || fields.client_secret !== apiSecret) return refusal(401, "invalid_client", "The client_id or client_secret is wrong");
  if (fields.grant_type === grants.exchange) return exchange(world, fields, called);
  if (fields.grant_type === grants.refresh) return refresh(world, fields, called);
  return refusal(400, "unsupported_grant_type", `The grant type '${String(fields.grant_type)}' is not supported`);
}

function exchange(world: World, fields: Record<string, unknown>, called: string | undefined): { token: AccessToken } | Refusal {
  if (fields.subject_token_type !== idToken) return refusal(400, "invalid_request", "subject_token_type must be that of an id token");
  const claims = readSessionToken(String(fields.subject_token ?? ""), world.options);
  const shop = claims && world.findShop(new URL(claims.dest).host);
  if (!claims || !shop || (called !== undefined && called !== shop.domain)) return refusal(400, "invalid_subject_token", "The subject token is invalid, expired or of another shop");
  if (fields.requested_token_type === offline) return { token: issueOfflineToken(world, shop, String(fields.expiring ?? "0") === "1") };
  const staff = shop.staff.find(({ id }) => id === toGid("StaffMember", claims.sub));
  if (fields.requested_token_type === online && staff) return { token: issueOnlineToken(world, shop, staff) };
  return refusal(400, "invalid_request", "requested_token_type must be that of an offline or an online access token");
}

function refresh(world: World, fields: Record<string, unknown>, called: string | undefined): { token: AccessToken } | Refusal {
  const old = world.tokens.findByRefreshToken(String(fields.refresh_token ?? ""));
  const shop = old && world.findShop(old.shop);
  const expired = old?.refreshExpiresAt !== undefined && old.refreshExpiresAt !== null && old.refreshExpiresAt <= world.options.now();
  if (!old || !shop || expired || (called !== undefined && called !== old.shop)) return refusal(400, "invalid_grant", "The refresh token is unknown, used already or expired");
  return { token: rotate(world, shop, old) };
}

function refusal(status: number, error: string, description: string): Refusal {
  return { status, error, error_description: description };
}

function bodyOf(world: World, token: AccessToken) {
  const seconds = (until: number | null) => (until === null ? undefined : Math.round((until - world.options.now()) / 1000));
  const scope = token.scopes.join(",");
  const staff = world.findShop(token.shop)?.staff.find(({ id }) => id === token.userId);
  const person = staff && {
    associated_user_scope: scope,
    associated_user: {
      id: Number(legacyId(staff.id)),
      first_name: staff.firstName,
      last_name: staff.lastName,
      email: staff.email,
      email_verified: true,
      account_owner: staff.accountOwner,
      locale: "en",
      collaborator: false,
    },
  };
  return { access_token: token.token, scope, expires_in: seconds(token.expiresAt), refresh_token: token.refreshToken ?? undefined, refresh_token_expires_in: seconds(token.refreshExpiresAt), ...person };
}
