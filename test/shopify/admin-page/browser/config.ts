const query = new URLSearchParams(window.location.search);
const script = document.currentScript;

/** A value of the address that later pages do not carry any more. */
function remembered(name: string): string {
  const key = `local-shopify:${name}`;
  const value = query.get(name) ?? window.sessionStorage.getItem(key) ?? "";
  if (value) window.sessionStorage.setItem(key, value);
  return value;
}

/** Which app this is, in which shop; as `shopify.config` shows it. */
export const config = {
  apiKey: script?.dataset.apiKey ?? document.querySelector<HTMLMetaElement>('meta[name="shopify-api-key"]')?.content ?? "",
  shop: remembered("shop"),
  host: remembered("host"),
  locale: remembered("locale") || "en",
  appOrigins: [] as string[],
  disabledFeatures: [] as string[],
};

/** Where to go once a token is at hand: the page that sent here for one names it. */
export const reloadTarget = query.get("shopify-reload");
