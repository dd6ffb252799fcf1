import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { mintApiKey } from "#app/domains/shops/index.server.ts";
import { openDatabase } from "#app/db.server.ts";
import { systemContext } from "#app/platform/ctx.ts";
import { installApp } from "#scripts/demo-shop.ts";
import { type Stack, startStack, usablePort } from "#scripts/stack.ts";

/** An instance of the app that serves `/sync` to others, and that a test may kill and start again. */
export interface Instance {
  url: string;
  start: () => Promise<void>;
  kill: () => Promise<void>;
}

/** Another web process of the app that the browser tests are about, on its database. */
export async function remoteInstance(): Promise<Instance> {
  const port = await usablePort(0, "PORT");
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "production", PORT: String(port), DATABASE_URL: inject("databaseUrl"), SHOPIFY_API_KEY: "local-api-key", SHOPIFY_API_SECRET: "local-api-secret", SHOPIFY_APP_URL: `http://localhost:${port}`, SHOPIFY_ORIGIN: inject("shopifyUrl"), LOG_LEVEL: "error" };
  let child: ChildProcess | undefined;
  return {
    url: `http://localhost:${port}`,
    start: async () => {
      const started = spawn(process.execPath, ["build/server/server.js", "web"], { env, stdio: ["ignore", "inherit", "inherit", "ipc"] });
      child = started;
      await once(started, "message");
    },
    kill: async () => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const over = once(child, "exit");
      child.kill("SIGKILL");
      await over;
    },
  };
}

/** An instance with a database and a local Shopify of its own, whose dashboard shows another's sync; samples where it has nothing else. */
export async function dashboardOf(url: string): Promise<Stack> {
  const [databaseUrl, dataDir, key] = [await newDatabase(), mkdtempSync(join(tmpdir(), "orders-dashboard-")), await mintKey()];
  const env = { SYNC_SERVICE_URL: url, SYNC_SERVICE_API_KEY: key, SYNC_TIMEOUT_MS: "2000", USE_MOCK_DATA: "true", LOG_LEVEL: "error" };
  const stack = await startStack({ dataDir, port: 0, shopifyPort: 0, databaseUrl, roles: ["web"], env });
  await installApp({ ...stack, shop: "demo.myshopify.com" });
  return { ...stack, stop: () => stack.stop().finally(() => rmSync(dataDir, { recursive: true, force: true })) };
}

async function newDatabase(): Promise<string> {
  const name = `dashboard_${Date.now()}`;
  const admin = new pg.Client({ connectionString: inject("databaseUrl") });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  return new URL(`/${name}`, inject("databaseUrl")).href;
}

async function mintKey(): Promise<string> {
  const database = openDatabase({ url: inject("databaseUrl"), poolSize: 1 });
  try {
    return (await mintApiKey(systemContext(database, "remote", new Date()), { shop: "*", name: "Dashboard elsewhere", role: "operator", createdBy: "test" })).key;
  } finally {
    await database.close();
  }
}
