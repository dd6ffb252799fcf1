// Mints an API key: `npm run apikey -- --shop demo.myshopify.com --role operator --name "Courier"`, or with `--all-shops` one for
// operators. The key is printed once; the database keeps a hash of it.
import { parseArgs } from "node:util";
import { v7 as uuid } from "uuid";
import { openDatabase } from "#app/db.server.ts";
import { mintApiKey } from "#app/domains/shops/index.server.ts";
import { Role } from "#app/domains/shops/schema.ts";
import { systemContext } from "#app/platform/ctx.ts";
import { messageOf } from "#app/platform/errors.ts";
import { runningDatabaseUrl } from "./running-database.ts";

const usage = `Usage: npm run apikey -- (--shop <domain> | --all-shops) [--role ${Role.options.join("|")}] [--name <for people>]`;

try {
  console.log(await mint());
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}

async function mint(): Promise<string> {
  const { values } = parseArgs({ options: { shop: { type: "string" }, "all-shops": { type: "boolean" }, role: { type: "string", default: "operator" }, name: { type: "string", default: "Command line" } } });
  const role = Role.safeParse(values.role);
  if (!role.success || Boolean(values.shop) === Boolean(values["all-shops"])) throw new Error(usage);

  const database = openDatabase({ url: runningDatabaseUrl(), poolSize: 1 });
  try {
    const ctx = systemContext(database, uuid(), new Date());
    const shop = values.shop ?? "*";
    if (shop !== "*" && (await ctx.sql`select 1 from shops where shop = ${shop} and uninstalled_at is null`).length === 0) throw new Error(`'${shop}' has not installed the app.`);
    const { key } = await mintApiKey(ctx, { shop, name: values.name, role: role.data, createdBy: "cli" });
    return key;
  } finally {
    await database.close();
  }
}
