import { expect, test } from "vitest";
import { settleOrder } from "#app/domains/order-workflow/index.server.ts";
import { retryFulfillmentAction } from "#app/domains/ops-actions/index.server.ts";
import { fulfillOrders } from "#app/domains/shipments/index.server.ts";
import { type Ctx, inTransaction, systemActor } from "#app/platform/ctx.ts";
import { findDestination } from "#app/platform/outbox.ts";
import { buildOrderOf, buildVariant, reservationsOf, reserve, stockOf } from "#test/factories/inventory.ts";
import { buildFailure, outboxEvent } from "#test/factories/outbox.ts";
import { buildOrderIn, logOf, stateOf, transition } from "#test/factories/workflow.ts";
import { testContext } from "#test/setup/context.ts";

type Ordered = { id: bigint };

const outboxContext = (ctx: Ctx): Ctx => ({ ...ctx, actor: systemActor("Outbox") });
const event = (tx: { now: Date }, { id }: Ordered, attempt: number) => ({ id: "00000000-0000-0000-0000-000000000000", payload: { orderId: id.toString(), attempt }, orderId: id, attempt: 1, firstAttemptAt: tx.now });
/** What the outbox does when Shopify refuses for good. */
const refuse = (ctx: Ctx, order: Ordered, attempt = 1) => inTransaction(outboxContext(ctx), async (tx) => findDestination("shopify.fulfillment_create")?.fail(tx, event(tx, order, attempt), "On hold"));
const fulfill = (ctx: Ctx, { id }: Ordered) => fulfillOrders(ctx, { orderIds: [id.toString()] });
const retry = (ctx: Ctx, { id }: Ordered) => retryFulfillmentAction(ctx, { order_id: id.toString() });
const steps = async (ctx: Ctx, order: Ordered) => (await logOf(ctx, order)).map(({ transition: name, note }) => [name, note]);

async function seen(ctx: Ctx, { id }: Ordered) {
  const [row] = await ctx.sql`select workflow_state as state, fulfillment_status as fulfillment from orders where shop = ${ctx.shop} and id = ${id}`;
  const alerts = await ctx.sql<{ kind: string; severity: string }>`select kind, severity from alerts where shop = ${ctx.shop} and order_id = ${id} and closed_at is null and kind = 'exception'`;
  return { ...row, alerts };
}

test("an order that Shopify would not fulfil is where it was before, and an alert says that it has not left", async () => {
  const ctx = await testContext();
  const order = await buildOrderIn(ctx, "paid");
  await fulfill(ctx, order);

  await refuse(ctx, order);

  expect(await seen(ctx, order)).toEqual({ state: "paid", fulfillment: "unfulfilled", alerts: [{ kind: "exception", severity: "critical" }] });
  expect(await steps(ctx, order)).toEqual([["ship", ""], ["fulfillment_undone", "On hold"]]);
});

test("one that is paid on delivery is pending again", async () => {
  const ctx = await testContext();
  const order = await buildOrderIn(ctx, "pending", { gateways: ["cash_on_delivery"] });
  await fulfill(ctx, order);

  await refuse(ctx, order);

  expect(await seen(ctx, order)).toMatchObject({ state: "pending", fulfillment: "unfulfilled" });
  expect((await steps(ctx, order)).at(-1)).toEqual(["fulfillment_undone_before_payment", "On hold"]);
});

test("one that was marked as delivered meanwhile has not left either", async () => {
  const ctx = await testContext();
  const order = await buildOrderIn(ctx, "paid");
  await fulfill(ctx, order);
  await transition(ctx, order, "fulfilled");

  await refuse(ctx, order);

  expect((await steps(ctx, order)).slice(-2)).toEqual([["delivery_undone", "On hold"], ["fulfillment_undone", "On hold"]]);
});

test("its goods are on the shelf again, and set aside for it", async () => {
  const ctx = await testContext();
  const variant = await buildVariant(ctx, { stock: 2 });
  const order = await buildOrderOf(ctx, [[variant, 2]]);
  await reserve(ctx, order.id);
  await fulfill(ctx, order);

  await refuse(ctx, order);

  expect(await stockOf(ctx, variant)).toEqual({ stock: 2, reserved: 2, oversold: 0 });
  expect((await reservationsOf(ctx, order.id)).map(({ status }) => status).toSorted()).toEqual(["ACTIVE", "RELEASED"]);
});

test("stays shipped while another attempt is on its way", async () => {
  const ctx = await testContext();
  const order = await buildOrderIn(ctx, "paid");
  await fulfill(ctx, order);
  await refuse(ctx, order);
  await retry(ctx, order);

  await refuse(ctx, order, 1);

  expect(await seen(ctx, order)).toEqual({ state: "shipped", fulfillment: "fulfilled", alerts: [] });
});

test("stays shipped when Shopify knows it to have left", async () => {
  const ctx = await testContext();
  const order = await buildOrderIn(ctx, "paid");
  await fulfill(ctx, order);
  await ctx.sql`update orders set shopify_fulfillment_status = 'fulfilled' where shop = ${ctx.shop} and id = ${order.id}`;

  await refuse(ctx, order);

  expect(await seen(ctx, order)).toMatchObject({ state: "shipped", alerts: [] });
});

test("a retry ships it again, and the call that failed waits for nobody any more", async () => {
  const ctx = await testContext();
  const order = await buildOrderIn(ctx, "paid");
  await fulfill(ctx, order);
  const failure = await buildFailure(ctx, { type: "shopify.fulfillment_create", orderId: order.id });
  await refuse(ctx, order);

  await retry(ctx, order);

  expect(await seen(ctx, order)).toEqual({ state: "shipped", fulfillment: "fulfilled", alerts: [] });
  expect(await outboxEvent(ctx, failure)).toMatchObject({ status: "IGNORED", decision_note: "Attempt 2 is made instead.", decided_by: "Asha" });
  expect(await ctx.sql`select action from audit_events where shop = ${ctx.shop} and event = 'outbox.event_resolved'`).toEqual([{ action: "ignore" }]);
});

test("does not count as shipped by people when the order's events are decided anew", async () => {
  const ctx = await testContext();
  const order = await buildOrderIn(ctx, "paid");
  await fulfill(ctx, order);
  await refuse(ctx, order);

  await inTransaction(ctx, (tx) => settleOrder(tx, order.id, { idempotencyKey: "anew", topic: "orders/updated", note: "" }));

  expect(await stateOf(ctx, order)).toMatchObject({ state: "paid" });
});
