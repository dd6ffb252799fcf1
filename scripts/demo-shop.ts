/** What the demo does as a merchant would: installs the app, gives staff their roles, takes orders. All of it over HTTP. */
export interface DemoShop {
  appUrl: string;
  shopifyUrl: string;
  shop: string;
}

export type DemoUser = "owner" | "agent" | "viewer" | "operator";

/** Shopify's library refuses robots, and what names no browser is one to it. */
const browser = "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";

/** A session token as Shopify admin gives it to the app's pages. */
export async function sessionToken({ shopifyUrl, shop }: Omit<DemoShop, "appUrl">, user: DemoUser): Promise<string> {
  const { token } = await json<{ token: string }>(`${shopifyUrl}/_local/session-token?shop=${shop}&user=${user}`);
  return token;
}

/** Opens the app as the owner does for the first time: the app exchanges the session token for its access token. */
export async function installApp({ appUrl, shopifyUrl, shop }: DemoShop): Promise<void> {
  const store = shop.replace(".myshopify.com", "");
  const query = new URLSearchParams({
    embedded: "1",
    shop,
    host: Buffer.from(`admin.shopify.com/store/${store}`).toString("base64"),
    id_token: await sessionToken({ shopifyUrl, shop }, "owner"),
  });
  const response = await fetch(`${appUrl}/app?${query}`, { headers: { "User-Agent": browser }, redirect: "manual" });
  if (response.status !== 200) throw new Error(`The app could not be installed in ${shop}: it answered ${response.status}.`);
}

/** Makes the demo's staff known to the app, and lets the owner give two of them the roles that they are named for. */
export async function giveRoles({ appUrl, shopifyUrl, shop }: DemoShop): Promise<void> {
  const owner = await sessionToken({ shopifyUrl, shop }, "owner");
  for (const user of ["owner", "agent", "viewer", "operator"] as const) {
    const token = await sessionToken({ shopifyUrl, shop }, user);
    await json(`${appUrl}/sync/orders?pageSize=1`, { headers: { Authorization: `Bearer ${token}` } });
    if (user === "owner" || user === "agent") continue;
    const userId: string = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()).sub;
    await json(`${appUrl}/api/settings/staff/${userId}`, {
      method: "PUT",
      headers: { Authorization: `Bearer ${owner}`, "Content-Type": "application/json" },
      body: JSON.stringify({ role: user }),
    });
  }
}

const orders = 40;
/** Orders of the last days, so that some are late, and some wait for a tracking number. */
const ageHours = [0, 100];

/** Lets local Shopify take a varied set of orders, unless the shop has some; waits until their webhooks have been processed. */
export async function takeOrders(shop: DemoShop): Promise<number> {
  if ((await countOrders(shop)) > 0) return countOrders(shop);
  await json(`${shop.shopifyUrl}/_local/orders`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ shop: shop.shop, count: orders, ageHours }) });
  for (let waited = 0; waited < 90_000 && (await countOrders(shop)) < orders; waited += 200) await new Promise((done) => setTimeout(done, 200));
  return countOrders(shop);
}

async function countOrders({ appUrl, shopifyUrl, shop }: DemoShop): Promise<number> {
  const token = await sessionToken({ shopifyUrl, shop }, "owner");
  const { pageInfo } = await json<{ pageInfo: { total: number } }>(`${appUrl}/sync/orders?pageSize=1`, { headers: { Authorization: `Bearer ${token}` } });
  return pageInfo.total;
}

async function json<T>(url: string, init?: RequestInit): Promise<T> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${init?.method ?? "GET"} ${new URL(url).pathname} answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
  return response.json();
}
