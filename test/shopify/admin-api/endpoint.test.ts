import { expect, test } from "vitest";
import { testShopify } from "../testing/test-shopify.ts";

test("answers 401 to a token that it never gave", async () => {
  const shopify = await testShopify();

  const { status, errors } = await shopify.call("{ shop { name } }", {}, { token: "shpat_unknown" });

  expect(status).toBe(401);
  expect(errors).toBe("[API] Invalid API key or access token (unrecognized login or wrong password)");
});

test("answers 401 to a token that has expired", async () => {
  let now = Date.now();
  const shopify = await testShopify({ now: () => now });
  const { access_token: token } = await shopify.install();

  now += 3_601_000;

  expect((await shopify.call("{ shop { name } }", {}, { token })).status).toBe(401);
});

test("answers 401 to one shop's token at another shop's address", async () => {
  const shopify = await testShopify();
  const { access_token: token } = await shopify.install();

  const own = await shopify.call("{ shop { name } }", {}, { token, headers: { "X-Forwarded-Host": "demo.myshopify.com" } });
  const other = await shopify.call("{ shop { name } }", {}, { token, headers: { "X-Forwarded-Host": "second.myshopify.com" } });

  expect([own.status, other.status]).toEqual([200, 401]);
});

test("keeps the shops apart", async () => {
  const shopify = await testShopify();
  const id = await shopify.order("prepaid");

  const { data } = await shopify.call("query ($id: ID!) { order(id: $id) { id } shop { currencyCode ianaTimezone } }", { id }, { shop: "second" });

  expect(data).toEqual({ order: null, shop: { currencyCode: "EUR", ianaTimezone: "Europe/Berlin" } });
});

test("answers 404 for a version that the schemas do not have, and answers all those that they have", async () => {
  const shopify = await testShopify();

  const statuses = await Promise.all(["2019-04", "2026-04", "2026-10"].map(async (version) => (await shopify.call("{ shop { name } }", {}, { version })).status));

  expect(statuses).toEqual([404, 200, 200]);
});

test("refuses a field that the schema does not have in Shopify's words", async () => {
  const shopify = await testShopify();

  const { data, errors } = await shopify.call("query Mine { orders(first: 1) { nodes { colour } } }");

  expect(data).toBeUndefined();
  expect(errors).toEqual([
    {
      message: "Field 'colour' doesn't exist on type 'Order'",
      locations: [{ line: 1, column: 41 }],
      path: ["query Mine", "orders", "nodes", "colour"],
      extensions: { code: "undefinedField", typeName: "Order", fieldName: "colour" },
    },
  ]);
});

test("refuses a variable that does not fit with every problem that it has", async () => {
  const shopify = await testShopify();

  const { errors } = await shopify.call("mutation ($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { userErrors { message } } }", { m: [{ value: "1", colour: 2 }] });

  expect(errors?.[0]).toMatchObject({
    message: "Variable $m of type [MetafieldsSetInput!]! was provided invalid value for 0.key (Expected value to not be null), 0.ownerId (Expected value to not be null), 0.colour (Field is not defined on MetafieldsSetInput)",
    extensions: { code: "INVALID_VARIABLE" },
  });
});

test.each([
  ["{ shop { name }", "PARSE_ERROR"],
  ["{ orders { nodes { id } } }", "BAD_REQUEST"],
  ["{ orders(first: 251) { nodes { id } } }", "BAD_REQUEST"],
  ['{ orders(first: 1, after: "nonsense") { nodes { id } } }', "BAD_REQUEST"],
  ['{ order(id: "gid://shopify/Product/1") { id } }', "RESOURCE_NOT_FOUND"],
  ["{ shop }", "selectionMismatch"],
])("refuses %s", async (query, code) => {
  const shopify = await testShopify();

  expect((await shopify.call(query)).errors?.[0]?.extensions.code).toBe(code);
});

test("fails what it cannot answer truthfully instead of making something up", async () => {
  const shopify = await testShopify();
  await shopify.order("prepaid");

  const field = await shopify.call("{ orders(first: 1) { nodes { id shopifyProtect { status } } } }");
  const operation = await shopify.call("{ giftCards(first: 1) { nodes { id } } }");
  const search = await shopify.call('{ orders(first: 1, query: "risk_level:high") { nodes { id } } }');

  for (const { errors } of [field, operation, search]) expect(errors?.[0]).toMatchObject({ extensions: { code: "NOT_ANSWERED_LOCALLY" } });
  expect(field.errors?.[0]?.message).toContain("Order.shopifyProtect");
});

test("denies what the app's access scopes do not cover", async () => {
  const shopify = await testShopify();
  const { access_token: token } = await shopify.install();
  await shopify.order("prepaid");
  await shopify.control("scopes", { shop: "demo", scopes: ["read_orders"] });

  const { data, errors } = await shopify.call("{ orders(first: 1) { nodes { id customer { id } fulfillmentOrders(first: 1) { nodes { id } } } } }", {}, { token });
  const write = await shopify.call('mutation { tagsAdd(id: "gid://shopify/Order/1", tags: ["a"]) { userErrors { message } } }', {}, { token });

  expect(data.orders.nodes[0]).toMatchObject({ customer: null, fulfillmentOrders: { nodes: [] } });
  expect(errors).toMatchObject([{ message: "Access denied for customer field. Required access: `read_customers` access scope.", path: ["orders", "nodes", 0, "customer"], extensions: { code: "ACCESS_DENIED" } }]);
  expect(write.errors?.[0]?.extensions.code).toBe("ACCESS_DENIED");
});

test("shows an app without read_all_orders only the orders of the last sixty days", async () => {
  const shopify = await testShopify();
  const { access_token: token } = await shopify.install();
  const old = await shopify.order("prepaid", { ageHours: 61 * 24 });
  const young = await shopify.order("prepaid", { ageHours: 59 * 24 });
  await shopify.control("scopes", { shop: "demo", scopes: ["read_orders"] });

  const { data } = await shopify.call("query ($id: ID!) { orders(first: 5) { nodes { id } } order(id: $id) { id } }", { id: old }, { token });

  expect(data).toEqual({ orders: { nodes: [{ id: young }] }, order: null });
});

test("logs every call of the app with its operation, variables, status and cost", async () => {
  const shopify = await testShopify();
  const { access_token: token } = await shopify.install();

  await shopify.call("query Which($n: Int!) { orders(first: $n) { nodes { id } } }", { n: 3 }, { token });
  await shopify.call("{ shop { name } }", {}, { token: "wrong" });
  await shopify.call("query Which { shop { name } }");

  const { requests } = await shopify.control("requests?operation=Which");
  expect(requests).toMatchObject([{ shop: "demo.myshopify.com", operation: "Which", fields: ["orders"], variables: { n: 3 }, status: 200, cost: { requestedQueryCost: 4 } }]);
  expect((await shopify.control("requests")).requests.map(({ status }: { status: number }) => status)).toEqual([200, 401]);
  expect((await shopify.control("requests?operation=oauth")).requests).toMatchObject([{ operation: expect.stringContaining("token-exchange"), status: 200 }]);
});
