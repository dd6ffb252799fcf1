import { expect, test } from "vitest";
import { inTransaction } from "#app/platform/ctx.ts";
import { setWaker, type Wakeable } from "#app/platform/wake.ts";
import { buildFailure, outboxEvent } from "#test/factories/outbox.ts";
import { testContext } from "#test/setup/context.ts";
import { untilWaiting } from "#test/setup/until-waiting.ts";
import { listFailures } from "./list-failures.server.ts";
import { resolveFailure } from "./resolve-failure.server.ts";
import type { OutboxDecision } from "./schema.ts";

test.each<[OutboxDecision, string]>([["replay", "PENDING"], ["ignore", "IGNORED"]])("%s: the event is %s, with the note on record", async (action, status) => {
  const ctx = await testContext();
  const id = await buildFailure(ctx);

  const result = await resolveFailure(ctx, id, { action, note: "Shopify was down" });

  expect(result).toEqual({ eventId: id, status });
  expect(await outboxEvent(ctx, id)).toMatchObject({ status, attempts: 7, failures: 0, decision: action, decision_note: "Shopify was down", decided_by: "Asha" });
  expect(await ctx.sql`select action, actor_label, data->>'note' as note from audit_events where shop = ${ctx.shop} and event = 'outbox.event_resolved'`).toEqual([{ action, actor_label: "Asha", note: "Shopify was down" }]);
  expect(await listFailures(ctx, { limit: 50 })).toEqual({ failures: [], total: 0 });
});

test("mends the payload and replays it", async () => {
  const ctx = await testContext();
  const id = await buildFailure(ctx, { payload: { orderId: "1", version: "one" } });

  await resolveFailure(ctx, id, { action: "fix_and_replay", note: "The version is a number", payload_patch: { version: 1 } });

  expect(await outboxEvent(ctx, id)).toMatchObject({ status: "PENDING", payload: { orderId: "1", version: 1 } });
  expect(await ctx.sql`select data->'payload_patch' as patch from audit_events where shop = ${ctx.shop}`).toEqual([{ patch: { version: 1 } }]);
});

test("refuses a patch after which the event could not be sent, and changes nothing", async () => {
  const ctx = await testContext();
  const id = await buildFailure(ctx);

  const trying = resolveFailure(ctx, id, { action: "fix_and_replay", note: "Try", payload_patch: { version: null } });

  await expect(trying).rejects.toMatchObject({ kind: "invalid", code: "PATCH_INVALID" });
  expect(await outboxEvent(ctx, id)).toMatchObject({ status: "FAILED", payload: { orderId: "1", version: 1 }, decision: null });
});

test("refuses an event that does not wait for a decision", async () => {
  const ctx = await testContext();
  const id = await buildFailure(ctx);
  await resolveFailure(ctx, id, { action: "ignore", note: "Not needed" });

  await expect(resolveFailure(ctx, id, { action: "replay", note: "After all" })).rejects.toMatchObject({ kind: "conflict", code: "NOT_FAILED" });
});

test("lets one of several concurrent decisions be the one", async () => {
  const ctx = await testContext();
  const id = await buildFailure(ctx);

  const results = await Promise.allSettled(Array.from({ length: 6 }, (_, index) => resolveFailure(ctx, id, { action: index % 2 ? "ignore" : "replay", note: "Mine" })));

  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await ctx.sql`select 1 from audit_events where shop = ${ctx.shop}`).toHaveLength(1);
});

test("of two people who decide in the same moment the second is told", async () => {
  const ctx = await testContext();
  const id = await buildFailure(ctx);

  const decisions = await inTransaction(ctx, async (tx) => {
    await tx.sql`select 1 from outbox_events where shop = ${tx.shop} and id = ${id} for update`;
    const both = [resolveFailure(ctx, id, { action: "replay", note: "Mine" }), resolveFailure(ctx, id, { action: "ignore", note: "Mine" })];
    await untilWaiting(2);
    return { both };
  });
  const results = await Promise.allSettled(decisions.both);

  expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("wakes the workers for what is replayed, and tells open dashboards of every decision", async () => {
  const ctx = await testContext();
  const woken: Wakeable[] = [];
  const [replayed, ignored] = [await buildFailure(ctx), await buildFailure(ctx)];

  setWaker((task) => void woken.push(task));
  await resolveFailure(ctx, ignored, { action: "ignore", note: "Not needed" });
  const before = woken.filter((task) => task === "outbox.dispatch");
  await resolveFailure(ctx, replayed, { action: "replay", note: "It is back" });
  setWaker(() => {});

  expect(before).toEqual([]);
  expect(woken).toContain("outbox.dispatch");
  expect(await ctx.sql`select 1 from live_signals where shop = ${ctx.shop}`).toHaveLength(2);
});

test("knows nothing of another shop's events", async () => {
  const [ctx, other] = [await testContext(), await testContext()];
  const id = await buildFailure(other);

  await expect(resolveFailure(ctx, id, { action: "ignore", note: "Mine?" })).rejects.toMatchObject({ kind: "not_found" });
  expect(await listFailures(ctx, { limit: 50 })).toMatchObject({ total: 0 });
  expect(await outboxEvent(other, id)).toMatchObject({ status: "FAILED" });
});
