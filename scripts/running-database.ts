import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const file = join(resolve(process.env["DATA_DIR"] ?? ".data"), "database-url");

/** Lets commands of other terminals find the database that this process has started. */
export function announceDatabase(url: string): void {
  writeFileSync(file, url, { mode: 0o600 });
}

/** The database that a command is about: DATABASE_URL, or that of the demo. Throws when there is neither. */
export function runningDatabaseUrl(): string {
  const url = process.env["DATABASE_URL"] || (existsSync(file) ? readFileSync(file, "utf8") : "");
  if (!url) throw new Error(`Say which database with DATABASE_URL, or start the demo first: ${file} is missing.`);
  return url;
}
