// Replays what arrived into rows of its own and compares them with the live mirror: `npm run rebuild -- --shop demo.myshopify.com`,
// with `--order 5678` for one order alone. Changes nothing; ends with 1 when there is a difference, which is a bug.
import { parseArgs } from "node:util";
import { v7 as uuid } from "uuid";
import { openDatabase } from "#app/db.server.ts";
import { resolveOrder } from "#app/domains/orders/index.server.ts";
import { checkShop } from "#app/domains/rebuild/index.server.ts";
import { contextFor, systemActor } from "#app/platform/ctx.ts";
import { messageOf } from "#app/platform/errors.ts";
import { registerDomains } from "#app/registry.server.ts";
import { runningDatabaseUrl } from "./running-database.ts";

try {
  process.exitCode = (await check()) === 0 ? 0 : 1;
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}

async function check(): Promise<number> {
  const { values } = parseArgs({ options: { shop: { type: "string" }, order: { type: "string" } } });
  if (!values.shop) throw new Error("Usage: npm run rebuild -- --shop <domain> [--order <id or name>]");
  registerDomains();
  const database = openDatabase({ url: runningDatabaseUrl(), poolSize: 2 });
  try {
    const ctx = contextFor(database, values.shop, systemActor("Rebuild"), uuid(), new Date());
    const { orders, events, retired, drift } = await checkShop(ctx, values.order === undefined ? undefined : await resolveOrder(ctx, values.order));
    for (const difference of drift) console.log(JSON.stringify(difference));
    console.log(`${orders} orders from ${events} arrivals: ${drift.length} differences from the live mirror.${retired > 0 ? ` ${retired} orders could not be rebuilt: their arrivals are retired.` : ""}`);
    return drift.length;
  } finally {
    await database.close();
  }
}
