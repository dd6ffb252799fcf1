import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect, inject, test } from "vitest";

const server = resolve(import.meta.dirname, "../../build/server/server.js");
const complete = { SHOPIFY_API_KEY: "key", SHOPIFY_API_SECRET: "secret", SHOPIFY_APP_URL: "https://app.example.com", DATABASE_URL: "postgresql://nobody:wrong@127.0.0.1:1/nowhere" };

function start(own: Record<string, string>, role = "web") {
  const env: NodeJS.ProcessEnv = { NODE_ENV: "production", PATH: process.env["PATH"], ...own };
  const { status, stderr } = spawnSync(process.execPath, [server, role], { env, encoding: "utf8", timeout: 20_000 });
  return { status, lines: stderr.trim().split("\n") };
}

test.each([
  ["SHOPIFY_API_SECRET", { ...complete, SHOPIFY_API_SECRET: "" }],
  ["DATABASE_URL", { ...complete, DATABASE_URL: "not an address" }],
  ["DATABASE_URL", complete],
])("stops a start that cannot work with one line that names %s", (name, env) => {
  const { status, lines } = start(env);

  expect(status).toBe(1);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(name);
});

test("stops with one line that names the port when it is in use", () => {
  const { port } = new URL(inject("appUrl"));

  const { status, lines } = start({ ...complete, DATABASE_URL: inject("databaseUrl"), PORT: port });

  expect(status).toBe(1);
  expect(lines).toEqual([expect.stringContaining(`Port ${port} is in use`)]);
});
