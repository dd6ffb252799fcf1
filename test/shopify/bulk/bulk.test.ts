import { expect, test } from "vitest";
import { testShopify, type Loose, type TestShopify } from "../testing/test-shopify.ts";

const run = "mutation ($query: String!) { bulkOperationRunQuery(query: $query, groupObjects: false) { bulkOperation { id status } userErrors { field message code } } }";
const poll = "query ($id: ID!) { bulkOperation(id: $id) { id status errorCode objectCount rootObjectCount fileSize url partialDataUrl type completedAt } }";
const orders = "{ orders { edges { node { id name totalPriceSet { shopMoney { amount } } lineItems { edges { node { id sku } } } fulfillmentOrders { edges { node { id status lineItems { edges { node { id remainingQuantity } } } } } } } } } }";

async function start(shopify: TestShopify, query = orders): Promise<string> {
  const { bulkOperation } = await shopify.mutate(run, { query });
  expect(bulkOperation.status).toBe("CREATED");
  return bulkOperation.id;
}

async function finished(shopify: TestShopify, id: string): Promise<Loose> {
  const read = async () => (await shopify.call(poll, { id })).data.bulkOperation;
  await expect.poll(async () => (await read()).completedAt).not.toBeNull();
  return read();
}

async function linesOf(url: string): Promise<Loose[]> {
  const text = await (await fetch(url)).text();
  return text.trim().split("\n").map((line) => JSON.parse(line));
}

test("writes every object of a query as a line, children with the id of their parent", async () => {
  const shopify = await testShopify();
  await shopify.install();
  const ids = await shopify.orders("", 130, { template: undefined });

  const operation = await finished(shopify, await start(shopify));
  const lines = await linesOf(operation.url);
  await shopify.shopify.settled();

  expect(operation).toMatchObject({ status: "COMPLETED", errorCode: null, rootObjectCount: "130", objectCount: String(lines.length), partialDataUrl: null, type: "QUERY" });
  const roots = lines.filter(({ __parentId }) => __parentId === undefined);
  expect(new Set(roots.map(({ id }) => id))).toEqual(new Set(ids));
  expect(roots[0]).toEqual({ id: expect.any(String), name: expect.any(String), totalPriceSet: { shopMoney: { amount: expect.any(String) } } });
  const known = new Set(lines.map(({ id }) => id));
  expect(lines.filter(({ __parentId }) => __parentId !== undefined && !known.has(__parentId))).toEqual([]);
  expect(lines.filter(({ id }) => id.includes("/FulfillmentOrderLineItem/")).length).toBeGreaterThan(130);
  expect(shopify.app.of("bulk_operations/finish")).toMatchObject([{ body: { admin_graphql_api_id: operation.id, status: "completed", error_code: null, type: "query" } }]);
});

test("applies the filters of the query", async () => {
  const shopify = await testShopify();
  await shopify.orders("cod", 2);
  await shopify.orders("prepaid", 3);

  const operation = await finished(shopify, await start(shopify, '{ orders(query: "financial_status:paid") { edges { node { id } } } }'));

  expect(operation.rootObjectCount).toBe("3");
});

test.each([
  ["{ orders { nodes { id } } }", "All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: 'orders { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: 'orders'."],
  ["{ shop { name } }", "Bulk queries must contain at least one connection."],
  ["mutation { a }", "Invalid operation type. Only `query` operations are supported."],
  ['{ node(id: "gid://shopify/Order/1") { id } }', "Bulk queries cannot contain a top level `node` field."],
  ["{ orders { edges { node { name lineItems { edges { node { id } } } } } } }", "The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': orders."],
  ["{ orders { edges { node {", "Invalid bulk query: syntax error, Expected Name, found <EOF>."],
  ["{ orders { edges { node { id fulfillments { id fulfillmentLineItems { edges { node { id } } } } } } } }", "Queries that contain a connection field within a list field are not currently supported."],
])("refuses %s", async (query, message) => {
  const shopify = await testShopify();

  const { data } = await shopify.call(run, { query });

  expect(data.bulkOperationRunQuery).toEqual({ bulkOperation: null, userErrors: [{ field: ["query"], message, code: "INVALID" }] });
});

test("runs five at once and refuses the sixth", async () => {
  const shopify = await testShopify();
  await shopify.control("faults", { bulk: { hold: true } });
  const ids = [];
  for (let index = 0; index < 5; index += 1) ids.push(await start(shopify));

  const { data } = await shopify.call(run, { query: orders });
  const running = await shopify.call('{ bulkOperations(first: 9, query: "status:created operation_type:query") { nodes { id } } }');
  await shopify.control("faults", { bulk: {} });

  expect(data.bulkOperationRunQuery.userErrors).toMatchObject([{ code: "OPERATION_IN_PROGRESS", message: expect.stringContaining(ids[0]!) }]);
  expect(running.data.bulkOperations.nodes).toHaveLength(5);
  for (const id of ids) expect((await finished(shopify, id)).status).toBe("COMPLETED");
});

test("cancels one that runs, and none that is over", async () => {
  const shopify = await testShopify();
  const cancel = "mutation ($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { message } } }";
  await shopify.control("faults", { bulk: { hold: true } });
  const id = await start(shopify);

  const canceling = await shopify.mutate(cancel, { id });
  await shopify.control("faults", { bulk: {} });
  const canceled = await finished(shopify, id);
  const late = (await shopify.call(cancel, { id })).data.bulkOperationCancel;

  expect(canceling.bulkOperation.status).toBe("CANCELING");
  expect(canceled).toMatchObject({ status: "CANCELED", url: null });
  expect(late.userErrors).toEqual([{ message: "A bulk operation cannot be canceled when it is canceled" }]);
});

test("fails with what there was when the scope is missing or a fault was asked for", async () => {
  const shopify = await testShopify();
  const { access_token: token } = await shopify.install();
  await shopify.orders("prepaid", 2);
  await shopify.control("faults", { bulk: { fail: true } });
  const broken = await finished(shopify, await start(shopify));
  await shopify.control("faults", { bulk: {} });
  await shopify.control("scopes", { shop: "demo", scopes: ["read_products"] });

  const { bulkOperation } = await shopify.mutate(run, { query: orders }, { token });
  const denied = await finished(shopify, bulkOperation.id);

  expect(broken).toMatchObject({ status: "FAILED", errorCode: "INTERNAL_SERVER_ERROR", url: null, partialDataUrl: expect.stringContaining("/bulk/") });
  expect((await linesOf(broken.partialDataUrl)).length).toBeGreaterThan(0);
  expect(denied).toMatchObject({ status: "FAILED", errorCode: "ACCESS_DENIED" });
});

test("spoils a download in the ways that were asked for", async () => {
  const shopify = await testShopify();
  await shopify.orders("prepaid", 4);
  await shopify.control("faults", { bulk: { childrenFirst: true, duplicateEvery: 2 } });
  const { url, objectCount } = await finished(shopify, await start(shopify));

  const lines = await linesOf(url);
  await shopify.control("faults", { bulk: { truncate: 0.5 } });
  const truncated = fetch(url).then((response) => response.text());
  await expect(truncated).rejects.toThrow();
  await shopify.control("faults", { bulk: { expired: true } });
  const expired = await fetch(url);
  await shopify.control("faults", { bulk: {} });
  const forged = await fetch(url.replace(/signature=.*/, "signature=x"));

  expect(lines.length).toBe(Number(objectCount) + Math.floor(Number(objectCount) / 2));
  expect(lines[0].__parentId).toBeDefined();
  expect([expired.status, forged.status]).toEqual([403, 403]);
});
