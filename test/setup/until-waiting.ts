import { expect } from "vitest";
import { testSystemContext } from "./context.ts";

/** Comes back when so many statements wait for a lock in this file's database. */
export async function untilWaiting(count = 1): Promise<void> {
  const { sql } = await testSystemContext();
  await expect.poll(() => sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`, { interval: 10 }).toHaveLength(count);
}
