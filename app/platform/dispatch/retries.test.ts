import { afterEach, expect, test } from "vitest";
import { configureRetries } from "#app/platform/dispatch/pace.ts";
import { RetryLater } from "#app/platform/outbox.ts";
import { AdminApiError } from "#app/platform/shopify/admin-api.ts";
import { setWaker, type Wakeable } from "#app/platform/wake.ts";
import { dispatch, outboxRows, post, receiver, skipWaiting } from "#test/factories/outbox-receiver.ts";
import { testContext } from "#test/setup/context.ts";

afterEach(() => {
  configureRetries({ timesFaster: 1 });
  setWaker(() => {});
});

test("tries again by the destination's schedule, then leaves the event to a person", async () => {
  const ctx = await testContext();
  const { type } = receiver("away", () => {
    throw new Error("nobody there");
  });
  await post(ctx, { type, payload: { n: 1 } });

  const waits: number[] = [];
  const told: unknown[] = [];
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await skipWaiting(ctx);
    await dispatch(ctx);
    const [row] = await outboxRows(ctx);
    waits.push(row?.wait ?? 0);
    told.push([row?.status, row?.last_error]);
  }

  expect(told).toEqual([["PENDING", "nobody there"], ["PENDING", "nobody there"], ["FAILED", "nobody there"]]);
  expect(waits[0]).toBeGreaterThan(7);
  expect(waits[0]).toBeLessThan(12.5);
  expect(waits[1]).toBeGreaterThan(79);
  expect(waits[1]).toBeLessThan(120.5);
  expect(await outboxRows(ctx)).toMatchObject([{ status: "FAILED", attempts: 3, failures: 3 }]);
  expect(await ctx.sql`select 1 from outbox_events where shop = ${ctx.shop} and failed_at > now() - interval '1 minute'`).toHaveLength(1);
});

test("tries again so many times sooner as it was told to, but not sooner than the other system asks", async () => {
  configureRetries({ timesFaster: 5 });
  const [own, asked] = [await testContext(), await testContext()];
  const away = receiver("sooner", () => {
    throw new Error("nobody there");
  });
  const busy = receiver("asks", () => {
    throw new RetryLater("busy", 30);
  });
  await post(own, { type: away.type, payload: { n: 1 } });
  await post(asked, { type: busy.type, payload: { n: 1 } });

  await dispatch(own);

  const [{ wait } = { wait: NaN }] = await outboxRows(own);
  expect(wait).toBeGreaterThan(0.5);
  expect(wait).toBeLessThan(2.5);
  expect((await outboxRows(asked))[0]?.wait).toBeGreaterThan(28);
});

test("waits as long as Shopify asks when it throttles, and counts no attempt", async () => {
  const ctx = await testContext();
  const { type } = receiver("throttled", (call) => {
    if (call === 1) throw new AdminApiError("throttled", "slow down", { retryAfterMs: 20_000 });
  });
  await post(ctx, { type, payload: { n: 1 } });

  await dispatch(ctx);
  const [held] = await outboxRows(ctx);
  await skipWaiting(ctx);
  await dispatch(ctx);
  const [stillHeld] = await outboxRows(ctx);

  expect(held).toMatchObject({ status: "PENDING", attempts: 0, failures: 0 });
  expect(held?.wait).toBeGreaterThan(18);
  expect(stillHeld).toMatchObject({ status: "PENDING", attempts: 0 });
});

test("waits as long as a receiver asks", async () => {
  const ctx = await testContext();
  const { type } = receiver("patient", () => {
    throw new RetryLater("429", 3_000);
  });
  await post(ctx, { type, payload: { n: 1 } });

  await dispatch(ctx);

  expect((await outboxRows(ctx))[0]?.wait).toBeGreaterThan(2_900);
});

test("looks again when the next attempt is due, without waiting for the clock", async () => {
  configureRetries({ timesFaster: 100 });
  const ctx = await testContext();
  const { type, seen } = receiver("due", (call) => {
    if (call === 1) throw new Error("nobody there");
  });
  await post(ctx, { type, payload: { n: 1 } });
  const woken = new Promise<Wakeable>((resolve) => setWaker(resolve));

  await dispatch(ctx);
  expect(await woken).toBe("outbox.dispatch");
  await dispatch(ctx);

  expect(seen).toEqual([1, 1]);
});
