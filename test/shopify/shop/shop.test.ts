import { expect, test } from "vitest";
import { testShopify } from "../testing/test-shopify.ts";

test("tells an app about its shop, its locations and its install", async () => {
  const shopify = await testShopify();
  const { access_token: token } = await shopify.install();

  const { data, errors } = await shopify.call(
    "{ shop { name myshopifyDomain currencyCode ianaTimezone plan { publicDisplayName shopifyPlus partnerDevelopment } } locations(first: 5, includeInactive: true) { nodes { name isActive fulfillsOnlineOrders shipsInventory hasActiveInventory isFulfillmentService } } currentAppInstallation { accessScopes { handle } app { handle apiKey } } }",
    {},
    { token },
  );

  expect(errors).toBeUndefined();
  expect(data.shop).toEqual({ name: "Demo Store", myshopifyDomain: "demo.myshopify.com", currencyCode: "INR", ianaTimezone: "Asia/Kolkata", plan: { publicDisplayName: "Basic", shopifyPlus: false, partnerDevelopment: true } });
  expect(data.locations.nodes).toMatchObject([{ name: "Bengaluru Warehouse", isActive: true, hasActiveInventory: true }, { name: "Mumbai Store" }]);
  expect(data.currentAppInstallation.accessScopes).toContainEqual({ handle: "write_orders" });
});

test("keeps its staff to itself, save on a Plus plan with the scope for it", async () => {
  const basic = await testShopify();
  const plus = await testShopify({ plus: true });
  const query = "{ staffMembers(first: 9) { nodes { name email isShopOwner active } } }";

  const refused = await basic.call(query);
  const { data } = await plus.call(query);

  expect(refused).toMatchObject({ data: { staffMembers: null }, errors: [{ extensions: { code: "ACCESS_DENIED" } }] });
  expect(data.staffMembers.nodes).toHaveLength(4);
  expect(data.staffMembers.nodes[0]).toEqual({ name: "Asha Rao", email: "owner@demo.example.com", isShopOwner: true, active: true });
});

test("takes Flow triggers and keeps them to be looked at", async () => {
  const shopify = await testShopify();
  const query = "mutation ($handle: String, $payload: JSON) { flowTriggerReceive(handle: $handle, payload: $payload) { userErrors { field message } } }";

  await shopify.mutate(query, { handle: "order-assigned", payload: { order_id: 1 } });
  const missing = await shopify.call(query, { payload: { order_id: 1 } });

  expect((await shopify.control("flow-triggers")).triggers).toMatchObject([{ shop: "demo.myshopify.com", handle: "order-assigned", payload: { order_id: 1 } }]);
  expect(missing.data.flowTriggerReceive.userErrors).toEqual([{ field: ["handle"], message: "`handle` and `payload` arguments are required" }]);
});
