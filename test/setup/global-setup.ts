import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startPostgres } from "#scripts/embedded-postgres.ts";
import { migrate } from "#scripts/migrate.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A migrated database, of which every test file gets a copy of its own. */
    templateUrl: string;
  }
}

/** One PostgreSQL for the whole run. Nothing of it need outlive a crash, so it does not wait for the disk. */
export default async function setup(project: TestProject) {
  const dataDir = mkdtempSync(join(tmpdir(), "orders-test-"));
  const postgres = await startPostgres({ dataDir, settings: { fsync: "off", full_page_writes: "off", synchronous_commit: "off", autovacuum: "off" } });
  await migrate(postgres.url);
  project.provide("templateUrl", postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
