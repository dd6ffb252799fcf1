import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { sharedMaterial } from "../shopify/testing/shared-material.ts";
import { generateTypes } from "./generate-types.ts";
import { validateDocuments } from "./validate-documents.ts";

function files(contents: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), "graphql-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return Object.entries(contents).map(([name, content]) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  });
}

const fragment = "fragment Line on LineItem { id unfulfilledQuantity }";
const query = "query OrderLines($id: ID!) {\n  order(id: $id) { id displayFulfillmentStatus createdAt lineItems(first: 5) { nodes { ...Line } } }\n}";

test("has nothing against documents that Shopify would execute, with their fragments in other files", () => {
  expect(validateDocuments(files({ "a.graphql": query, "b.graphql": fragment }))).toEqual([]);
});

test.each([
  ["a field that does not exist", "query A {\n  shop { colour }\n}", 2, 'Cannot query field "colour"'],
  ["a variable that does not fit", "query A($id: String!) {\n\n  order(id: $id) { id } }", 1, 'Variable "$id"'],
  ["a fragment that nobody uses", fragment, 1, "never used"],
  ["a field that is deprecated", "query A {\n  order(id: 1) {\n email\n totalPrice } }", 4, "deprecated"],
  ["what is not GraphQL", "query A {\n shop {", 2, "Syntax Error"],
])("names the file and line of %s", (_what, document, line, message) => {
  const [problem, ...more] = validateDocuments(files({ "a.graphql": "query Fine { shop { id } }", "wrong.graphql": document }));

  expect({ ...problem, file: basename(problem?.file ?? "") }).toEqual({ file: "wrong.graphql", line, message: expect.stringContaining(message) });
  expect(more).toEqual([]);
});

test("writes the types of the operations, and nothing of the schema that they do not use", async () => {
  const paths = files({ "a.graphql": query, "b.graphql": fragment, "c.graphql": "mutation Hold($input: FulfillmentOrderHoldInput!, $id: ID!) { fulfillmentOrderHold(fulfillmentHold: $input, id: $id) { userErrors { field code } } }" });
  const [output = ""] = files({ "operations.ts": "" });

  const text = await generateTypes(paths, { output });

  expect(readFileSync(output, "utf8")).toBe(text);
  expect(text).toContain("export type OrderLinesQuery = { order: { id: string, displayFulfillmentStatus: OrderDisplayFulfillmentStatus, createdAt: string");
  expect(text).toContain("export type HoldMutationVariables");
  expect(text).toContain("| 'PARTIALLY_FULFILLED'");
  expect(text).not.toMatch(/any|Maybe|Scalars|ProductInput/);
  expect(text.split("\n").length).toBeLessThan(100);
});

test("says that written types are old without touching them, and refuses invalid documents", async () => {
  const [output = ""] = files({ "operations.ts": "old" });

  await expect(generateTypes(files({ "a.graphql": "query A { shop { id } }" }), { output, check: true })).rejects.toThrow(output);
  await expect(generateTypes(files({ "a.graphql": "query A { shop { colour } }" }), { output })).rejects.toThrow("a.graphql:1");
  expect(readFileSync(output, "utf8")).toBe("old");
});

const material = sharedMaterial("shopify/graphql");
test.skipIf(!material)("finds real documents valid", () => {
  // The query of a bulk operation has no name, so it stands alone.
  const paths = globSync(join(material ?? "", "*.graphql")).filter((path) => !path.includes("_inner"));

  expect(paths.length).toBeGreaterThan(40);
  expect(validateDocuments(paths)).toEqual([]);
});
