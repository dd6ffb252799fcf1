import fc from "fast-check";
import { expect, test } from "vitest";
import { Big } from "big.js";
import { buildReturn, returnOf } from "#test/factories/returns.ts";
import { testContext } from "#test/setup/context.ts";
import { advanceReturn } from "./advance-return.server.ts";
import { previewRefund } from "./preview-refund.server.ts";
import { supportOf } from "./refund-support.ts";

test("gives back what inspection found and no more", async () => {
  const ctx = await testContext();
  const { id, orderId, lineItemId } = await buildReturn(ctx, { state: "in_transit", quantity: 3 });
  const order = orderId.toString();
  const lineItems = [{ id: lineItemId.toString(), quantity: 2, condition: "damaged" as const, disposition: "not_restocked" as const }];

  await advanceReturn(ctx, { orderId: order, action: "request_inspection", lineItems });
  const preview = await previewRefund(ctx, { orderId: order });
  await expect(advanceReturn(ctx, { orderId: order, action: "approve_refund", refundAmount: "998.01" })).rejects.toMatchObject({ kind: "conflict", code: "REFUND_EXCEEDS_SUPPORTED", details: { supported: "998.00" } });
  await advanceReturn(ctx, { orderId: order, action: "approve_refund" });

  expect(preview).toMatchObject({ supported: { amount: "998.00" }, limitedBy: "inspection", lines: [{ expected: 3, received: 2 }] });
  expect(await returnOf(ctx, id)).toMatchObject({ state: "awaiting_refund", refunds: [{ source: "shopify", status: "requested", amount: "998.00" }] });
  expect(await ctx.sql`select received_quantity, condition, disposition from return_lines where shop = ${ctx.shop}`).toEqual([{ received_quantity: 2, condition: "damaged", disposition: "not_restocked" }]);
});

test("takes a smaller amount than inspection supports, in the currency's decimals", async () => {
  const ctx = await testContext();
  const { id, orderId } = await buildReturn(ctx, { state: "inspection" });

  await expect(advanceReturn(ctx, { orderId: orderId.toString(), action: "approve_refund", refundAmount: "10.005" })).rejects.toMatchObject({ kind: "invalid", code: "INVALID_AMOUNT" });
  await advanceReturn(ctx, { orderId: orderId.toString(), action: "approve_refund", refundAmount: "100" });

  expect(await returnOf(ctx, id)).toMatchObject({ refunds: [{ amount: "100.00" }] });
});

test.each([
  ["cash on delivery that was never collected", { financialStatus: "pending", total: "499.00", totalOutstanding: "499.00", gateways: ["Cash on Delivery (COD)"] }, "0.00"],
  ["an order that was paid in part", { financialStatus: "partially_paid", total: "499.00", totalOutstanding: "300.00" }, "199.00"],
])("gives back no more than was captured: %s", async (_name, money, amount) => {
  const ctx = await testContext();
  const { id, orderId } = await buildReturn(ctx, { state: "inspection", ...money });

  await advanceReturn(ctx, { orderId: orderId.toString(), action: "approve_refund" });

  expect(await returnOf(ctx, id)).toMatchObject({ refunds: [{ amount }] });
});

test("counts what another return of the order has been promised", async () => {
  const ctx = await testContext();
  const { orderId, lineItemId } = await buildReturn(ctx, { state: "inspection", quantity: 2, financialStatus: "partially_paid", total: "998.00", totalOutstanding: "398.00" });
  const second = crypto.randomUUID();
  await advanceReturn(ctx, { orderId: orderId.toString(), action: "approve_refund", lineItems: [{ id: lineItemId.toString(), quantity: 1 }] });
  await ctx.sql`
    insert into returns (shop, id, order_id, state, state_since, mirror, created_at, updated_at) values (${ctx.shop}, ${second}, ${orderId}, 'inspection', ${ctx.now}, 'local', ${ctx.now}, ${ctx.now})`;
  await ctx.sql`insert into return_lines (shop, return_id, line_item_id, quantity) values (${ctx.shop}, ${second}, ${lineItemId}, 1)`;

  await advanceReturn(ctx, { orderId: orderId.toString(), returnId: second, action: "approve_refund" });

  expect(await returnOf(ctx, second)).toMatchObject({ refunds: [{ amount: "101.00" }] });
});

test("refuses inspection of lines or units that the return does not have", async () => {
  const ctx = await testContext();
  const { id, orderId, lineItemId } = await buildReturn(ctx, { state: "inspection" });
  const approve = (lineItems: { id: string; quantity: number }[]) => advanceReturn(ctx, { orderId: orderId.toString(), action: "approve_refund", lineItems });

  await expect(approve([{ id: lineItemId.toString(), quantity: 2 }])).rejects.toMatchObject({ code: "RETURN_LINES", details: { errors: [{ path: "lineItems.0.quantity" }] } });
  await expect(approve([{ id: "404", quantity: 1 }])).rejects.toMatchObject({ code: "RETURN_LINES", details: { errors: [{ path: "lineItems.0.id" }] } });

  expect(await returnOf(ctx, id)).toMatchObject({ state: "inspection", refunds: [] });
});

test("gives nothing back for a return that is denied before the refund has left", async () => {
  const ctx = await testContext();
  const { id, orderId } = await buildReturn(ctx, { state: "inspection" });

  await advanceReturn(ctx, { orderId: orderId.toString(), action: "approve_refund" });
  await advanceReturn(ctx, { orderId: orderId.toString(), action: "deny", note: "Not our goods" });

  expect(await returnOf(ctx, id)).toMatchObject({ state: "denied", refunds: [{ status: "revoked" }] });
});

test("keeps a return that was denied too late as it is", async () => {
  const ctx = await testContext();
  const { id, orderId } = await buildReturn(ctx, { state: "inspection" });
  await advanceReturn(ctx, { orderId: orderId.toString(), action: "approve_refund" });
  await ctx.sql`update return_refunds set status = 'sending', sent_at = ${ctx.now} where shop = ${ctx.shop}`;

  const late = advanceReturn(ctx, { orderId: orderId.toString(), action: "deny", note: "Not our goods" });

  await expect(late).rejects.toMatchObject({ kind: "conflict", code: "REFUND_UNDER_WAY", details: { state: "awaiting_refund", allowed: ["complete"] } });
  expect(await returnOf(ctx, id)).toMatchObject({ state: "awaiting_refund", refunds: [{ status: "sending" }] });
});

const amount = fc.integer({ min: 0, max: 10_000_000 }).map((cents) => (cents / 100).toFixed(2));
const line = fc.record({ expected: fc.integer({ min: 1, max: 20 }), share: fc.double({ min: 0, max: 1, noNaN: true }), unitPrice: amount, unitTax: amount, feePercent: fc.integer({ min: 0, max: 100 }).map(String) });

test("supports at most what is left of the captured amount, and at most the worth of what came back", () => {
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), amount, amount, amount, amount, fc.constantFrom(0, 2, 3), (lines, captured, refunded, refundedHere, shippingFee, decimals) => {
      const returned = lines.map(({ share, ...each }, index) => ({ ...each, lineItemId: BigInt(index), title: null, received: Math.floor(share * each.expected) }));

      const { supported, left } = supportOf(returned, { currencyCode: "XXX", decimals, captured, refunded, refundedHere, shippingFee });

      const worth = returned.reduce((sum, { received, unitPrice, unitTax }) => sum.plus(new Big(unitPrice).plus(unitTax).times(received)), new Big(0));
      expect(new Big(supported).gte(0)).toBe(true);
      expect(new Big(supported).lte(left)).toBe(true);
      expect(new Big(left).lte(captured)).toBe(true);
      expect(new Big(supported).plus(refundedHere).lte(worth) || new Big(supported).eq(0)).toBe(true);
    }),
  );
});
