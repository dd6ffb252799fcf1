import { expect, test } from "vitest";
import { testShopify } from "../testing/test-shopify.ts";

test.each([
  ["/nowhere", 404],
  ["/_local/reset", 405],
  ["//", 404],
  ["/store/demo/orders/%FF", 400],
  ["/store/demo/orders/%", 400],
])("answers %s with %i and goes on", async (path, status) => {
  const shopify = await testShopify();

  expect((await fetch(`${shopify.url}${path}`)).status).toBe(status);
  expect((await fetch(`${shopify.url}/_local/faults`)).status).toBe(200);
});

test("says what is wrong with a body that is not JSON", async () => {
  const shopify = await testShopify();

  const response = await fetch(`${shopify.url}/_local/orders`, { method: "POST", body: "{" });

  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ error: expect.stringContaining("JSON") });
});
