import { expect, test } from "vitest";
import { inTransaction } from "#app/platform/ctx.ts";
import { buildOrder } from "#test/factories/orders.ts";
import { newId, testContext } from "#test/setup/context.ts";
import { applyRefund } from "./apply-snapshot.server.ts";
import type { RefundSnapshot } from "./snapshot.ts";

test("a refund that is told in several ways says what any of them says, in whatever order they come", async () => {
  const ctx = await testContext();
  const inOrder: RefundSnapshot = { orderId: 0n, id: newId(), shopifyReturnId: null, amount: "0", currencyCode: null, note: null, lines: [{ lineItemId: "1", quantity: 1, restockType: null }], createdAt: new Date("2026-11-20T12:00:01Z") };
  const ofItsOwn: RefundSnapshot = { ...inOrder, shopifyReturnId: 7n, amount: "499.00", currencyCode: "INR", note: "Dented", lines: [{ lineItemId: "1", quantity: 1, restockType: "no_restock" }], createdAt: new Date("2026-11-20T12:00:00Z") };
  const bare: RefundSnapshot = { ...inOrder, lines: [] };
  const told = async (...tellings: RefundSnapshot[]) => {
    const { id: orderId } = await buildOrder(ctx);
    await inTransaction(ctx, async (tx) => {
      for (const telling of tellings) await applyRefund(tx, { ...telling, orderId });
    });
    return ctx.sql`select shopify_return_id, amount::text, currency_code, note, lines, created_at from refunds where shop = ${ctx.shop} and order_id = ${orderId}`;
  };

  const [first, last, between] = [await told(ofItsOwn, inOrder, bare), await told(bare, inOrder, ofItsOwn), await told(inOrder, ofItsOwn, bare)];

  expect(first).toEqual([{ shopify_return_id: 7n, amount: "499.000000", currency_code: "INR", note: "Dented", lines: ofItsOwn.lines, created_at: ofItsOwn.createdAt }]);
  expect([last, between]).toEqual([first, first]);
});
