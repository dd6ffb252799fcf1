import { expect, test } from "vitest";
import { buildOrder } from "#test/factories/orders.ts";
import { buildFailure, buildPending } from "#test/factories/outbox.ts";
import { testContext } from "#test/setup/context.ts";
import { listFailures } from "./list-failures.server.ts";
import { listPending } from "./list-pending.server.ts";

test("lists what is to leave, the oldest first, each with what it waits for", async () => {
  const ctx = await testContext();
  const order = await buildOrder(ctx);
  const sending = await buildPending(ctx, { stream: "a", orderId: order.id, attempts: 1, leaseSeconds: 60 });
  const behind = await buildPending(ctx, { stream: "a" });
  const retried = await buildPending(ctx, { attempts: 3, lastError: "Shopify answered 500.", nextAttemptSeconds: 60 });
  const due = await buildPending(ctx);
  await buildFailure(ctx);

  const { pending, total } = await listPending(ctx, { limit: 50 });

  expect(total).toBe(4);
  expect(pending.map(({ eventId, waitsFor }) => [eventId, waitsFor])).toEqual([[sending, "answer"], [behind, "earlier"], [retried, "retry"], [due, "turn"]]);
  expect(pending[0]).toMatchObject({ eventType: "shopify.fulfillment_create", destination: "shopify", orderName: order.name, orderId: `gid://shopify/Order/${order.id}` });
  expect(pending[2]).toMatchObject({ attempts: 3, lastError: "Shopify answered 500." });
});

test("says what keeps a destination's events back: its rest, or a pause", async () => {
  const ctx = await testContext();
  await buildPending(ctx);
  await ctx.sql`insert into outbox_circuits (shop, destination, failures, blocked_until, updated_at) values (${ctx.shop}, 'shopify', 5, now() + interval '1 minute', now())`;

  const resting = await listPending(ctx, { limit: 50 });
  await ctx.sql`insert into pauses (shop, kind, name, incident_id, paused_at, paused_by) values (${ctx.shop}, 'destination', 'shopify', gen_random_uuid(), now(), 'Asha')`;
  const paused = await listPending(ctx, { limit: 50 });

  expect(resting.pending).toMatchObject([{ waitsFor: "destination" }]);
  expect(Date.parse(resting.pending[0]?.nextAttemptAt ?? "")).toBeGreaterThan(ctx.now.getTime());
  expect(paused.pending).toMatchObject([{ waitsFor: "pause" }]);
});

test("shows one destination, or one order, which a client names as it likes", async () => {
  const ctx = await testContext();
  const order = await buildOrder(ctx);
  const waiting = await buildPending(ctx, { orderId: order.id });
  const failed = await buildFailure(ctx, { orderId: order.id });
  await buildPending(ctx);
  await buildFailure(ctx);

  expect(await listPending(ctx, { limit: 50, destination: "mail" })).toEqual({ pending: [], total: 0 });
  expect(await listPending(ctx, { limit: 50, order_id: order.name })).toMatchObject({ pending: [{ eventId: waiting }], total: 1 });
  expect(await listFailures(ctx, { limit: 50, order_id: String(order.id) })).toMatchObject({ failures: [{ eventId: failed }], total: 1 });
  expect(await listPending(ctx, { limit: 50, order_id: "#404404" })).toEqual({ pending: [], total: 0 });
});

test("knows nothing of another shop's events", async () => {
  const [ctx, other] = [await testContext(), await testContext()];
  await buildPending(other);

  expect(await listPending(ctx, { limit: 50 })).toEqual({ pending: [], total: 0 });
});
