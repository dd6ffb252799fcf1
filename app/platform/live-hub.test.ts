import pg from "pg";
import { expect, test } from "vitest";
import { testContext } from "#test/setup/context.ts";
import { testDatabase, testDatabaseUrl } from "#test/setup/database.ts";
import { mostCaughtUp, openLiveHub } from "./live-hub.server.ts";

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

test("a client that has missed more events than it is told one by one is told to read everything anew, and where to go on from", async () => {
  const ctx = await testContext();
  const pool = new pg.Pool({ connectionString: await testDatabaseUrl(), max: 2 });
  const hub = await openLiveHub(ctx.database, pool);
  const [row] = await ctx.database.system<{ first: bigint }>`
    with added as (insert into live_events (shop, id, event, data, created_at) select ${ctx.shop}, nextval('live_event_ids'), 'refresh', '{}', now() from generate_series(0, ${mostCaughtUp}) returning id)
    select min(id) as first from added`;
  const first = row?.first ?? 0n;

  const most = await hub.eventsSince(ctx.shop, first);
  const more = await hub.eventsSince(ctx.shop, first - 1n);
  const afterwards = await hub.eventsSince(ctx.shop, more.lastEventId);
  await hub.close();
  await pool.end();

  expect(most).toMatchObject({ complete: true, events: { length: mostCaughtUp } });
  expect(more).toMatchObject({ complete: false, events: [], lastEventId: most.lastEventId });
  expect(afterwards).toMatchObject({ complete: true, events: [] });
});
