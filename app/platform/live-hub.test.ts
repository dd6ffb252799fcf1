import pg from "pg";
import { expect, test } from "vitest";
import { testDatabase, testDatabaseUrl } from "#test/setup/database.ts";
import { openLiveHub } from "./live-hub.server.ts";

test("listens with one connection, also after a first one broke before it listened", async () => {
  const pool = new pg.Pool({ connectionString: await testDatabaseUrl(), max: 5 });
  pool.on("error", () => {});
  let broken = 0;
  // What the server does to a connection that it ends just then.
  pool.on("connect", (client) => {
    if ((broken += 1) === 1) void client.query("select pg_terminate_backend(pg_backend_pid())").catch(() => {});
  });

  const hub = await openLiveHub(await testDatabase(), pool);
  await expect.poll(() => broken, { timeout: 5_000 }).toBeGreaterThan(1);
  await expect.poll(async () => (await pool.query("select 1 from pg_stat_activity where query like 'listen %' and datname = current_database()")).rowCount).toBe(1);

  const inUse = pool.totalCount - pool.idleCount;
  await hub.close();
  await pool.end();
  expect(inUse).toBe(1);
});
