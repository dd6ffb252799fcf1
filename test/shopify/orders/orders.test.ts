import { expect, test } from "vitest";
import { testShopify, type TestShopify } from "../testing/test-shopify.ts";

const page = `query ($first: Int, $last: Int, $after: String, $before: String, $query: String, $sortKey: OrderSortKeys, $reverse: Boolean) {
  orders(first: $first, last: $last, after: $after, before: $before, query: $query, sortKey: $sortKey, reverse: $reverse) {
    nodes { name } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

async function names(shopify: TestShopify, variables: object): Promise<string[]> {
  const { data, errors } = await shopify.call(page, { first: 50, ...variables });
  expect(errors).toBeUndefined();
  return data.orders.nodes.map(({ name }: { name: string }) => name);
}

test("pages forwards and backwards without a gap or a repeat", async () => {
  const shopify = await testShopify();
  await shopify.orders("prepaid", 7, { ageHours: [0, 50] });
  const all = await names(shopify, { sortKey: "CREATED_AT" });

  const forwards: string[] = [];
  for (let after: string | null = null; ; ) {
    const { data }: { data: { orders: { nodes: { name: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } } = await shopify.call(page, { first: 3, after, sortKey: "CREATED_AT" });
    forwards.push(...data.orders.nodes.map(({ name }) => name));
    if (!data.orders.pageInfo.hasNextPage) break;
    after = data.orders.pageInfo.endCursor;
  }
  const backwards: string[] = [];
  for (let before: string | null = null; ; ) {
    const { data }: { data: { orders: { nodes: { name: string }[]; pageInfo: { hasPreviousPage: boolean; startCursor: string } } } } = await shopify.call(page, { last: 3, before, sortKey: "CREATED_AT" });
    backwards.unshift(...data.orders.nodes.map(({ name }) => name));
    if (!data.orders.pageInfo.hasPreviousPage) break;
    before = data.orders.pageInfo.startCursor;
  }

  expect(all).toEqual(["#1001", "#1002", "#1003", "#1004", "#1005", "#1006", "#1007"]);
  expect([forwards, backwards]).toEqual([all, all]);
  expect(await names(shopify, { sortKey: "CREATED_AT", reverse: true })).toEqual(all.toReversed());
});

test("has cursors of the form that Shopify's have", async () => {
  const shopify = await testShopify();
  await shopify.order("prepaid");

  const { data } = await shopify.call(page, { first: 1, sortKey: "UPDATED_AT" });

  expect(JSON.parse(Buffer.from(data.orders.pageInfo.endCursor, "base64").toString())).toEqual({ last_id: expect.any(Number), last_value: expect.stringMatching(/Z$/) });
});

test("finds orders by what Shopify's search syntax can say", async () => {
  const shopify = await testShopify();
  await shopify.order("prepaid", { ageHours: 100, tags: ["vip"], email: "first@example.com" });
  await shopify.order("cod", { ageHours: 50, tags: ["cod", "gift"] });
  await shopify.order("return_requested", { ageHours: 10, gateway: "razorpay" });
  const since = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

  const found = async (query: string) => names(shopify, { query, sortKey: "ID" });

  expect(await found("name:#1001")).toEqual(["#1001"]);
  expect(await found("name:1002")).toEqual(["#1002"]);
  expect(await found(`created_at:>='${since(60)}'`)).toEqual(["#1002", "#1003"]);
  expect(await found(`created_at:>'${since(60)}' AND created_at:<'${since(20)}'`)).toEqual(["#1002"]);
  expect(await found("return_status:return_requested OR return_status:in_progress")).toEqual(["#1003"]);
  expect(await found("tag:cod OR (tag:vip email:first@example.com)")).toEqual(["#1001", "#1002"]);
  expect(await found("-tag:cod financial_status:paid")).toEqual(["#1001", "#1003"]);
  expect(await found("NOT fulfillment_status:fulfilled")).toEqual(["#1001", "#1002"]);
  expect(await found("email:FIRST*")).toEqual(["#1001"]);
  expect(await found("first@example.com")).toEqual(["#1001"]);
});

test("compares moments by the second", async () => {
  const shopify = await testShopify();
  await shopify.order("prepaid", { createdAt: "2026-01-01T10:00:00.900Z" });

  expect(await names(shopify, { query: "created_at:'2026-01-01T10:00:00Z'" })).toEqual(["#1001"]);
  expect(await names(shopify, { query: "created_at:>'2026-01-01T10:00:00Z'" })).toEqual([]);
  expect(await names(shopify, { query: "created_at:>='2026-01-01T15:30:00+05:30'" })).toEqual(["#1001"]);
  expect(await names(shopify, { query: "created_at:2026-01-01" })).toEqual(["#1001"]);
});

const create = "mutation ($order: OrderCreateOrderInput!, $options: OrderCreateOptionsInput) { orderCreate(order: $order, options: $options) { order { id name displayFinancialStatus displayFulfillmentStatus canMarkAsPaid totalPriceSet { shopMoney { amount } presentmentMoney { amount currencyCode } } totalOutstandingSet { shopMoney { amount } } customer { email } } userErrors { field message } } }";

function line(amount: string, more: object = {}) {
  return { title: "Scarf", quantity: 2, priceSet: { shopMoney: { amount, currencyCode: "INR" } }, requiresShipping: true, ...more };
}

test("creates an order over the API, and nobody has said how it is paid", async () => {
  const shopify = await testShopify();
  await shopify.install();

  const { order } = await shopify.mutate(create, { order: { email: "new@example.com", lineItems: [line("249.50")] } });

  expect(order).toEqual({
    id: expect.stringMatching(/^gid:\/\/shopify\/Order\/\d+$/),
    name: "#1001",
    displayFinancialStatus: null,
    displayFulfillmentStatus: "UNFULFILLED",
    canMarkAsPaid: true,
    totalPriceSet: { shopMoney: { amount: "499.0" }, presentmentMoney: { amount: "499.0", currencyCode: "INR" } },
    totalOutstandingSet: { shopMoney: { amount: "499.0" } },
    customer: { email: "new@example.com" },
  });
});

test("creates an order in two currencies, with a card authorization", async () => {
  const shopify = await testShopify();
  const priceSet = { shopMoney: { amount: "830.00", currencyCode: "INR" }, presentmentMoney: { amount: "10.00", currencyCode: "USD" } };

  const { order } = await shopify.mutate(create, {
    order: { presentmentCurrency: "USD", lineItems: [{ ...line("0"), quantity: 1, priceSet }], transactions: [{ kind: "AUTHORIZATION", status: "SUCCESS", gateway: "bogus", amountSet: priceSet }] },
  });

  expect(order).toMatchObject({ displayFinancialStatus: "AUTHORIZED", totalPriceSet: { presentmentMoney: { amount: "10.0", currencyCode: "USD" } }, totalOutstandingSet: { shopMoney: { amount: "0.0" } } });
});

test.each([
  [{ lineItems: [] }, [{ field: ["order"], message: "Order Line items is invalid" }]],
  [{ lineItems: [{ quantity: 1 }] }, [{ field: ["order", "lineItems"], message: "Line items Title can't be blank" }]],
])("refuses an order of %j", async (order, userErrors) => {
  const shopify = await testShopify();

  expect((await shopify.call(create, { order })).data.orderCreate).toEqual({ order: null, userErrors });
});

test("takes what it sells out of the stock only when it is told to", async () => {
  const shopify = await testShopify();
  const { data } = await shopify.call("{ products(first: 1) { nodes { variants(first: 1) { nodes { id inventoryQuantity } } } } }");
  const [variant] = data.products.nodes[0].variants.nodes;
  const stock = async () => (await shopify.call("query ($id: ID!) { productVariant(id: $id) { inventoryQuantity } }", { id: variant.id })).data.productVariant.inventoryQuantity;

  await shopify.mutate(create, { order: { lineItems: [{ variantId: variant.id, quantity: 3 }] } });
  const bypassed = await stock();
  await shopify.mutate(create, { order: { lineItems: [{ variantId: variant.id, quantity: 3 }] }, options: { inventoryBehaviour: "DECREMENT_IGNORING_POLICY" } });

  expect([bypassed, await stock()]).toEqual([variant.inventoryQuantity, variant.inventoryQuantity - 3]);
});

test("updates what is named and replaces all tags; the tag mutations add and take away", async () => {
  let now = Date.parse("2026-03-01T00:00:00Z");
  const shopify = await testShopify({ now: () => now });
  const id = await shopify.order("prepaid", { tags: ["old"] });
  now += 60_000;

  const { order } = await shopify.mutate("mutation ($input: OrderInput!) { orderUpdate(input: $input) { order { note tags updatedAt } userErrors { message } } }", { input: { id, note: "Ring twice", tags: ["b", "A", "a"] } });
  await shopify.mutate('mutation ($id: ID!) { tagsAdd(id: $id, tags: ["c", "B"]) { node { id } userErrors { message } } }', { id });
  await shopify.mutate('mutation ($id: ID!) { tagsRemove(id: $id, tags: ["a"]) { node { id } userErrors { message } } }', { id });

  expect(order).toEqual({ note: "Ring twice", tags: ["a", "b"].map((tag) => (tag === "a" ? "A" : tag)), updatedAt: "2026-03-01T00:01:00Z" });
  expect((await shopify.call("query ($id: ID!) { order(id: $id) { tags } }", { id })).data.order.tags.map((tag: string) => tag.toLowerCase())).toEqual(["b", "c"]);
});

const cancel = "mutation ($id: ID!, $restock: Boolean!, $refund: Boolean) { orderCancel(orderId: $id, reason: CUSTOMER, restock: $restock, refund: $refund, staffNote: \"asked\") { job { id done } orderCancelUserErrors { field message code } } }";
const state = "query ($id: ID!) { order(id: $id) { cancelledAt cancelReason closed displayFinancialStatus displayFulfillmentStatus currentTotalPriceSet { shopMoney { amount } } totalRefundedSet { shopMoney { amount } } fulfillmentOrders(first: 5) { nodes { status lineItems(first: 5) { nodes { totalQuantity } } } } refunds { refundLineItems(first: 5) { nodes { restockType } } } cancellation { staffNote } } }";

test("cancels an order in a job: gives the money back and puts the units back", async () => {
  const shopify = await testShopify();
  await shopify.install();
  const id = await shopify.order("prepaid");
  const { totals } = await shopify.control(`order?shop=demo&order=${id}`);

  const topics: string[] = [];
  const webhooks = await shopify.webhooksOf(async () => {
    const { job } = await shopify.mutate(cancel, { id, restock: true, refund: true });
    expect(job.done).toBe(false);
    await expect.poll(async () => (await shopify.call("query ($id: ID!) { job(id: $id) { done } }", { id: job.id })).data.job.done).toBe(true);
  });
  topics.push(...webhooks.map(({ topic }) => topic));

  const { data } = await shopify.call(state, { id });
  expect(data.order).toMatchObject({ cancelReason: "CUSTOMER", closed: true, displayFinancialStatus: "REFUNDED", displayFulfillmentStatus: "UNFULFILLED", currentTotalPriceSet: { shopMoney: { amount: expect.any(String) } }, cancellation: { staffNote: "asked" } });
  expect(data.order.fulfillmentOrders.nodes).toMatchObject([{ status: "CLOSED" }]);
  expect(Number(data.order.totalRefundedSet.shopMoney.amount) * 100).toBeCloseTo(totals.total);
  expect(data.order.refunds[0].refundLineItems.nodes[0].restockType).toBe("CANCEL");
  expect(topics).toEqual(expect.arrayContaining(["orders/cancelled", "orders/updated", "refunds/create", "fulfillment_orders/cancelled", "inventory_levels/update"]));
});

test("refuses to cancel what was sent or is cancelled already", async () => {
  const shopify = await testShopify();
  const sent = await shopify.order("shipped");
  const unpaid = await shopify.order("cod");
  const { job } = await shopify.mutate(cancel, { id: unpaid, restock: true });
  await expect.poll(async () => (await shopify.call("query ($id: ID!) { job(id: $id) { done } }", { id: job.id })).data.job.done).toBe(true);

  const errors = await Promise.all([sent, unpaid].map(async (id) => (await shopify.call(cancel, { id, restock: true })).data.orderCancel.orderCancelUserErrors));

  expect(errors).toEqual([
    [{ field: ["orderId"], message: "Cannot cancel an order that has outstanding fulfillments", code: "INVALID" }],
    [{ field: ["orderId"], message: "Cannot cancel an order that has already been canceled", code: "INVALID" }],
  ]);
  expect((await shopify.call(state, { id: unpaid })).data.order.displayFinancialStatus).toBe("VOIDED");
});

test("keeps the history of an order", async () => {
  const shopify = await testShopify();
  const id = await shopify.order("shipped");

  const { data } = await shopify.call("query ($id: ID!) { order(id: $id) { events(first: 10) { nodes { id message createdAt ... on BasicEvent { action } } } } }", { id });

  expect(data.order.events.nodes.map(({ action }: { action: string }) => action)).toEqual(["placed", "fulfillment_success"]);
});
