/** What the app's API said instead of doing what was asked. */
export class Refusal extends Error {}

/** Who asks: the part of Shopify's extension APIs that gives a session token. */
export interface Session {
  token: () => Promise<string | null | undefined>;
  /** Where the app is, for extensions whose relative addresses do not lead there. */
  origin?: string;
}

/** The keys of what was asked for and had no answer that it was done. What is refused stores nothing, and may keep its key too. */
const unanswered = new Map<string, string>();

/**
 * Asks the app's API as whoever is signed in. What is asked for again after a lost answer is done once. Throws a Refusal with the app's own words when it says no, and another error when
 * it cannot be reached or does not answer with JSON.
 */
export async function ask<Answer>({ token, origin = "" }: Session, path: string, body?: (shop: string) => object): Promise<Answer> {
  const bearer = (await token()) ?? "";
  const text = body && JSON.stringify(body(shopOf(bearer)));
  const asked = `${path}\n${text}`;
  const key = unanswered.get(asked) ?? crypto.randomUUID();
  if (text) unanswered.set(asked, key);
  const response = await fetch(`${origin}${path}`, {
    method: text ? "POST" : "GET",
    headers: { Authorization: `Bearer ${bearer}`, ...(text ? { "Content-Type": "application/json", "Idempotency-Key": key } : {}) },
    ...(text ? { body: text } : {}),
  });
  const answer: Answer & { message?: string; detail?: string } = await response.json();
  if (!response.ok) throw new Refusal(answer.message ?? answer.detail ?? String(response.status));
  unanswered.delete(asked);
  return answer;
}

/** The shop that a session token is for. The app checks the token; this only reads it. */
function shopOf(token: string): string {
  const claims: { dest?: string } = JSON.parse(atob((token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/")) || "{}");
  return (claims.dest ?? "").replace(/^https:\/\//, "");
}
