import { expect, test } from "vitest";
import { lockOrders } from "#app/domains/orders/index.server.ts";
import { type Ctx, inTransaction, type Tx } from "#app/platform/ctx.ts";
import { buildOrderOf, buildVariant, reserve } from "#test/factories/inventory.ts";
import { testContext } from "#test/setup/context.ts";
import { untilWaiting } from "#test/setup/until-waiting.ts";
import { lockVariantsOf, releaseForOrder } from "./index.server.ts";

/** Locks a variant's row, or fails at once where somebody else has it. */
const lockNow = (tx: Tx, id: bigint) => tx.sql`select 1 from product_variants where shop = ${tx.shop} and id = ${id} for update nowait`;

/** An order of two variants that it holds, those in the order of their ids. */
async function heldOrder(ctx: Ctx) {
  const variants = [await buildVariant(ctx), await buildVariant(ctx)];
  const order = await buildOrderOf(ctx, [[variants[1] ?? { id: 0n }, 1], [variants[0] ?? { id: 0n }, 1]]);
  await reserve(ctx, order.id);
  const [lower = 0n, higher = 0n] = variants.map(({ id }) => id).toSorted((a, b) => (a < b ? -1 : 1));
  return { orderId: order.id, lower, higher };
}

test("what is given back waits for its order before it takes any product", async () => {
  const ctx = await testContext();
  const { orderId, lower, higher } = await heldOrder(ctx);

  const releasing = await inTransaction(ctx, async (tx) => {
    await lockOrders(tx, [orderId]);
    const release = inTransaction(ctx, (other) => releaseForOrder(other, orderId));
    await untilWaiting();
    for (const id of [lower, higher]) await lockNow(tx, id);
    return { release };
  });

  expect(await releasing.release).toBe(2);
});

test.each([
  ["what is given back", (tx: Tx, orderId: bigint) => releaseForOrder(tx, orderId)],
  ["what concerns several orders", (tx: Tx, orderId: bigint) => lockVariantsOf(tx, [orderId])],
])("%s takes products in the order of their ids", async (_what, take) => {
  const ctx = await testContext();
  const { orderId, lower, higher } = await heldOrder(ctx);

  const taking = await inTransaction(ctx, async (tx) => {
    await lockNow(tx, lower);
    const taken = inTransaction<unknown>(ctx, (other) => take(other, orderId));
    await untilWaiting();
    await lockNow(tx, higher);
    return { taken };
  });

  await taking.taken;
});
