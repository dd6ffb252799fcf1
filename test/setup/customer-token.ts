import { SignJWT } from "jose";
import { demoShop } from "./app.ts";

/** A session token as an extension on the order-status page has it, for a customer of a shop. */
export function customerToken(customerId: bigint | null, { dest = demoShop, secret = "local-api-secret", sub = `gid://shopify/Customer/${customerId}`, expires = "1m" } = {}): Promise<string> {
  return new SignJWT({ dest, aud: "local-api-key", ...(sub ? { sub } : {}) }).setProtectedHeader({ alg: "HS256" }).setIssuedAt().setExpirationTime(expires).sign(new TextEncoder().encode(secret));
}
