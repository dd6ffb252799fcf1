import { expect, test } from "vitest";
import type { Ctx } from "#app/platform/ctx.ts";
import { take } from "#test/factories/arrivals.ts";
import { orderWebhook } from "#test/factories/webhooks.ts";
import { testContext, testSystemContext } from "#test/setup/context.ts";
import { eventFigures, foldEventCounts } from "./event-counts.server.ts";

async function counted(ctx: Ctx) {
  const [row] = await ctx.database.system`${eventFigures(ctx.shop)}`;
  return row;
}

/** The same, added up event by event. */
async function addedUp(ctx: Ctx) {
  const [row] = await ctx.sql`
    select count(*) filter (where status = 'processed' and duplicate_of is null)::int as processed, count(*) filter (where status = 'quarantined' and duplicate_of is null)::int as quarantined,
      count(*) filter (where status = 'ignored' and duplicate_of is null)::int as ignored, coalesce(sum(deliveries) filter (where source = 'shopify'), 0)::int as received,
      coalesce(sum(case when duplicate_of is null then deliveries - 1 else deliveries end) filter (where source = 'shopify'), 0)::int as repeated
    from events_processed where shop = ${ctx.shop}`;
  return row;
}

/** Events that are new, repeated, contradicted, told twice by two subscriptions, unknown, and not Shopify's. */
async function arrive(ctx: Ctx): Promise<void> {
  const payload = orderWebhook();
  const { id } = await take(ctx, { topic: "orders/create", payload });
  for (const body of [payload, payload, { ...payload, total_price: "1.00" }]) await take(ctx, { topic: "orders/create", id, payload: body });
  for (const delivery of ["a", "b"]) await take(ctx, { topic: "orders/updated", id: delivery, payload, eventGroup: "one" });
  await take(ctx, { topic: "carrier.unheard_of", source: "courier-x", payload: {} });
}

test("counts along what becomes of events, however often and by however many it is folded in", async () => {
  const ctx = await testContext();
  const system = await testSystemContext();
  const seen: unknown[] = [];
  const look = async () => {
    seen.push(await counted(ctx));
    expect(seen.at(-1)).toEqual(await addedUp(ctx));
  };

  await arrive(ctx);
  await look();
  await Promise.all([foldEventCounts(system), foldEventCounts(system), foldEventCounts(system)]);
  await look();
  await ctx.sql`update events_processed set status = 'ignored' where shop = ${ctx.shop} and status = 'quarantined'`;
  await ctx.sql`update events_processed set deliveries = deliveries + 2, last_seen_at = now() where shop = ${ctx.shop}`;
  await look();
  await foldEventCounts(system);
  await ctx.sql`delete from events_processed where shop = ${ctx.shop} and duplicate_of is null`;
  await look();
  await foldEventCounts(system);

  await look();
  expect(await ctx.sql`select 1 from event_changes where shop = ${ctx.shop}`).toEqual([]);
  expect(seen[0]).not.toEqual(seen[3]);
});

test("has nothing of another shop's events", async () => {
  const [ctx, other] = [await testContext(), await testContext()];

  await arrive(other);

  expect(await counted(ctx)).toEqual({ processed: 0, quarantined: 0, ignored: 0, received: 0, repeated: 0 });
});
