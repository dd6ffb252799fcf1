import { afterEach, expect, test } from "vitest";
import { setHolder } from "#app/platform/dispatch/holder.ts";
import { inTransaction } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { setWaker, type Wakeable } from "#app/platform/wake.ts";
import { dispatch, outboxRows, post, receiver, skipWaiting } from "#test/factories/outbox-receiver.ts";
import { newId, testContext } from "#test/setup/context.ts";

afterEach(() => setWaker(() => {}));

// First, while no other event waits for an attempt that would wake the dispatcher too.
test("looks soon again for an event that another had locked when it was looked for", async () => {
  const ctx = await testContext();
  const { type, seen } = receiver("locked");
  await post(ctx, { type, payload: { n: 1 } });
  const woken = new Promise<Wakeable>((resolve) => setWaker(resolve));

  await inTransaction(ctx, async (tx) => {
    await tx.sql`select 1 from outbox_events where shop = ${ctx.shop} for update`;
    await dispatch(ctx);
  });
  expect(seen).toEqual([]);

  expect(await woken).toBe("outbox.dispatch");
  await dispatch(ctx);
  expect(seen).toEqual([1]);
});

test("delivers each event once, also when several workers look at once", async () => {
  const ctx = await testContext();
  const { type, seen } = receiver("once");
  await post(ctx, ...Array.from({ length: 200 }, (_, n) => ({ type, payload: { n } })));

  await Promise.all([dispatch(ctx), dispatch(ctx), dispatch(ctx)]);

  expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n));
  expect(new Set((await outboxRows(ctx)).map(({ status }) => status))).toEqual(new Set(["DELIVERED"]));
});

test("keeps the order of one order's events, and lets none pass one that waits", async () => {
  const ctx = await testContext();
  const { type, seen } = receiver("ordered", (call) => {
    if (call === 3) throw new Error("503");
  });
  const orderId = newId();
  await post(ctx, ...Array.from({ length: 6 }, (_, n) => ({ type, orderId, payload: { n } })));

  await dispatch(ctx);
  const before = [...seen];
  await skipWaiting(ctx);
  await dispatch(ctx);

  expect(before).toEqual([0, 1, 2]);
  expect(seen).toEqual([0, 1, 2, 2, 3, 4, 5]);
});

test("does not try again what can never succeed", async () => {
  const ctx = await testContext();
  const { type } = receiver("final", () => {
    throw new DomainError("conflict", "NO");
  });
  await post(ctx, { type, payload: { n: 1 } }, { type, payload: { n: "not a number" } }, { type: "nobody.knows", payload: {} });

  await dispatch(ctx);

  expect((await outboxRows(ctx)).map(({ status, attempts }) => [status, attempts])).toEqual([["FAILED", 1], ["FAILED", 1], ["FAILED", 1]]);
});

test("one event that always fails does not keep others from going", async () => {
  const ctx = await testContext();
  const { type, seen } = receiver("poison", (_call, n) => {
    if (n === 13) throw new Error("poison");
  });
  await post(ctx, ...Array.from({ length: 100 }, (_, n) => ({ type, payload: { n } })));

  await dispatch(ctx);

  expect(new Set(seen).size).toBe(100);
  expect((await outboxRows(ctx)).filter(({ status }) => status === "PENDING")).toHaveLength(1);
});

test("begins no call when it may be taken to be dead", async () => {
  const ctx = await testContext();
  const { type, seen } = receiver("fenced");
  await post(ctx, { type, payload: { n: 1 } });

  setHolder({ id: "stalled", isSafe: () => false });
  await dispatch(ctx);
  setHolder({ id: null, isSafe: () => true });

  expect(seen).toEqual([]);
  expect(await outboxRows(ctx)).toMatchObject([{ status: "PENDING" }]);
});
