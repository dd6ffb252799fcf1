import { beforeAll, expect, test } from "vitest";
import { adminApi } from "#app/platform/shopify/admin-api.ts";
import { InstalledShop } from "#app/platform/shopify/operations.ts";
import { demoShop, secondShop, staffToken, startTestApp, type TestApp } from "./setup/app.ts";
import { testDatabase, testDatabaseUrl } from "./setup/database.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  Object.assign(process.env, { DATABASE_URL: await testDatabaseUrl(), DATABASE_POOL_SIZE: "2", SHOPIFY_API_KEY: "local-api-key", SHOPIFY_API_SECRET: "local-api-secret", SHOPIFY_APP_URL: app.url, SHOPIFY_ORIGIN: app.shopify.url });
  // Sets how the Admin API is reached, as the app's own processes do.
  await import("#app/shopify.server.ts");
});

/** The app has a token of the shop whose time is up, and another to get a new one by. */
async function withExpiredToken(shop: string): Promise<void> {
  const { sessions } = await testDatabase();
  const response = await fetch(`${app.shopify.url}/admin/oauth/access_token`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Forwarded-Host": shop },
    body: JSON.stringify({
      client_id: "local-api-key",
      client_secret: "local-api-secret",
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: await staffToken(app.shopify, "owner", shop),
      subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
      requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
      expiring: "1",
    }),
  });
  const { access_token: accessToken, refresh_token: refreshToken, scope } = await response.json();
  await sessions.session.create({ data: { id: `offline_${shop}`, shop, state: "", accessToken, refreshToken, scope, expires: new Date(Date.now() - 60_000), refreshTokenExpires: new Date(Date.now() + 86_400_000) } });
}

test("asks once a shop for a new access token, though many calls of several shops need one and connections are few", async () => {
  for (const shop of [demoShop, secondShop]) await withExpiredToken(shop);
  const since = new Date().toISOString();
  const contexts = await Promise.all([demoShop, secondShop].map((shop) => app.context(shop)));

  const calls = contexts.flatMap((ctx) => Array.from({ length: 8 }, async () => (await (await adminApi(ctx)).run(InstalledShop, {})).data.shop.id));
  const ids = await Promise.all(calls);

  expect(new Set(ids).size).toBe(2);
  const { requests } = await (await fetch(`${app.shopify.url}/_local/requests?${new URLSearchParams({ since, operation: "refresh_token" })}`)).json();
  expect(requests).toHaveLength(2);
});
