import { Validator } from "@seriousme/openapi-schema-validator";
import { beforeAll, expect, test } from "vitest";
import { apiResources } from "#app/api.server.ts";
import { startTestApp, type TestApp } from "./setup/app.ts";
import { documentedBy } from "./setup/documented.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});

interface Operation {
  operationId: string;
  summary: string;
}

async function served(): Promise<{ paths: Record<string, Record<string, Operation>> }> {
  return (await fetch(`${app.url}/openapi.json`)).json();
}

test("is an OpenAPI 3.1 document, for anyone to read", async () => {
  const result = await new Validator().validate({ ...(await served()) });

  expect(result).toMatchObject({ valid: true });
});

test("names every operation once, and says what it is for", async () => {
  const operations = Object.values((await served()).paths).flatMap((path) => Object.values(path));

  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  expect(operations.filter(({ summary }) => summary.trim() === "")).toEqual([]);
});

test("names every address of the API with every method that it takes", async () => {
  const { paths } = await served();
  const resources = apiResources({ collect: () => Promise.reject(new Error("not asked here")), hub: { subscribe: () => ({ since: Promise.resolve(), stop: () => {} }), eventsSince: () => Promise.reject(new Error("not asked here")), close: () => Promise.resolve() } });

  const documented = Object.entries(paths).flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`));
  const taken = Object.entries(resources).flatMap(([path, resource]) => Object.keys(resource).map((method) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`));
  expect(documented.toSorted()).toEqual(taken.toSorted());
});

test("does not let an answer pass that its document does not name", async () => {
  const check = await documentedBy(app.url);

  expect(() => check("GET", "/sync/orders/5678/secrets", { status: 200, headers: new Headers(), body: {} })).toThrow("does not name");
});

test.each([
  ["lacks a field", { success: true }],
  ["has a field too many", { success: true, timeline: [], total: 0 }],
  ["has a field of another type", { success: true, timeline: {} }],
])("finds an answer that %s", async (_name, body) => {
  const check = await documentedBy(app.url);
  const headers = new Headers({ "content-type": "application/json; charset=utf-8" });

  expect(() => check("GET", "/sync/orders/5678/timeline?limit=5", { status: 200, headers, body })).toThrow();
  expect(() => check("GET", "/sync/orders/5678/timeline?limit=5", { status: 200, headers, body: { success: true, timeline: [] } })).not.toThrow();
});
