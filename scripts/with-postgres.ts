// Runs a command with DATABASE_URL set to an embedded PostgreSQL that holds nothing, for developing migrations:
//
//   node scripts/bootstrap.mjs scripts/with-postgres.ts node node_modules/prisma/build/index.js migrate diff …  (docs/developers.md)
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "./embedded-postgres.ts";

const [command, ...args] = process.argv.slice(2);
if (!command) throw new Error("Say which command to run.");

const dataDir = mkdtempSync(join(tmpdir(), "orders-scratch-"));
const postgres = await startPostgres({ dataDir, settings: { fsync: "off" } });
const child = spawn(command, args, { stdio: "inherit", env: { ...process.env, DATABASE_URL: postgres.url } });
const code = await new Promise<number | null>((done) => child.once("exit", done));
await postgres.stop();
rmSync(dataDir, { recursive: true, force: true });
process.exit(code ?? 1);
