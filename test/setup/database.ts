import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { openDatabase, type OpenDatabase } from "#app/db.server.ts";
import { atEndOfFile } from "./endings.ts";

let database: OpenDatabase | undefined;
let url: string | undefined;

/** The address of this test file's own database, a copy of the migrated one. */
export async function testDatabaseUrl(): Promise<string> {
  if (url) return url;
  const template = new URL(inject("templateUrl"));
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: new URL("/postgres", template).href });
  await admin.connect();
  // A template may have no other connection; of files that start together, one waits for the other.
  await admin.query("select pg_advisory_lock(1)");
  await admin.query(`create database ${name} template ${template.pathname.slice(1)}`);
  await admin.end();
  atEndOfFile(() => (url = undefined));
  url = new URL(`/${name}`, template).href;
  return url;
}

/** This test file's database. */
export async function testDatabase(): Promise<OpenDatabase> {
  if (database) return database;
  const opened = openDatabase({ url: await testDatabaseUrl(), poolSize: 20 });
  atEndOfFile(async () => {
    await opened.close();
    database = undefined;
  });
  database = opened;
  return opened;
}

/** This test file's database by a pool of so few connections, which the test closes. */
export async function narrowDatabase(poolSize: number): Promise<OpenDatabase> {
  return openDatabase({ url: await testDatabaseUrl(), poolSize });
}
