/** Where Shopify is, and as which app we speak to it. Set once at start, by app/shopify.server.ts. */
export interface ShopifyConnection {
  apiKey: string;
  apiSecret: string;
  apiVersion: string;
  /** Local Shopify's address; unset for Shopify itself. */
  origin?: string;
}

let current: ShopifyConnection | undefined;

export function configureShopify(connection: ShopifyConnection): void {
  current = connection;
}

export function shopifyConnection(): ShopifyConnection {
  if (!current) throw new Error("configureShopify() has not been called.");
  return current;
}

/**
 * fetch() to a shop's own host. With local Shopify the request goes to its address instead and names the shop in
 * X-Forwarded-Host: the only difference that it makes to the app.
 */
export function shopifyFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const { origin } = shopifyConnection();
  const url = new URL(input instanceof Request ? input.url : input);
  if (!origin) return fetch(input, init);
  const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
  headers.set("X-Forwarded-Host", url.hostname);
  return fetch(new URL(`${url.pathname}${url.search}`, origin), { ...init, headers });
}
