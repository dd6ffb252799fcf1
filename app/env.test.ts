import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Env, parseEnv } from "./env.server.ts";

const complete = {
  DATABASE_URL: "postgresql://app:secret@localhost:5432/orders",
  SHOPIFY_API_KEY: "key",
  SHOPIFY_API_SECRET: "secret",
  SHOPIFY_APP_URL: "https://app.example.com",
};

test("takes a complete environment and fills in the defaults", () => {
  expect(parseEnv(complete)).toMatchObject({ PORT: 3000, WORKFLOW_ENABLED: true, RATE_LIMIT: 10_000 });
});

test.each([
  ["SHOPIFY_API_SECRET", { SHOPIFY_API_SECRET: undefined }],
  ["SHOPIFY_API_SECRET", { SHOPIFY_API_SECRET: "" }],
  ["DATABASE_URL", { DATABASE_URL: "localhost" }],
  ["SHOPIFY_APP_URL", { SHOPIFY_APP_URL: "app.example.com" }],
  ["PORT", { PORT: "http" }],
  ["LOG_LEVEL", { LOG_LEVEL: "loud" }],
  ["CRASH_AT", { CRASH_AT: "somewhere" }],
])("names %s in one line when it cannot be used", (name, overrides) => {
  const parse = () => parseEnv({ ...complete, ...overrides });

  expect(parse).toThrow(name);
  expect(parse).not.toThrow("\n");
});

test.each(["README.md", ".env.example"])("is written down whole in %s", (file) => {
  const text = readFileSync(file, "utf8");

  // Node's own variable, which the start scripts set.
  expect(Object.keys(Env.shape).filter((name) => name !== "NODE_ENV" && !new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
});
