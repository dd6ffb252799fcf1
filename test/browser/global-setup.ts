import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { giveRoles, installApp } from "#scripts/demo-shop.ts";
import { startStack } from "#scripts/stack.ts";
import { type Chromium, findChromium } from "./chromium.ts";

declare module "vitest" {
  export interface ProvidedContext {
    appUrl: string;
    databaseUrl: string;
    shopifyUrl: string;
    chromium: Chromium;
  }
}

/** The whole product, as the demo runs it, for the browser tests of a run: built app, local Shopify, PostgreSQL. */
export default async function setup(project: TestProject) {
  const dataDir = mkdtempSync(join(tmpdir(), "orders-browser-"));
  const chromium = await findChromium();
  const stack = await startStack({ dataDir, port: 0, shopifyPort: 0, postgres: { fsync: "off" }, env: { LOG_LEVEL: "warn" } });
  for (const shop of ["demo.myshopify.com", "second.myshopify.com"]) {
    await installApp({ ...stack, shop });
    await giveRoles({ ...stack, shop });
  }
  project.provide("appUrl", stack.appUrl);
  project.provide("databaseUrl", stack.databaseUrl);
  project.provide("shopifyUrl", stack.shopifyUrl);
  project.provide("chromium", chromium);
  return async () => {
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
