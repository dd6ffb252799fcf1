import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Whether Shopify has signed a body with one of the app's secrets. Compared as text: decoding would also take what is not
 * quite base64. https://shopify.dev/docs/apps/build/webhooks/subscribe/https
 */
export function isSigned(body: Buffer, signature: string | undefined, secrets: readonly string[]): boolean {
  if (!signature) return false;
  const given = Buffer.from(signature);
  return secrets.some((secret) => {
    const expected = Buffer.from(createHmac("sha256", secret).update(body).digest("base64"));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
