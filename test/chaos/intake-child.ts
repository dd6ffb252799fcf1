// Runs intake for one shop in a process of its own, which CRASH_AT kills somewhere on the way.
import { openDatabase } from "#app/db.server.ts";
import { registerDomains } from "#app/registry.server.ts";
import { readArrivals, runIntake } from "./intake-run.ts";

const [url = "", shop = "", file = ""] = process.argv.slice(2);
registerDomains();
const database = openDatabase({ url, poolSize: 4 });
await runIntake(database, shop, readArrivals(file));
await database.close();
