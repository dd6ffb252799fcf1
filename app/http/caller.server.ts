import type { IncomingMessage } from "node:http";
import { errors as joseErrors, jwtVerify } from "jose";
import { z } from "zod";
import { findApiKey, resolveStaff } from "#app/domains/shops/index.server.ts";
import { contextFor, type Actor, type Ctx, type Database } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { actingFor, onBehalfOfHeader } from "./on-behalf-of.ts";

/** Who calls, and for which shop; `*` for an operators' key that is not for one shop. */
export interface Caller {
  shop: string;
  actor: Actor;
}

export interface Credentials {
  apiKey: string;
  apiSecret: string;
}

/** Of a member of staff. https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens */
const StaffToken = z.object({ dest: z.url(), iss: z.url(), sub: z.string().regex(/^\d+$/), exp: z.number() });
/** Of a customer who looks at an order, without an issuer; one who is not signed in has no `sub`. */
const CustomerToken = z.object({ dest: z.string().regex(/^[a-z0-9.-]+$/), iss: z.undefined().optional(), sub: z.string().startsWith("gid://shopify/Customer/"), exp: z.number() });
const SessionToken = z.union([StaffToken, CustomerToken]);
type SessionToken = z.infer<typeof SessionToken>;

/** The caller of a request, from its session token or API key; throws `unauthenticated` for anything else. */
export async function identifyCaller(database: Database, credentials: Credentials, request: IncomingMessage, now: Date): Promise<Caller> {
  const [, token] = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "") ?? [];
  if (!token) throw unauthenticated("Send a Shopify session token or an API key as 'Authorization: Bearer …'.");
  if (token.split(".").length === 3) return callerOfSession(database, credentials, token, now);
  const { shop, actor } = await callerOfKey(database, token);
  return { shop, actor: actingFor(actor, request.headers[onBehalfOfHeader.toLowerCase()]?.toString()) };
}

async function callerOfKey(database: Database, key: string): Promise<Caller> {
  const found = await findApiKey(database, key);
  if (!found) throw unauthenticated("The API key is not known, or was revoked.");
  return { shop: found.shop, actor: { kind: "api_key", id: `key:${found.id}`, label: found.name, role: found.role } };
}

async function callerOfSession(database: Database, credentials: Credentials, token: string, now: Date): Promise<Caller> {
  const claims = await verified(credentials, token, now);
  if (claims.iss === undefined) return callerOfCustomer(database, claims, now);
  const shop = new URL(claims.dest).hostname;
  const actor: Actor = { kind: "staff", id: claims.sub, label: "", role: "viewer" };
  const ctx: Ctx = contextFor(database, shop, actor, "", now);
  const staff = await resolveStaff(ctx, { userId: claims.sub, sessionToken: token });
  if (!staff) throw unauthenticated("This shop has not installed the app.");
  return { shop, actor: { ...actor, label: staff.name || `Staff ${claims.sub}`, role: staff.role } };
}

async function callerOfCustomer(database: Database, { dest: shop, sub }: z.infer<typeof CustomerToken>, now: Date): Promise<Caller> {
  const actor: Actor = { kind: "customer", id: sub, label: "Customer", role: "customer" };
  const [installed] = await contextFor(database, shop, actor, "", now).sql`select 1 from shops where shop = ${shop} and uninstalled_at is null`;
  if (!installed) throw unauthenticated("This shop has not installed the app.");
  return { shop, actor };
}

// Verified tokens until they expire: a session token is good for a minute, and comes with every request of it.
const known = new Map<string, SessionToken>();
const knownLimit = 5_000;

async function verified({ apiKey, apiSecret }: Credentials, token: string, now: Date): Promise<SessionToken> {
  const cacheKey = `${apiKey}\n${token}`;
  const cached = known.get(cacheKey);
  if (cached && cached.exp * 1000 > now.getTime()) return cached;
  known.delete(cacheKey);
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(apiSecret), { algorithms: ["HS256"], audience: apiKey, clockTolerance: 10, currentDate: now });
    const claims = SessionToken.parse(payload);
    if (claims.iss !== undefined && new URL(claims.iss).hostname !== new URL(claims.dest).hostname) throw unauthenticated("The session token contradicts itself.");
    if (known.size >= knownLimit) known.clear();
    known.set(cacheKey, claims);
    return claims;
  } catch (cause) {
    if (cause instanceof joseErrors.JOSEError || cause instanceof z.ZodError) throw unauthenticated("The session token is not valid, or has expired.", cause);
    throw cause;
  }
}

function unauthenticated(message: string, cause?: unknown): DomainError {
  return new DomainError("unauthenticated", "UNAUTHENTICATED", { message }, { cause });
}
