import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DocumentNode, parse } from "graphql";
import { expect, test } from "vitest";
import { sharedMaterial } from "../testing/shared-material.ts";
import { testShopify } from "../testing/test-shopify.ts";
import { CostModel } from "./cost.ts";
import { operationOf } from "./execute.ts";
import { adminSchema } from "./schema.ts";

function requested(document: DocumentNode, variables: Record<string, unknown> = {}): number {
  const operation = operationOf(document);
  if (!operation) throw new Error("the document has no single operation");
  return new CostModel(adminSchema("2026-10"), document, operation, variables).requested();
}

test.each([
  ["{ shop { name } }", 1],
  ['{ order(id: "1") { id totalPriceSet { shopMoney { amount } } } }', 1],
  ["{ orders(first: 250) { pageInfo { endCursor } nodes { id updatedAt } } }", 13],
  ["{ orders(first: 10) { edges { cursor node { id customer { id } } } } }", 10],
  ['mutation { tagsAdd(id: "1", tags: []) { node { id } userErrors { message } } }', 10],
  ['mutation { fulfillmentCancel(id: "1") { fulfillment { id fulfillmentLineItems(first: 5) { nodes { id lineItem { id } } } } } }', 18],
])("%s costs %i", (query, cost) => {
  expect(requested(parse(query))).toBe(cost);
});

const documents = sharedMaterial("shopify/graphql");

test.skipIf(!documents).each([
  ["01_orders_page.graphql", { first: 25, query: "" }, 512],
  ["01_orders_page.graphql", { first: 50, query: "" }, 597],
  ["01_orders_page.graphql", { first: 100, query: "" }, 767],
  ["01_orders_page.graphql", { first: 250, query: "" }, 937],
  ["01b_orders_changed_ids.graphql", { first: 250, query: "" }, 13],
  ["02_order.graphql", { id: "" }, 252],
])("%s with %o costs %i", (file, variables, cost) => {
  expect(requested(parse(readFileSync(join(documents ?? "", file), "utf8")), variables)).toBe(cost);
});

test("refuses a query that costs over a thousand points", async () => {
  const shopify = await testShopify();

  const { errors, data } = await shopify.call("{ orders(first: 250) { nodes { lineItems(first: 250) { nodes { id variant { id product { id } } } } returns(first: 250) { nodes { id returnLineItems(first: 250) { nodes { id } } } } } } }");

  expect(data).toBeUndefined();
  expect(errors?.[0]).toMatchObject({ extensions: { code: "MAX_COST_EXCEEDED", maxCost: 1000 } });
});
