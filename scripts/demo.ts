import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { giveRoles, installApp, takeOrders } from "./demo-shop.ts";
import { announceDatabase } from "./running-database.ts";
import { startStack, type Stack } from "./stack.ts";

const dataDir = resolve(process.env["DATA_DIR"] ?? ".data");
const port = Number(process.env["PORT"] ?? 3000);
const shopifyPort = Number(process.env["LOCAL_SHOPIFY_PORT"] ?? 4000);
const pidFile = join(dataDir, "demo.pid");

let stack: Stack | undefined;
let stopping = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));

try {
  mkdirSync(dataDir, { recursive: true });
  await stopEarlierDemo();
  writeFileSync(pidFile, String(process.pid));
  stack = await startStack({ dataDir, port, shopifyPort, databaseUrl: process.env["DATABASE_URL"], env: { RETRY_TIME_SCALE: process.env["RETRY_TIME_SCALE"] ?? "240" }, report: (step) => console.log(step) });
  announceDatabase(stack.databaseUrl);
  for (const { role, child } of stack.processes) child.once("exit", () => stopping || void stop(1, `The ${role} process ended; its log is ${join(dataDir, "logs", `${role}.log`)}`));

  console.log("Installing the app in the demo shops…");
  const { appUrl, shopifyUrl } = stack;
  for (const shop of ["demo.myshopify.com", "second.myshopify.com"]) {
    await installApp({ appUrl, shopifyUrl, shop });
    await giveRoles({ appUrl, shopifyUrl, shop });
  }
  const count = await takeOrders({ appUrl, shopifyUrl, shop: "demo.myshopify.com" });
  console.log(`
The demo shop has ${count} orders. Open the app inside local Shopify's admin:

    ${shopifyUrl}/store/demo/apps/local-api-key/app

The API is at ${appUrl}. Ctrl-C stops everything; the data stays in ${dataDir}.`);
} catch (error) {
  await stop(1, error instanceof Error ? error.message : String(error));
}

async function stop(code: number, message?: string): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (message) console.error(message);
  await stack?.stop();
  if (existsSync(pidFile) && readFileSync(pidFile, "utf8") === String(process.pid)) rmSync(pidFile);
  process.exit(code);
}

/** A demo that still runs over the same data, such as one whose terminal was killed, makes way for this one. */
async function stopEarlierDemo(): Promise<void> {
  const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, "utf8")) : 0;
  if (!isDemo(pid)) return;
  console.log(`Stopping the demo that is still running (process ${pid})…`);
  process.kill(pid, "SIGTERM");
  for (let waited = 0; waited < 15_000 && isDemo(pid); waited += 100) await new Promise((done) => setTimeout(done, 100));
}

function isDemo(pid: number): boolean {
  if (!pid || pid === process.pid) return false;
  try {
    return execFileSync("ps", ["-p", String(pid), "-o", "args="], { encoding: "utf8" }).includes("scripts/demo.ts");
  } catch {
    return false; // ps exits with 1 when there is no such process
  }
}
