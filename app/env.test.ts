import { expect, test } from "vitest";
import { parseEnv } from "./env.server.ts";

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
])("names %s in one line when it cannot be used", (name, overrides) => {
  const parse = () => parseEnv({ ...complete, ...overrides });

  expect(parse).toThrow(name);
  expect(parse).not.toThrow("\n");
});
