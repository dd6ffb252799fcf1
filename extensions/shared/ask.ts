/** What the app's API said instead of doing what was asked. */
export class Refusal extends Error {}

/** Who asks: the part of Shopify's extension APIs that gives a session token. */
export interface Session {
  token: () => Promise<string | null | undefined>;
  /** Where the app is, for extensions whose relative addresses do not lead there. */
  origin?: string;
}

/**
 * Asks the app's API as whoever is signed in. Throws a Refusal with the app's own words when it says no, and another error when
 * it cannot be reached or does not answer with JSON.
 */
export async function ask<Answer>({ token, origin = "" }: Session, path: string, body?: (shop: string) => object): Promise<Answer> {
  const bearer = (await token()) ?? "";
  const response = await fetch(`${origin}${path}`, {
    method: body ? "POST" : "GET",
    headers: { Authorization: `Bearer ${bearer}`, ...(body ? { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() } : {}) },
    ...(body ? { body: JSON.stringify(body(shopOf(bearer))) } : {}),
  });
  const answer: Answer & { message?: string; detail?: string } = await response.json();
  if (!response.ok) throw new Refusal(answer.message ?? answer.detail ?? String(response.status));
  return answer;
}

/** The shop that a session token is for. The app checks the token; this only reads it. */
function shopOf(token: string): string {
  const claims: { dest?: string } = JSON.parse(atob((token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/")) || "{}");
  return (claims.dest ?? "").replace(/^https:\/\//, "");
}
