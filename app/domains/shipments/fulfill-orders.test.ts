import { expect, test } from "vitest";
import type { Ctx } from "#app/platform/ctx.ts";
import { buildOrderIn, outboxOf } from "#test/factories/workflow.ts";
import { testContext } from "#test/setup/context.ts";
import { fulfillOrders } from "./fulfill-orders.server.ts";
import type { Tracking } from "./schema.ts";

const first = { number: "BD1", carrier: "Blue Dart", url: "https://example.com/BD1" };

async function shipped(ctx: Ctx) {
  const order = await buildOrderIn(ctx, "paid");
  await fulfillOrders(ctx, { orderIds: [order.name], tracking: first });
  return order;
}

test.each<[string, Tracking]>([
  ["number", { ...first, number: "BD2" }],
  ["carrier", { ...first, carrier: "Delhivery" }],
  ["link", { ...first, url: "https://example.com/track/BD1" }],
])("changes the tracking of what is fulfilled when its %s is another", async (_part, tracking) => {
  const ctx = await testContext();
  const order = await shipped(ctx);

  await fulfillOrders(ctx, { orderIds: [order.name], tracking });

  expect(await outboxOf(ctx, order)).toEqual(["shopify.fulfillment_create", "shopify.tracking_update"]);
  expect(await ctx.sql`select tracking from orders where shop = ${ctx.shop} and id = ${order.id}`).toEqual([{ tracking }]);
});

test.each<[string, Tracking]>([["all of it", first], ["no link", { number: first.number, carrier: first.carrier }]])("has no second effect with the same tracking, %s given", async (_given, tracking) => {
  const ctx = await testContext();
  const order = await shipped(ctx);

  await fulfillOrders(ctx, { orderIds: [order.name], tracking });

  expect(await outboxOf(ctx, order)).toEqual(["shopify.fulfillment_create"]);
});
