import { ask } from "./host.ts";

let current: { token: string; until: number } | undefined;

/** The session token of the person who looks at the app; the same one until shortly before it expires. */
export async function idToken(fresh = false): Promise<string> {
  if (!fresh && current && current.until > Date.now() + 5000) return current.token;
  const token = String(await ask("idToken"));
  const claims: { exp: number } = JSON.parse(atob((token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/")));
  current = { token, until: claims.exp * 1000 };
  return token;
}

const nativeFetch = window.fetch.bind(window);

/** Makes `fetch` send the session token to the app's own server, once more with a fresh one when that says so. */
export function authenticateFetch() {
  window.fetch = async (input, init) => {
    if (String(input instanceof Request ? input.url : input).startsWith("shopify:")) {
      throw new Error("The app may not call the Admin API from its page: 'embedded_app_direct_api_access' is off.");
    }
    const request = new Request(input, init);
    if (new URL(request.url).origin !== window.location.origin || request.headers.has("Authorization")) return nativeFetch(request);
    const send = async (fresh: boolean) => {
      const copy = new Request(request.clone());
      copy.headers.set("Authorization", `Bearer ${await idToken(fresh)}`);
      copy.headers.set("X-Requested-With", "XMLHttpRequest");
      return nativeFetch(copy);
    };
    let response = await send(false);
    if (response.status === 401 && response.headers.has("X-Shopify-Retry-Invalid-Session-Request")) response = await send(true);
    const elsewhere = response.headers.get("X-Shopify-API-Request-Failure-Reauthorize-Url");
    if (elsewhere) window.open(elsewhere, "_top");
    return response;
  };
}
