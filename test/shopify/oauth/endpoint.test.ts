import { expect, test } from "vitest";
import { testShopify } from "../testing/test-shopify.ts";

const exchange = {
  grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
  subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
  requested_token_type: "urn:shopify:params:oauth:token-type:offline-access-token",
};

test("exchanges a session token for an expiring token and one to refresh it by", async () => {
  const shopify = await testShopify();

  const token = await shopify.install();

  expect(token).toMatchObject({ expires_in: 3600, refresh_token_expires_in: 90 * 24 * 3600, scope: expect.stringContaining("write_orders") });
  const { data } = await shopify.call("{ currentAppInstallation { accessScopes { handle } app { apiKey } } shop { myshopifyDomain } }", {}, { token: token.access_token });
  expect(data).toMatchObject({ currentAppInstallation: { app: { apiKey: "local-api-key" } }, shop: { myshopifyDomain: "demo.myshopify.com" } });
});

test("gives a token without an end when none is asked for", async () => {
  const shopify = await testShopify();

  const token = await shopify.install("demo", { expiring: "0" });

  expect(Object.keys(token).sort()).toEqual(["access_token", "scope"]);
});

test("gives an online token that acts for the person who looks", async () => {
  const shopify = await testShopify();
  const { token: subject } = await shopify.control("session-token?shop=demo&user=agent");

  const { body } = await shopify.tokenRequest({ ...exchange, subject_token: subject, requested_token_type: "urn:shopify:params:oauth:token-type:online-access-token" });

  expect(body.associated_user).toMatchObject({ email: "agent@demo.example.com", account_owner: false, email_verified: true });
  const { data } = await shopify.call("{ currentStaffMember { email isShopOwner } }", {}, { token: body.access_token });
  expect(data.currentStaffMember).toEqual({ email: "agent@demo.example.com", isShopOwner: false });
});

test.each([
  ["a bad signature", (token: string) => `${token.slice(0, -3)}abc`, {}],
  ["another shop's host", (token: string) => token, { "X-Forwarded-Host": "second.myshopify.com" }],
  ["nonsense", () => "nonsense", {}],
])("refuses a session token with %s", async (_what, spoil, headers) => {
  const shopify = await testShopify();
  const { token } = await shopify.control("session-token?shop=demo&user=owner");

  const { status, body } = await shopify.tokenRequest({ ...exchange, subject_token: spoil(token) }, headers);

  expect({ status, error: body.error }).toEqual({ status: 400, error: "invalid_subject_token" });
});

test("refuses a session token that has expired", async () => {
  let now = Date.now();
  const shopify = await testShopify({ now: () => now });
  const { token } = await shopify.control("session-token?shop=demo&user=owner");

  now += 61_000;

  expect((await shopify.tokenRequest({ ...exchange, subject_token: token })).body.error).toBe("invalid_subject_token");
});

test("refuses a client that does not know its secret", async () => {
  const shopify = await testShopify();

  const { status, body } = await shopify.tokenRequest({ ...exchange, client_secret: "wrong" });

  expect({ status, error: body.error }).toEqual({ status: 401, error: "invalid_client" });
});

test("rotates the refresh token: the old one is dead, the new pair works", async () => {
  const shopify = await testShopify();
  const { refresh_token: first } = await shopify.install();

  const refreshed = await shopify.tokenRequest({ grant_type: "refresh_token", refresh_token: first });
  const again = await shopify.tokenRequest({ grant_type: "refresh_token", refresh_token: first });

  expect(again).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  expect((await shopify.call("{ shop { name } }", {}, { token: refreshed.body.access_token })).status).toBe(200);
  expect((await shopify.tokenRequest({ grant_type: "refresh_token", refresh_token: refreshed.body.refresh_token })).status).toBe(200);
});

test("keeps a used refresh token until its replacement is used, when asked to", async () => {
  const shopify = await testShopify({ retainRefreshTokens: true });
  const { refresh_token: first } = await shopify.install();

  const lost = await shopify.tokenRequest({ grant_type: "refresh_token", refresh_token: first });
  const retried = await shopify.tokenRequest({ grant_type: "refresh_token", refresh_token: first });
  const used = await shopify.tokenRequest({ grant_type: "refresh_token", refresh_token: retried.body.refresh_token });
  const dead = await shopify.tokenRequest({ grant_type: "refresh_token", refresh_token: first });

  expect([lost.status, retried.status, used.status, dead.status]).toEqual([200, 200, 200, 400]);
});

test("loses the answer to a refresh that it did, when asked to", async () => {
  const shopify = await testShopify();
  const { refresh_token: first } = await shopify.install();
  await shopify.control("faults", { fail: { operation: "oauth", times: 1, status: "drop", when: "after" } });

  await expect(shopify.tokenRequest({ grant_type: "refresh_token", refresh_token: first })).rejects.toThrow();

  expect((await shopify.tokenRequest({ grant_type: "refresh_token", refresh_token: first })).body.error).toBe("invalid_grant");
});

test("tells the app when an exchange changed what it may do", async () => {
  const shopify = await testShopify();
  await shopify.install();
  await shopify.control("scopes", { shop: "demo", scopes: ["read_orders"] });

  const [webhook] = await shopify.webhooksOf(async () => {
    await shopify.install();
    await shopify.control("settle", {});
  });

  expect(webhook).toMatchObject({ topic: "app/scopes_update", body: { previous: ["read_orders"], current: expect.arrayContaining(["write_orders"]) } });
});
