import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { runMigrations } from "graphile-worker";

const root = resolve(import.meta.dirname, "..");

/** Applies the migrations that the database does not have yet, the job queue's too; throws with Prisma's own words when one fails. */
export async function migrate(url: string): Promise<void> {
  const args = ["--import", join(root, "prisma/no-lingering-timer.mjs"), join(root, "node_modules/prisma/build/index.js"), "migrate", "deploy"];
  const env = { ...process.env, DATABASE_URL: url, CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" };
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((done) => child.once("close", done));
  if (code !== 0) throw new Error(`The database could not be migrated:\n${output}`);
  await runMigrations({ connectionString: url });
}

if (import.meta.main) {
  const url = process.env["DATABASE_URL"];
  if (!url) {
    console.error("DATABASE_URL is missing: say which database to migrate.");
    process.exit(1);
  }
  await migrate(url);
}
