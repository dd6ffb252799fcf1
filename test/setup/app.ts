import { processArrivals } from "#app/domains/intake/index.server.ts";
import { checkShop } from "#app/domains/rebuild/index.server.ts";
import { installShop } from "#app/domains/shops/index.server.ts";
import { contextFor, type Ctx, shopifyActor, type SystemCtx, systemContext } from "#app/platform/ctx.ts";
import { dispatchOutbox } from "#app/platform/dispatch-outbox.server.ts";
import { publishLive } from "#app/platform/publish-live.server.ts";
import { setAdminApi } from "#app/platform/shopify/admin-api.ts";
import { adminClient } from "#app/platform/shopify/admin-client.server.ts";
import { configureShopify } from "#app/platform/shopify/connection.server.ts";
import { registerDomains } from "#app/registry.server.ts";
import { startWeb } from "#app/web.server.ts";
import { type LocalShopify, startLocalShopify } from "#test/shopify/start-local-shopify.ts";
import type { LocalShopifyOptions } from "#test/shopify/options.ts";
import { testDatabase } from "./database.ts";
import { type CheckDocumented, documentedBy } from "./documented.ts";
import { atEndOfFile } from "./endings.ts";

const credentials = { apiKey: "local-api-key", apiSecret: "local-api-secret" };

export type StaffUser = "owner" | "agent" | "viewer" | "operator";

/** The app's API over real HTTP, with a local Shopify beside it, both of this test file alone. */
export interface TestApp {
  url: string;
  shopify: LocalShopify;
  /** A request as a member of the demo shop's staff, or as the bearer of a token. JSON in, JSON out, as the OpenAPI document says. */
  request: (method: string, path: string, options?: RequestOptions) => Promise<Answer>;
  /** Does what the workers would do, until nothing is left: deliveries, processing, outbox, live events. */
  settle: () => Promise<void>;
  /** A new order of the demo shop, when the app has heard of it; gives its GID. */
  takeOrder: (template: string, more?: object) => Promise<string>;
  context: (shop?: string) => Promise<Ctx>;
  system: () => Promise<SystemCtx>;
}

export interface RequestOptions {
  as?: StaffUser;
  token?: string;
  shop?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test says itself what it expects of an answer
  body: any;
}

export const demoShop = "demo.myshopify.com";
export const secondShop = "second.myshopify.com";

export interface TestAppOptions extends Partial<LocalShopifyOptions> {
  /** Said by tests that tell of orders which they have put into the mirror by hand: arrivals alone do not make those. */
  withoutReplay?: boolean;
}

/** Starts the app and local Shopify for a test file, with both demo shops installed; they end with the file. */
export async function startTestApp({ withoutReplay = false, ...options }: TestAppOptions = {}): Promise<TestApp> {
  const database = await testDatabase();
  registerDomains();
  const web = await startWeb({ database, port: 0, ...credentials, requestsPerWindow: 1_000_000 });
  const url = `http://localhost:${web.port}`;
  const shopify = await startLocalShopify({ appUrl: url, ...options });
  configureShopify({ ...credentials, apiVersion: "2026-10", origin: shopify.url });
  const tokens = new Map<string, string>();
  setAdminApi(async (_ctx, shop) => adminClient(shop, tokens.get(shop) ?? ""));
  for (const shop of [demoShop, secondShop]) tokens.set(shop, await install(database, shopify, shop));
  atEndOfFile(async () => {
    await shopify.stop();
    await web.close();
  });
  atEndOfFile(async () => {
    // Whatever the tests did: replaying what arrived has to give the mirror that they left.
    for (const shop of withoutReplay ? [] : [demoShop, secondShop]) {
      const { drift } = await checkShop(contextFor(database, shop, shopifyActor, "test", new Date()));
      if (drift.length > 0) throw new Error(`The mirror of ${shop} is not what arrived: ${JSON.stringify(drift.slice(0, 3))}`);
    }
  });

  const system = async () => systemContext(database, "test", new Date());
  const settle = async () => {
    for (let round = 0; round < 20; round += 1) {
      await shopify.settled(200);
      await processArrivals(await system());
      await dispatchOutbox(await system());
      const [left] = await database.system<{ count: number }>`
        select (select count(*) from events_processed where status = 'pending' and next_attempt_at <= now())::int
          + (select count(*) from outbox_events where status = 'PENDING' and next_attempt_at <= now())::int as count`;
      if (left?.count === 0 && round > 0) break;
    }
    await publishLive(await system());
  };
  const takeOrder: TestApp["takeOrder"] = async (template, more = {}) => {
    const { orders } = await control(shopify, "orders", { shop: demoShop, template, count: 1, ...more });
    await settle();
    return orders[0];
  };
  return { url, shopify, settle, takeOrder, system, context: async (shop = demoShop) => contextFor(database, shop, shopifyActor, "test", new Date()), request: requester(url, shopify, await documentedBy(url)) };
}

/** A session token as Shopify admin gives it to the app's pages. */
export async function staffToken(shopify: LocalShopify, user: StaffUser, shop = demoShop): Promise<string> {
  const response = await fetch(`${shopify.url}/_local/session-token?shop=${shop}&user=${user}`);
  const { token }: { token: string } = await response.json();
  return token;
}

function requester(url: string, shopify: LocalShopify, check: CheckDocumented): TestApp["request"] {
  return async (method, path, { as = "operator", token, shop, body, headers } = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${token ?? (await staffToken(shopify, as, shop))}`,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
    });
    const text = await response.text();
    const answer: Answer = { status: response.status, headers: response.headers, body: text.startsWith("{") ? JSON.parse(text) : text };
    check(method, path, answer);
    return answer;
  };
}

/** What opening the app for the first time does: a session token becomes an access token, and the shop is known. */
async function install(database: Awaited<ReturnType<typeof testDatabase>>, shopify: LocalShopify, shop: string): Promise<string> {
  const response = await fetch(`${shopify.url}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Forwarded-Host": shop },
    body: JSON.stringify({
      client_id: credentials.apiKey,
      client_secret: credentials.apiSecret,
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: await staffToken(shopify, "owner", shop),
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      expiring: "0",
    }),
  });
  const { access_token: token }: { access_token: string } = await response.json();
  const ctx = contextFor(database, shop, shopifyActor, "test", new Date());
  await installShop(ctx, { name: shop, ianaTimezone: shop === demoShop ? "Asia/Kolkata" : "Europe/Berlin", currencyCode: shop === demoShop ? "INR" : "EUR", scopes: [] });
  // The demo's roles, as its owner gave them.
  for (const user of ["operator", "viewer"] as const) {
    const sub: string = JSON.parse(Buffer.from((await staffToken(shopify, user, shop)).split(".")[1] ?? "", "base64url").toString()).sub;
    await ctx.sql`
      insert into staff_members (shop, user_id, name, role, first_seen_at, last_seen_at) values (${shop}, ${sub}, ${user}, ${user}, ${ctx.now}, ${ctx.now})`;
  }
  return token;
}

/** Asks local Shopify to do something that only its control endpoints can. */
export async function control(shopify: LocalShopify, path: string, body: unknown): Promise<Answer["body"]> {
  const response = await fetch(`${shopify.url}/_local/${path}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`/_local/${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

/** Asks the Admin API by hand, as a developer does on a development store. */
export async function adminQuery(shopify: LocalShopify, query: string, variables: Record<string, unknown> = {}, shop = demoShop): Promise<Answer["body"]> {
  const { accessToken } = await (await fetch(`${shopify.url}/_local/access-token?shop=${shop}`)).json();
  const response = await fetch(`${shopify.url}/admin/api/2026-10/graphql.json`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Shopify-Access-Token": accessToken },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
