import { beforeAll, expect, test } from "vitest";
import { pollShops } from "#app/domains/polling/index.server.ts";
import { adminQuery, demoShop, startTestApp, type TestApp } from "./setup/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});

async function assign(id: string, assignee: string | null): Promise<void> {
  expect((await app.request("POST", "/sync/orders/assign", { body: { shop_domain: demoShop, orderIds: [id], assignee } })).status).toBe(200);
  await app.settle();
}

async function inShopify(id: string): Promise<string | null> {
  const { order } = await adminQuery(app.shopify, 'query Assignee($id: ID!) { order(id: $id) { metafield(namespace: "$app", key: "assignee") { value } } }', { id });
  return order.metafield?.value ?? null;
}

async function here(id: string) {
  const { assignedTo, assignmentHistory } = (await app.request("GET", `/sync/orders/${encodeURIComponent(id)}`)).body.order;
  return { assignedTo, changes: assignmentHistory.length };
}

/** What Shopify tells of an order, by webhook and to the poller. */
async function hearOf(id: string): Promise<void> {
  await adminQuery(app.shopify, "mutation Note($input: OrderInput!) { orderUpdate(input: $input) { userErrors { message } } }", { input: { id, note: `Changed ${crypto.randomUUID()}` } });
  await app.settle();
  const system = await app.system();
  await pollShops({ ...system, now: new Date(system.now.getTime() + 16 * 60_000) });
  await app.settle();
}

test("writes who owns an order to Shopify, and takes nothing back from what is changed there", async () => {
  const id = await app.takeOrder("prepaid");
  await assign(id, "maya");
  expect(await inShopify(id)).toBe("maya");

  const metafields = [{ ownerId: id, namespace: "$app", key: "assignee", type: "single_line_text_field", value: "mallory" }];
  await adminQuery(app.shopify, "mutation Change($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { userErrors { message } } }", { metafields });
  await hearOf(id);

  expect(await inShopify(id)).toBe("mallory");
  expect(await here(id)).toEqual({ assignedTo: "maya", changes: 1 });
  await assign(id, null);
  expect(await inShopify(id)).toBeNull();
});

test("writes nothing to Shopify where the shop does not want it", async () => {
  const id = await app.takeOrder("prepaid");
  expect((await app.request("PUT", "/api/settings", { as: "owner", body: { version: 0, values: { writeAssignmentMetafield: false } } })).status).toBe(200);

  await assign(id, "maya");

  expect(await inShopify(id)).toBeNull();
  expect(await here(id)).toMatchObject({ assignedTo: "maya" });
});
