import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sharedMaterial } from "../testing/shared-material.ts";
import { testShopify, type Loose } from "../testing/test-shopify.ts";

const folder = sharedMaterial("shopify/graphql");
const files = folder ? readdirSync(folder).filter((name) => name.endsWith(".graphql")) : [];
const read = (prefix: string) => readFileSync(join(folder ?? "", files.find((name) => name.startsWith(`${prefix}_`)) ?? ""), "utf8");

test.skipIf(!folder)("answers every query that an app like this one asks, to the last field", async () => {
  const shopify = await testShopify({ plus: true });
  const { access_token: token } = await shopify.install();
  const id = await shopify.order("return_requested", { ageHours: 40 });
  await shopify.orders("", 6, { template: undefined });
  const { data } = await shopify.call("query ($id: ID!) { order(id: $id) { returns(first: 1) { nodes { id returnLineItems(first: 1) { nodes { id } } } } lineItems(first: 1) { nodes { id variant { inventoryItem { id } } } } fulfillmentOrders(first: 1) { nodes { assignedLocation { location { id } } } } } }", { id });
  const { returns, lineItems, fulfillmentOrders } = data.order;
  const found: Loose = returns.nodes[0];
  const item = lineItems.nodes[0].variant.inventoryItem.id;
  await shopify.mutate("mutation ($id: ID!) { returnApproveRequest(input: { id: $id }) { return { id } userErrors { message } } }", { id: found.id });
  await shopify.mutate('mutation ($id: ID!) { metafieldsSet(metafields: [{ ownerId: $id, key: "assignee", type: "single_line_text_field", value: "asha" }]) { userErrors { message } } }', { id }, { token });

  const queries: [string, object][] = [
    ["01", { first: 10, query: "updated_at:>='2020-01-01T00:00:00Z'" }],
    ["01b", { query: "return_status:return_requested OR return_status:in_progress" }],
    ["02", { id }],
    ["03", { orderId: id }],
    ["03b", {}],
    ["09", { orderId: id, lines: [{ lineItemId: lineItems.nodes[0].id, quantity: 1 }], refundShipping: true }],
    ["11", { orderId: id }],
    ["11b", {}],
    ["12", { id: found.id }],
    ["16b", { id: found.id, lines: [{ id: found.returnLineItems.nodes[0].id, quantity: 1 }] }],
    ["21", { ids: [item] }],
    ["21b", { inventoryItemId: item, locationId: fulfillmentOrders.nodes[0].assignedLocation.location.id }],
    ["21c", {}],
    ["23c", {}],
    ["24", {}],
    ["26", {}],
    ["26b", {}],
  ];
  for (const [prefix, variables] of queries) {
    const { errors, data: answer } = await shopify.call(read(prefix), variables, { token });
    expect({ prefix, errors }).toEqual({ prefix, errors: undefined });
    expect(answer).toBeTruthy();
  }
});
