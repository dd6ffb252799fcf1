import { expect, test } from "vitest";
import { captureCod, refundCod, settleCodAccount } from "#app/domains/cod/index.server.ts";
import { type Ctx, inTransaction } from "#app/platform/ctx.ts";
import { buildCodOrder, onOrder } from "#test/factories/cod.ts";
import { buildOrder } from "#test/factories/orders.ts";
import { newId, testContext } from "#test/setup/context.ts";
import { applyRefund } from "./apply-snapshot.server.ts";
import { getOrder } from "./get-order.server.ts";
import { OrderAnswer } from "./order-detail.ts";
import { listTimeline, recordTimeline } from "./timeline.server.ts";

const second = new Date("2026-11-21T10:00:00.000Z");

async function happen(ctx: Ctx, orderId: bigint, ...happenings: [event: string, ts: Date][]): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    for (const [event, ts] of happenings) await recordTimeline(tx, { orderId, ts, event, details: {}, key: `${event} ${ts.toISOString()}` });
  });
}

/** Everything, page by page, as a client goes on with the time of what it had last. */
async function pagesOf(ctx: Ctx, orderId: bigint, limit: number): Promise<string[][]> {
  const pages: string[][] = [];
  for (let before: Date | undefined; ; ) {
    const { timeline, nextBefore } = await listTimeline(ctx, orderId, { before, limit });
    pages.push(timeline.map(({ event }) => event));
    if (nextBefore === null) return pages;
    expect(nextBefore).toBe(timeline.at(-1)?.ts);
    before = new Date(nextBefore);
  }
}

test("skips nothing of one moment between two pages, and keeps to the limit where it can", async () => {
  const ctx = await testContext();
  const { id } = await buildOrder(ctx, { financialStatus: null });
  const later = new Date(second.getTime() + 1);
  await happen(ctx, id, ["a", second], ["b", second], ["c", second], ["d", later], ["e", later]);

  expect(await pagesOf(ctx, id, 4)).toEqual([["e", "d"], ["c", "b", "a", "order.created"]]);
  expect(await pagesOf(ctx, id, 2)).toEqual([["e", "d"], ["c", "b", "a"], ["order.created"]]);
  expect(await pagesOf(ctx, id, 50)).toEqual([["e", "d", "c", "b", "a", "order.created"]]);
});

test.each([
  ["where the tenth entry ends a moment", [3, 7, 3]],
  ["where the tenth entry shares its moment with others", [4, 9]],
  ["where the ten are all there is", [9]],
])("goes on from the last ten entries of an order without missing one, %s", async (_where, sizes) => {
  const ctx = await testContext();
  const { id } = await buildOrder(ctx, { financialStatus: null, createdAt: second, updatedAt: second });
  const moments = sizes.map((size, moment) => Array.from({ length: size }, (_, index): [string, Date] => [`e${moment}.${index}`, new Date(second.getTime() + 1 + moment)]));
  await happen(ctx, id, ...moments.flat());

  const detail = OrderAnswer.parse(JSON.parse((await getOrder(ctx, id)).text));
  const rest = detail.nextBefore ? (await listTimeline(ctx, id, { before: new Date(detail.nextBefore), limit: 50 })).timeline : [];

  expect(detail.timeline).toHaveLength(10);
  expect(new Set([...detail.timeline, ...rest].map(({ event }) => event))).toEqual(new Set([...moments.flat().map(([event]) => event), "order.created"]));
});

test("lets what Shopify tells of one second come about in its course, in whatever order it arrived", async () => {
  const ctx = await testContext();
  const { id } = await buildOrder(ctx, { createdAt: second, updatedAt: second });
  await happen(ctx, id, ["shipment.delivered", second], ["fulfillment.tracking", second], ["payment.sale", second], ["fulfillment.created", second], ["shipment.in_transit", second]);

  const { timeline } = await listTimeline(ctx, id, { limit: 50 });

  expect(timeline.map(({ event }) => event).reverse()).toEqual(["order.created", "payment.sale", "payment.paid", "fulfillment.created", "fulfillment.tracking", "shipment.in_transit", "shipment.delivered"]);
});

test("tells once of cash that was given back, and of a refund that was made in Shopify", async () => {
  const ctx = await testContext();
  const { id } = await buildCodOrder(ctx);
  await onOrder(ctx, id, (tx, order) => captureCod(tx, order));
  const { refundId } = await onOrder(ctx, id, (tx, order) => refundCod(tx, order, { amount: "100", reason: "Dented" }));
  await inTransaction(ctx, async (tx) => {
    const refund = { orderId: id, shopifyReturnId: null, currencyCode: "INR", lines: [], createdAt: new Date(ctx.now.getTime() + 1_000) };
    await applyRefund(tx, { ...refund, id: newId(), amount: "100.00", note: `Dented (ref ${refundId.slice(-12)})` });
    await applyRefund(tx, { ...refund, id: newId(), amount: "50.00", note: "Made by hand" });
    await settleCodAccount(tx, id);
  });

  const { timeline } = await listTimeline(ctx, id, { limit: 50 });

  expect(timeline.filter(({ event }) => event.includes("refund")).map(({ event, details }) => [event, details["amount"]])).toEqual([["payment.refund", "50.00"], ["payment.cod_refunded", "100.00"]]);
});
