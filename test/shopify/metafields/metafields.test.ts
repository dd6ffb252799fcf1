import { expect, test } from "vitest";
import { testShopify, type TestShopify } from "../testing/test-shopify.ts";

const set = "mutation ($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { metafields { id namespace key type value jsonValue compareDigest owner { ... on Order { id } } } userErrors { field message code elementIndex } } }";
const text = (ownerId: string, key: string, value: string, more: object = {}) => ({ ownerId, key, type: "single_line_text_field", value, ...more });

async function refusal(shopify: TestShopify, ...metafields: object[]) {
  const { data } = await shopify.call(set, { m: metafields });
  return data.metafieldsSet;
}

test("writes metafields of the app's own namespace and reads them by it", async () => {
  let now = Date.parse("2026-03-01T00:00:00Z");
  const shopify = await testShopify({ now: () => now });
  await shopify.install();
  const id = await shopify.order("prepaid");
  now += 60_000;

  const webhooks = await shopify.webhooksOf(() => shopify.mutate(set, { m: [text(id, "assignee", "asha"), { ...text(id, "data", '{"a":1}', { namespace: "$app" }), type: "json" }, text(id, "other", "x", { namespace: "custom" })] }));
  const { data } = await shopify.call('query ($id: ID!) { order(id: $id) { updatedAt metafields(first: 5, namespace: "$app") { nodes { namespace key jsonValue } } metafield(key: "assignee") { value } custom: metafield(namespace: "custom", key: "other") { value } } }', { id });

  expect(data.order.updatedAt).toBe("2026-03-01T00:01:00Z");
  expect(data.order.metafields.nodes).toMatchObject([{ namespace: expect.stringMatching(/^app--\d+$/), key: "assignee", jsonValue: "asha" }, { key: "data", jsonValue: { a: 1 } }]);
  expect([data.order.metafield.value, data.order.custom.value]).toEqual(["asha", "x"]);
  expect(webhooks.map(({ topic }) => topic)).toEqual(["orders/updated"]);
});

test("writes all or none", async () => {
  const shopify = await testShopify();
  const id = await shopify.order("prepaid");

  const refused = await refusal(shopify, text(id, "good", "x"), { ...text(id, "bad", "x"), type: "number_integer" });

  expect(refused).toEqual({ metafields: null, userErrors: [{ field: ["metafields", "1", "value"], message: "Value must be an integer.", code: "INVALID_VALUE", elementIndex: null }] });
  expect((await shopify.call('query ($id: ID!) { order(id: $id) { metafield(key: "good") { value } } }', { id })).data.order.metafield).toBeNull();
});

test("writes only over the value that a digest stands for", async () => {
  const shopify = await testShopify();
  const id = await shopify.order("prepaid");
  const { metafields } = await shopify.mutate(set, { m: [text(id, "assignee", "asha", { compareDigest: null })] });
  const [{ compareDigest }] = metafields;

  const won = await refusal(shopify, text(id, "assignee", "kabir", { compareDigest }));
  const lost = await refusal(shopify, text(id, "assignee", "mira", { compareDigest }));
  const taken = await refusal(shopify, text(id, "assignee", "dev", { compareDigest: null }));
  const nonsense = await refusal(shopify, text(id, "assignee", "dev", { compareDigest: "x" }));

  expect(won.metafields[0].value).toBe("kabir");
  expect(lost.userErrors).toMatchObject([{ field: ["metafields", "0"], code: "STALE_OBJECT" }]);
  expect(taken.userErrors).toMatchObject([{ code: "STALE_OBJECT" }]);
  expect(nonsense.userErrors).toMatchObject([{ code: "INVALID_COMPARE_DIGEST" }]);
});

test.each([
  [{ key: "a" }, "TOO_SHORT"],
  [{ namespace: "ab" }, "TOO_SHORT"],
  [{ type: null }, "BLANK"],
  [{ value: "" }, "INVALID_VALUE"],
  [{ ownerId: "gid://shopify/Order/1" }, "INVALID_VALUE"],
  [{ type: "boolean", value: "yes" }, "INVALID_VALUE"],
  [{ type: "date_time", value: "tomorrow" }, "INVALID_VALUE"],
  [{ type: "list.number_integer", value: '["a"]' }, "INVALID_VALUE"],
])("refuses %j", async (more, code) => {
  const shopify = await testShopify();
  const id = await shopify.order("prepaid");

  expect((await refusal(shopify, text(id, "key", "value", more))).userErrors).toMatchObject([{ code }]);
});

test("takes at most twenty-five at once", async () => {
  const shopify = await testShopify();
  const id = await shopify.order("prepaid");

  const { userErrors } = await refusal(shopify, ...Array.from({ length: 26 }, (_each, index) => text(id, `key${index}`, "x")));

  expect(userErrors).toMatchObject([{ field: ["metafields"], code: "LESS_THAN_OR_EQUAL_TO" }]);
});

test("deletes, and says what was not there", async () => {
  const shopify = await testShopify();
  const id = await shopify.order("prepaid");
  await shopify.mutate(set, { m: [text(id, "assignee", "asha")] });

  const { deletedMetafields } = await shopify.mutate("mutation ($m: [MetafieldIdentifierInput!]!) { metafieldsDelete(metafields: $m) { deletedMetafields { key } userErrors { message } } }", {
    m: [{ ownerId: id, namespace: "$app", key: "assignee" }, { ownerId: id, namespace: "$app", key: "missing" }],
  });

  expect(deletedMetafields).toEqual([{ key: "assignee" }, null]);
});
