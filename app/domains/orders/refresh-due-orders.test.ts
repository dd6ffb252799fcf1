import { expect, test } from "vitest";
import { contextFor, type Ctx, systemContext } from "#app/platform/ctx.ts";
import { arrival, deliver } from "#test/factories/arrivals.ts";
import { buildOrder } from "#test/factories/orders.ts";
import { testContext } from "#test/setup/context.ts";
import { refreshDueOrders } from "./index.server.ts";

const placed = new Date("2026-11-20T10:00:00Z");
const minutes = (count: number) => new Date(placed.getTime() + count * 60_000);

/** What the clock's task does at a moment. */
function clock(ctx: Ctx, now: Date) {
  return refreshDueOrders(systemContext(ctx.database, "clock", now));
}

async function openAlerts(ctx: Ctx) {
  return ctx.sql<{ kind: string; order_id: bigint }>`select kind, order_id from alerts where shop = ${ctx.shop} and closed_at is null`;
}

async function setLimits(ctx: Ctx, limits: Record<string, unknown>) {
  await ctx.sql`
    insert into shop_settings (shop, "values", updated_at, updated_by) values (${ctx.shop}, ${JSON.stringify(limits)}, ${ctx.now}, 'admin')
    on conflict (shop) do update set "values" = excluded."values", version = shop_settings.version + 1, updated_at = excluded.updated_at`;
}

test("opens the alert of an order in the minute in which its limit passes, when nothing else happens", async () => {
  const ctx = await testContext({ now: placed });
  const order = await buildOrder(ctx, { createdAt: placed });

  await clock(ctx, minutes(119));
  expect(await openAlerts(ctx)).toEqual([]);

  await clock(ctx, minutes(120));
  expect(await openAlerts(ctx)).toEqual([{ kind: "tracking_pending", order_id: order.id }]);
  expect(await ctx.sql`select shipment_status, next_check_at from orders where shop = ${ctx.shop}`).toEqual([{ shipment_status: "tracking_pending", next_check_at: null }]);
});

test("opens one alert when several clocks tick at once", async () => {
  const ctx = await testContext({ now: placed });
  await buildOrder(ctx, { createdAt: placed });

  await Promise.all([1, 2, 3].map(() => clock(ctx, minutes(130))));

  expect(await ctx.sql`select 1 from alerts where shop = ${ctx.shop}`).toHaveLength(1);
});

test("looks at a shop's orders again when its limits change, in both directions", async () => {
  const ctx = await testContext({ now: placed });
  const other = await testContext({ now: placed });
  await buildOrder(ctx, { createdAt: placed });
  await buildOrder(other, { createdAt: placed });

  await setLimits(ctx, { trackingPendingHours: 1 });
  await clock(ctx, minutes(90));
  expect(await openAlerts(ctx)).toHaveLength(1);
  expect(await openAlerts(other)).toEqual([]);

  await setLimits(ctx, { trackingPendingHours: 4 });
  await clock(ctx, minutes(150));
  expect(await openAlerts(ctx)).toEqual([]);
});

test("alerts in the minute in which a limit of business hours passes, and anew when the shop changes those or moves to another time zone", async () => {
  // Placed on a Friday; the shop works from Thursday to Friday, until 11:00.
  const ctx = await testContext({ now: placed });
  await ctx.sql`update shops set iana_timezone = 'UTC' where shop = ${ctx.shop}`;
  await buildOrder(ctx, { createdAt: placed });
  const businessHours = [4, 5].map((day) => ({ day, from: "09:00", to: "11:00" }));
  const thursday = (time: string) => new Date(`2026-11-26T${time}:00Z`);

  await setLimits(ctx, { businessHours, businessHoursFor: ["trackingPendingHours"] });
  await clock(ctx, thursday("09:59"));
  expect(await openAlerts(ctx)).toEqual([]);
  await clock(ctx, thursday("10:00"));
  expect(await openAlerts(ctx)).toHaveLength(1);

  await setLimits(ctx, { businessHours: [{ day: 4, from: "09:00", to: "12:00" }], businessHoursFor: ["trackingPendingHours"] });
  await clock(ctx, thursday("10:30"));
  expect(await openAlerts(ctx)).toEqual([]);

  const then = contextFor(ctx.database, ctx.shop, ctx.actor, "", thursday("10:30"));
  await deliver(then, arrival(then, "shop/update", { iana_timezone: "Europe/Berlin" }));
  await clock(ctx, thursday("10:31"));
  expect(await openAlerts(ctx)).toHaveLength(1);
});

test("does not let an order that cannot be refreshed hold up the others", async () => {
  const [broken, sound] = [await testContext({ now: placed }), await testContext({ now: placed })];
  await buildOrder(broken, { createdAt: placed });
  await buildOrder(sound, { createdAt: placed });
  await setLimits(broken, { trackingPendingHours: -1 });

  await expect(clock(sound, minutes(130))).rejects.toBeInstanceOf(AggregateError);

  expect(await openAlerts(sound)).toHaveLength(1);
  expect(await broken.sql`select next_check_at from orders where shop = ${broken.shop}`).toEqual([{ next_check_at: minutes(135) }]);
  await setLimits(broken, {});
  await clock(broken, minutes(136));
  expect(await openAlerts(contextFor(broken.database, broken.shop, broken.actor, "", placed))).toHaveLength(1);
});
