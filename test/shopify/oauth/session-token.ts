import { createHmac, timingSafeEqual } from "node:crypto";
import { legacyId, newUuid } from "../model/ids.ts";
import { type Shop, type Staff } from "../model/shop.ts";
import { type LocalShopifyOptions } from "../options.ts";

export interface SessionTokenClaims {
  iss: string;
  dest: string;
  aud: string;
  sub: string;
  exp: number;
  nbf: number;
  iat: number;
  jti: string;
  sid: string;
}

/** The token that App Bridge gives the app: who looks at it, in which shop, for a minute. */
export function issueSessionToken({ apiKey, apiSecret, sessionTokenSeconds, now }: LocalShopifyOptions, shop: Shop, staff: Staff) {
  const iat = Math.floor(now() / 1000);
  const claims: SessionTokenClaims = {
    iss: `https://${shop.domain}/admin`,
    dest: `https://${shop.domain}`,
    aud: apiKey,
    sub: legacyId(staff.id),
    exp: iat + sessionTokenSeconds,
    nbf: iat,
    iat,
    jti: newUuid(),
    sid: newUuid(),
  };
  const body = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return { token: `${body}.${sign(body, apiSecret)}`, expiresAt: new Date(claims.exp * 1000).toISOString() };
}

/** The claims of a session token that is genuine, for this app and not expired; undefined otherwise. */
export function readSessionToken(token: string, { apiKey, apiSecret, now }: LocalShopifyOptions): SessionTokenClaims | undefined {
  const [header, payload, signature, ...rest] = token.split(".");
  if (!header || !payload || !signature || rest.length > 0) return undefined;
  const expected = Buffer.from(sign(`${header}.${payload}`, apiSecret));
  const given = Buffer.from(signature);
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) return undefined;
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as SessionTokenClaims;
  const seconds = now() / 1000;
  return claims.aud === apiKey && claims.exp > seconds && claims.nbf <= seconds + 10 ? claims : undefined;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function sign(body: string, secret: string): string {
  return createHmac("sha256", secret).update(body).digest("base64url");
}
