import { expect, test } from "vitest";
import type { Ctx } from "#app/platform/ctx.ts";
import { testContext } from "#test/setup/context.ts";
import { lastPollerTick } from "./index.server.ts";

const morning = new Date("2026-11-21T08:00:00Z");
const noon = new Date("2026-11-21T12:00:00Z");

async function looked(ctx: Ctx, at: Date) {
  await ctx.sql`insert into poller_states (shop, last_tick_at, next_run_at) values (${ctx.shop}, ${at}, ${at})`;
}

test("knows no tick of a shop that the poller has never looked at", async () => {
  expect(await lastPollerTick(await testContext())).toBeNull();
});

test("tells a shop its own tick, and a caller of all shops the latest of any", async () => {
  const [first, second] = [await testContext(), await testContext()];
  await looked(first, morning);
  await looked(second, noon);

  expect(await lastPollerTick(first)).toEqual(morning);
  expect(await lastPollerTick({ ...first, shop: "*" })).toEqual(noon);
});
