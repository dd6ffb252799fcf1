import { expect, test } from "vitest";
import { testShopify, type Loose } from "../testing/test-shopify.ts";

test("issues session tokens for each of a shop's staff", async () => {
  const shopify = await testShopify();
  const claimsOf = async (shop: string, user: string) => {
    const { token, expiresAt } = await shopify.control(`session-token?shop=${shop}&user=${user}`);
    const claims = JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString());
    expect(Date.parse(expiresAt)).toBe(claims.exp * 1000);
    return claims;
  };

  const owner = await claimsOf("demo.myshopify.com", "owner");
  const others = await Promise.all([claimsOf("demo", "agent"), claimsOf("demo", "viewer"), claimsOf("demo", "operator"), claimsOf("second", "owner")]);

  expect(owner).toMatchObject({ iss: "https://demo.myshopify.com/admin", dest: "https://demo.myshopify.com", aud: "local-api-key" });
  expect(new Set([owner, ...others].map(({ sub }) => sub)).size).toBe(5);
});

test.each([
  ["session-token?shop=nowhere", undefined, "404: There is no shop 'nowhere'"],
  ["session-token?shop=demo&user=stranger", undefined, "400: 'user' must be one of owner, agent, viewer, operator."],
  ["orders", { shop: "demo", template: "broken" }, "400: 'template' must be one of prepaid, cod, unfulfilled, shipped, delivered, return_requested."],
  ["orders", { shop: "demo", count: 0 }, "400: 'count' must be a whole number from 1 to 100000."],
  ["orders", { shop: "demo", colour: "red" }, "400: Unknown: colour."],
  ["webhooks", { shop: "demo", topic: "orders/create" }, "400: 'payload' (any JSON) or 'raw'"],
  ["faults", { fail: { operation: "x", status: "odd" } }, "400: 'fail.status' must be an HTTP status or one of"],
  ["carrier", { shop: "demo", order: "#1", status: "delivered" }, "404: demo.myshopify.com has no order '#1'."],
])("says what is wrong with %s %j", async (path, body, problem) => {
  const shopify = await testShopify();

  await expect(shopify.control(path, body)).rejects.toThrow(problem);
});

test("lets staff record a payment, send and cancel an order, and refuses in Shopify's words what cannot be done", async () => {
  const shopify = await testShopify();
  const [cod, cancelled] = [await shopify.order("cod"), await shopify.order("prepaid")];

  await shopify.control("orders/pay", { shop: "demo", order: cod });
  await shopify.control("orders/fulfill", { shop: "demo", order: cod, carrier: "Blue Dart", tracking: "BD1" });
  await shopify.control("orders/cancel", { shop: "demo", order: cancelled });
  await shopify.control("settle", {});

  const { order, status } = await shopify.control(`order?shop=demo&order=${cod}`);
  expect(status).toMatchObject({ financial: "PAID", fulfillment: "FULFILLED" });
  expect(order.fulfillments[0].tracking).toMatchObject([{ company: "Blue Dart", number: "BD1" }]);
  expect((await shopify.control(`order?shop=demo&order=${cancelled}`)).order.cancelledAt).not.toBeNull();
  await expect(shopify.control("orders/pay", { shop: "demo", order: cod })).rejects.toThrow("409: Order cannot be marked as paid.");
  await expect(shopify.control("orders/fulfill", { shop: "demo", order: cod })).rejects.toThrow("409: Nothing of");
  await expect(shopify.control("orders/cancel", { shop: "demo", order: cod })).rejects.toThrow("409: Cannot cancel an order that has outstanding fulfillments");
});

test("sends any body as a webhook, copies of it at once, and tells what came back", async () => {
  const shopify = await testShopify();
  shopify.app.answers.push(401, 200);

  const { deliveries } = await shopify.control("webhooks", { shop: "demo.myshopify.com", topic: "orders/updated", raw: '{"id": 1,', webhookId: "w1", eventId: "e1", triggeredAt: "2026-01-01T00:00:00Z", copies: 2 });
  await shopify.control("webhooks", { shop: "demo", topic: "shop/redact", payload: { a: 1 }, badHmac: true, omit: ["eventId"] });

  expect(deliveries.map(({ status }: Loose) => status).sort()).toEqual([200, 401]);
  expect(deliveries[0].ms).toEqual(expect.any(Number));
  const [first, second, third] = shopify.app.received;
  expect(first).toMatchObject({ raw: '{"id": 1,', webhookId: "w1", eventId: "e1", path: "/webhooks" });
  expect(second?.headers["x-shopify-hmac-sha256"]).toBe(first?.headers["x-shopify-hmac-sha256"]);
  expect(third).toMatchObject({ path: "/webhooks/compliance", eventId: "" });
});

test.each([
  ["before", 503],
  ["after", 500],
])("fails a call %s it did its work", async (when, status) => {
  const shopify = await testShopify();
  const { access_token: token } = await shopify.install();
  const id = await shopify.order("prepaid");
  const tag = "mutation Tag($id: ID!) { tagsAdd(id: $id, tags: [\"seen\"]) { node { id } userErrors { message } } }";
  await shopify.control("faults", { fail: { operation: "Tag", times: 1, status, when } });

  const failed = await shopify.call(tag, { id }, { token });

  expect(failed.status).toBe(status);
  const { order } = await shopify.control(`order?shop=demo&order=${id}`);
  expect(order.tags.includes("seen")).toBe(when === "after");
  expect((await shopify.call(tag, { id }, { token })).status).toBe(200);
});

test("answers with half a body, with a page, or not at all, when it is asked to", async () => {
  const shopify = await testShopify();
  const { access_token: token } = await shopify.install();
  const call = () => shopify.call("query Any { shop { name } }", {}, { token });
  await shopify.control("faults", { fail: [{ operation: "Any", times: 1, status: "half" }, { operation: "Any", times: 1, status: "html" }, { operation: "shop", times: 1, status: "drop" }, { operation: "*", times: 1, status: "throttled" }] });

  await expect(call()).rejects.toThrow();
  await expect(call()).rejects.toThrow();
  await expect(call()).rejects.toThrow();
  expect((await call()).errors?.[0]?.extensions.code).toBe("THROTTLED");
  expect((await call()).data).toEqual({ shop: { name: "Demo Store" } });
});

test("the carrier scans a shipment and the customer asks to return it", async () => {
  const shopify = await testShopify();
  await shopify.install();
  const id = await shopify.order("shipped");

  const webhooks = await shopify.webhooksOf(async () => {
    await shopify.control("carrier", { shop: "demo", order: "#1001", status: "delivered" });
    await shopify.control("returns/request", { shop: "demo", order: id, reason: "too-small", note: "Tight" });
  });

  expect(webhooks.map(({ topic }) => topic).sort()).toEqual(["fulfillment_events/create", "fulfillments/update", "returns/request"]);
  expect((await shopify.control(`order?shop=demo&order=1001`)).status).toMatchObject({ fulfillment: "FULFILLED", return: "RETURN_REQUESTED" });
});

test("uninstalling revokes every token, says so, and stops all webhooks", async () => {
  const shopify = await testShopify();
  const { access_token: token } = await shopify.install();

  const webhooks = await shopify.webhooksOf(() => shopify.control("uninstall", { shop: "demo" }));
  const after = await shopify.webhooksOf(() => shopify.control("orders", { shop: "demo" }));

  expect(webhooks).toMatchObject([{ topic: "app/uninstalled", shop: "demo.myshopify.com", body: { myshopify_domain: "demo.myshopify.com" } }]);
  expect((await shopify.call("{ shop { name } }", {}, { token })).status).toBe(401);
  expect(after).toEqual([]);
});

test("sends the compliance topics whether the app is installed or not", async () => {
  const shopify = await testShopify();
  const id = await shopify.order("prepaid", { email: "gone@example.com" });

  const webhooks = await shopify.webhooksOf(async () => {
    for (const topic of ["customers/data_request", "customers/redact", "shop/redact"]) await shopify.control("redact", { shop: "demo", topic });
  });

  expect(webhooks.map(({ topic, path }) => [topic, path])).toEqual(expect.arrayContaining([["customers/redact", "/webhooks/compliance"]]));
  const redact = webhooks.find(({ topic }) => topic === "customers/redact");
  expect(redact?.body).toMatchObject({ shop_domain: "demo.myshopify.com", orders_to_redact: [Number(id.split("/").pop())] });
});

test("resetting empties the stores, and leaves the app installed with nothing that it knows given to something else", async () => {
  const shopify = await testShopify();
  const { access_token: token } = await shopify.install();
  const before = await shopify.order("prepaid");
  const stock = "{ products(first: 1) { nodes { id title totalInventory } } }";
  const { data: furnished } = await shopify.call(stock);
  await shopify.control("faults", { throttle: true });

  await shopify.control("reset", {});

  const { data } = await shopify.call("{ orders(first: 1) { nodes { id } } products(first: 1) { nodes { id title totalInventory } } }", {}, { token });
  expect(data).toMatchObject({ orders: { nodes: [] }, products: furnished.products });
  expect((await shopify.control("requests")).requests).toHaveLength(1);
  const webhooks = await shopify.webhooksOf(() => shopify.control("orders", { shop: "demo", template: "prepaid" }));
  const created = webhooks.find(({ topic }) => topic === "orders/create");
  expect(created?.body).toMatchObject({ name: "#1002" });
  expect(created?.body.id).toBeGreaterThan(Number(before.split("/").pop()));
});
