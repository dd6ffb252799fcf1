import { z } from "zod";
import { logger } from "#app/platform/logger.server.ts";
import { shopifyConnection, shopifyFetch } from "./connection.server.ts";

const OnlineToken = z.object({
  associated_user: z.object({
    first_name: z.string().nullish(),
    last_name: z.string().nullish(),
    account_owner: z.boolean(),
  }),
});

export interface Person {
  name: string;
  accountOwner: boolean;
}

/**
 * Who the bearer of a session token is, by exchanging it for an online token; the token itself is not kept. Undefined when
 * Shopify does not answer, refuses, or says what cannot be read.
 * https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/token-exchange
 */
export async function describeStaff(shop: string, sessionToken: string): Promise<Person | undefined> {
  const { apiKey, apiSecret } = shopifyConnection();
  const response = await shopifyFetch(`https://${shop}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    signal: AbortSignal.timeout(5_000),
    body: JSON.stringify({
      client_id: apiKey,
      client_secret: apiSecret,
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: sessionToken,
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:online-access-token",
    }),
  }).catch((error: Error) => {
    logger.warn({ shop, error: error.message }, "could not ask Shopify who a member of staff is");
    return undefined;
  });
  if (!response?.ok) return undefined;
  const answer = OnlineToken.safeParse(parsed(await response.text().catch(() => "")));
  if (!answer.success) {
    logger.warn({ shop, status: response.status }, "Shopify's answer about a member of staff cannot be read");
    return undefined;
  }
  const { associated_user: user } = answer.data;
  return { name: [user.first_name, user.last_name].filter(Boolean).join(" "), accountOwner: user.account_owner };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
