import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { testDatabaseUrl } from "./database.ts";
import { demoShop, type TestApp } from "./app.ts";

const victim = fileURLToPath(new URL("outbox-victim.ts", import.meta.url));

/**
 * Lets a worker process send what waits in the outbox until Shopify has answered an operation, and kills it there with SIGKILL.
 * What it had taken is free for others at once. Gives the signal that ended it; null when it never made that call.
 */
export async function killWorkerAfter(app: TestApp, operation: string): Promise<NodeJS.Signals | null> {
  const { accessToken } = await (await fetch(`${app.shopify.url}/_local/access-token?shop=${demoShop}`)).json();
  const env = { ...process.env, DATABASE_URL: await testDatabaseUrl(), SHOPIFY_ORIGIN: app.shopify.url, ACCESS_TOKEN: accessToken, KILL_AFTER: operation };
  const child = spawn(process.execPath, [victim], { env, stdio: ["ignore", "ignore", "inherit"] });
  await once(child, "exit");
  const ctx = await app.context();
  await ctx.sql`update outbox_events set leased_until = null where shop = ${ctx.shop} and status = 'PENDING'`;
  return child.signalCode;
}
