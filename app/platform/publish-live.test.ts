import { expect, test } from "vitest";
import { testContext, testSystemContext } from "#test/setup/context.ts";
import { inTransaction } from "./ctx.ts";
import { signal } from "./live.ts";
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
