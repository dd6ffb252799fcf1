import { expect, test } from "vitest";
import { testContext, testSystemContext } from "#test/setup/context.ts";
import { type Ctx, inTransaction } from "./ctx.ts";
import { type Signal, signal } from "./live.ts";
import { publishLive } from "./publish-live.server.ts";

test("tells what happened in the order in which it happened, also where the numbers get another digit", async () => {
  const ctx = await testContext();

  await inTransaction(ctx, async (tx) => {
    for (let n = 0; n < 120; n += 1) await signal(tx, { event: "alert", data: { n } });
  });
  await publishLive(await testSystemContext());

  const told = await ctx.database.system<{ n: number }>`select (data->>'n')::int as n from live_events where shop = ${ctx.shop} order by id`;
  expect(told.map(({ n }) => n)).toEqual(Array.from({ length: 120 }, (_, n) => n));
});

const refresh = (...orderIds: string[]): Signal => ({ event: "refresh", data: { reason: "webhook", orderIds } });
const gap: Signal = { event: "data_gap", data: { change: "opened", dataGap: {} } };
const published = (ctx: Ctx) => ctx.sql<{ event: string; ids: unknown }>`select event, data->'orderIds' as ids from live_events where shop = ${ctx.shop} order by id`;

function happen(ctx: Ctx, ...signals: Signal[]): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    for (const each of signals) await signal(tx, each);
  });
}

test("tells a shop of its refreshes at most once a second, all of that second in one, and of the rest at once", async () => {
  const [ctx, other] = [await testContext(), await testContext()];
  const system = await testSystemContext();
  await happen(ctx, refresh("1"), refresh("2"), refresh("2"));
  expect(await publishLive(system)).toBe(false);
  // However slow the machine is, that was just now.
  await ctx.sql`update live_events set created_at = created_at + interval '1 hour' where shop = ${ctx.shop}`;

  await happen(ctx, refresh("3"), gap);
  await happen(other, refresh("4"));
  const leftForLater = await publishLive(system);
  await happen(ctx, refresh("5"));
  await publishLive(system);

  expect(leftForLater).toBe(true);
  expect(await published(ctx)).toEqual([{ event: "refresh", ids: ["1", "2"] }, { event: "data_gap", ids: null }]);
  expect(await published(other)).toEqual([{ event: "refresh", ids: ["4"] }]);

  await ctx.sql`update live_events set created_at = created_at - interval '2 hours' where shop = ${ctx.shop}`;
  expect(await publishLive(system)).toBe(false);

  expect((await published(ctx)).slice(2)).toEqual([{ event: "refresh", ids: ["3", "5"] }]);
});
