import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { OpenDatabase } from "./db.server.ts";
import { messageOf } from "./platform/errors.ts";
import { logger } from "./platform/logger.server.ts";

const folder = join(process.cwd(), "prisma", "migrations");
const wanted = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])) : [];

/** Whether the database answers and has every migration that this version of the app needs. */
export async function isReady(database: OpenDatabase): Promise<boolean> {
  try {
    const [row] = await database.system<{ applied: number }>`
      select count(distinct migration_name)::int as applied from _prisma_migrations where migration_name = any(${wanted}) and finished_at is not null and rolled_back_at is null`;
    return row?.applied === wanted.length;
  } catch (error) {
    logger.warn({ error: messageOf(error) }, "not ready");
    return false;
  }
}
