/** What Shopify admin adds to the address of an app's page, and the app needs to sign its reader in. */
const parameters = ["embedded", "shop", "host", "locale"];

/**
 * Where a page's request should have gone when it has lost the admin's parameters: a link that is followed before the page's
 * script runs leaves them behind, and they are still in the address of the page that it was on. Undefined when nothing is lost.
 */
export function addressWithAdminParameters(request: Request): string | undefined {
  const url = new URL(request.url);
  const referrer = request.headers.get("Referer");
  if (request.method !== "GET" || request.headers.has("Authorization") || url.searchParams.has("shop") || !referrer || !URL.canParse(referrer)) return undefined;
  const from = new URL(referrer);
  if (from.host !== url.host || !from.searchParams.has("shop")) return undefined;
  for (const name of parameters) {
    const value = from.searchParams.get(name);
    if (value !== null && !url.searchParams.has(name)) url.searchParams.set(name, value);
  }
  return `${url.pathname}${url.search}`;
}
