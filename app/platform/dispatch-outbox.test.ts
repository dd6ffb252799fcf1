import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { setHolder } from "#app/platform/dispatch/holder.ts";
import { inTransaction } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { defineDestination, publish, registerDestinations } from "#app/platform/outbox.ts";
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
  const { type, seen } = receiver("final", () => {
    throw new DomainError("conflict", "NO");
  });
  await post(ctx, { type, payload: { n: 1 } }, { type, payload: { n: "not a number" } }, { type: "nobody.knows", payload: {} });

  await dispatch(ctx);

  expect((await outboxRows(ctx)).map(({ status, attempts }) => [status, attempts])).toEqual([["FAILED", 1], ["FAILED", 1], ["FAILED", 1]]);
  expect((await outboxRows(ctx)).map(({ last_error }) => last_error)).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
  expect(seen).toEqual([1]);
});

test("an event has failed although what that means for its order could not be told", async () => {
  const ctx = await testContext();
  const payload = z.object({});
  const refuse = () => Promise.reject(new DomainError("conflict", "NO"));
  registerDestinations([defineDestination({ type: "mute.call", payload, deliver: refuse, fail: () => Promise.reject(new Error("no such order")) })]);
  await post(ctx, { type: "mute.call", payload: {} });

  await dispatch(ctx);

  expect(await outboxRows(ctx)).toMatchObject([{ status: "FAILED", attempts: 1 }]);
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

test("begins no call either when it may be taken to be dead by the time the other system has been asked", async () => {
  const ctx = await testContext();
  let [asked, called, isAlive] = [0, 0, true];
  registerDestinations([
    defineDestination({
      type: "stalled.call",
      payload: z.object({}),
      findEffect: async () => {
        asked += 1;
        isAlive = false;
        return undefined;
      },
      deliver: async () => void (called += 1),
    }),
  ]);
  await post(ctx, { type: "stalled.call", payload: {} });
  await ctx.sql`update outbox_events set attempts = 1 where shop = ${ctx.shop}`;

  setHolder({ id: "stalled", isSafe: () => isAlive });
  await dispatch(ctx);
  setHolder({ id: null, isSafe: () => true });

  expect([asked, called]).toEqual([1, 0]);
  expect(await outboxRows(ctx)).toMatchObject([{ status: "PENDING" }]);
});

test("leaves an event as it was decided while its call was under way", async () => {
  const ctx = await testContext();
  const { type } = receiver("decided", async () => void (await ctx.sql`update outbox_events set status = 'IGNORED' where shop = ${ctx.shop}`));
  await post(ctx, { type, payload: { n: 1 } });

  await dispatch(ctx);

  expect(await outboxRows(ctx)).toMatchObject([{ status: "IGNORED" }]);
});

test("workers hear of what was published when it is committed, and of nothing that was taken back", async () => {
  const ctx = await testContext();
  const { type } = receiver("heard");
  const woken: Wakeable[] = [];
  setWaker((task) => void woken.push(task));

  const takenBack = inTransaction(ctx, async (tx) => {
    await publish(tx, { type, payload: { n: 1 } });
    throw new Error("taken back");
  });
  await expect(takenBack).rejects.toThrow("taken back");
  const before = [...woken];
  await post(ctx, { type, payload: { n: 2 } });

  expect(before).toEqual([]);
  expect(woken).toEqual(["outbox.dispatch"]);
  expect(await outboxRows(ctx)).toHaveLength(1);
});
