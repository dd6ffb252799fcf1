import { expect, test } from "vitest";
import { inTransaction } from "#app/platform/ctx.ts";
import { buildOrderOf, buildVariant, reserve } from "#test/factories/inventory.ts";
import { testContext } from "#test/setup/context.ts";
import { commitForOrder, releaseForOrder, sweepReservations } from "./index.server.ts";

test("the order's timeline says what was given back, what left, and what has expired", async () => {
  const ctx = await testContext();
  const kettle = await buildVariant(ctx);
  const [released, committed, expired] = await Promise.all([1, 2, 3].map((quantity) => buildOrderOf(ctx, [[kettle, quantity]])));
  for (const order of [released, committed, expired]) await reserve(ctx, order?.id ?? 0n);

  await inTransaction(ctx, async (tx) => {
    await releaseForOrder(tx, released?.id ?? 0n);
    await commitForOrder(tx, committed?.id ?? 0n);
  });
  await ctx.sql`update reservations set expires_at = ${new Date(ctx.now.getTime() - 1)} where shop = ${ctx.shop} and status = 'ACTIVE'`;
  await sweepReservations(ctx);

  const told = await ctx.sql`select order_id, event, details->'items' as items from timeline_entries where shop = ${ctx.shop} and event like 'inventory.%' and event <> 'inventory.held' order by event`;
  const items = (quantity: number) => [{ variantId: `gid://shopify/ProductVariant/${kettle.id}`, sku: kettle.sku, quantity }];
  expect(told).toEqual([
    { order_id: committed?.id, event: "inventory.committed", items: items(2) },
    { order_id: expired?.id, event: "inventory.expired", items: items(3) },
    { order_id: released?.id, event: "inventory.released", items: items(1) },
  ]);
});
