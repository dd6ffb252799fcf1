import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { setHolder } from "#app/platform/dispatch/holder.ts";
import { configureRetries } from "#app/platform/dispatch/pace.ts";
import { dispatchOutbox } from "#app/platform/dispatch-outbox.server.ts";
import { type Ctx, inTransaction, systemContext } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { defineDestination, type OutboxMessage, publish, registerDestinations, RetryLater } from "#app/platform/outbox.ts";
import { AdminApiError } from "#app/platform/shopify/admin-api.ts";
import { setWaker, type Wakeable } from "#app/platform/wake.ts";
import { newId, testContext } from "#test/setup/context.ts";

afterEach(() => {
  configureRetries({ timesFaster: 1 });
  setWaker(() => {});
});

/** What the other system has seen, and what it answers; a destination of a test's own. */
function receiver(name: string, answer: (call: number, n: number) => Promise<void> | void = () => {}) {
  const seen: number[] = [];
  registerDestinations([
    defineDestination({
      type: `${name}.call`,
      payload: z.object({ n: z.number() }),
      retrySeconds: [10, 100],
      deliver: async (_ctx, { payload }) => {
        seen.push(payload.n);
        await answer(seen.length, payload.n);
      },
    }),
  ]);
  return { type: `${name}.call`, seen };
}

const post = (ctx: Ctx, ...messages: OutboxMessage[]) => inTransaction(ctx, async (tx) => Promise.all(messages.map((message) => publish(tx, message))));
const dispatch = (ctx: Ctx) => dispatchOutbox(systemContext(ctx.database, "test", new Date()));
const skipWaiting = (ctx: Ctx) => ctx.sql`update outbox_events set next_attempt_at = now() where shop = ${ctx.shop} and status = 'PENDING'`;

interface Row {
  status: string;
  attempts: number;
  failures: number;
  last_error: string | null;
  wait: number;
}

const rows = (ctx: Ctx) => ctx.sql<Row>`
  select status, attempts, failures, last_error, extract(epoch from next_attempt_at - now())::float as wait from outbox_events where shop = ${ctx.shop} order by seq`;

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

test("looks again for a destination whose time has come while it was at work on another", async () => {
  const ctx = await testContext();
  const asleep = receiver("asleep");
  const slow = receiver("slow", async () => void (await ctx.sql`select pg_sleep(0.3)`));
  await post(ctx, { type: asleep.type, payload: { n: 1 } }, { type: slow.type, payload: { n: 1 } });
  await ctx.sql`insert into outbox_circuits (shop, destination, failures, blocked_until, updated_at) values (${ctx.shop}, 'asleep', 5, now() + interval '0.1 seconds', now())`;
  const woken = new Promise<Wakeable>((resolve) => setWaker(resolve));

  await dispatch(ctx);

  expect(slow.seen).toEqual([1]);
  expect(asleep.seen).toEqual([]);
  expect(await woken).toBe("outbox.dispatch");
});

test("delivers each event once, also when several workers look at once", async () => {
  const ctx = await testContext();
  const { type, seen } = receiver("once");
  await post(ctx, ...Array.from({ length: 200 }, (_, n) => ({ type, payload: { n } })));

  await Promise.all([dispatch(ctx), dispatch(ctx), dispatch(ctx)]);

  expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => n));
  expect(new Set((await rows(ctx)).map(({ status }) => status))).toEqual(new Set(["DELIVERED"]));
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

test("tries again by the destination's schedule, then leaves the event to a person", async () => {
  const ctx = await testContext();
  const { type } = receiver("away", () => {
    throw new Error("nobody there");
  });
  await post(ctx, { type, payload: { n: 1 } });

  const waits: number[] = [];
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await skipWaiting(ctx);
    await dispatch(ctx);
    const [row] = await rows(ctx);
    waits.push(row?.wait ?? 0);
  }

  expect(waits[0]).toBeGreaterThan(7);
  expect(waits[0]).toBeLessThan(12.5);
  expect(waits[1]).toBeGreaterThan(79);
  expect(waits[1]).toBeLessThan(120.5);
  expect(await rows(ctx)).toMatchObject([{ status: "FAILED", attempts: 3, last_error: "nobody there" }]);
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

  const [{ wait } = { wait: NaN }] = await rows(own);
  expect(wait).toBeGreaterThan(0.5);
  expect(wait).toBeLessThan(2.5);
  expect((await rows(asked))[0]?.wait).toBeGreaterThan(28);
});

test("does not try again what can never succeed", async () => {
  const ctx = await testContext();
  const { type } = receiver("final", () => {
    throw new DomainError("conflict", "NO");
  });
  await post(ctx, { type, payload: { n: 1 } }, { type, payload: { n: "not a number" } }, { type: "nobody.knows", payload: {} });

  await dispatch(ctx);

  expect((await rows(ctx)).map(({ status, attempts }) => [status, attempts])).toEqual([["FAILED", 1], ["FAILED", 1], ["FAILED", 1]]);
});

test("one event that always fails does not keep others from going", async () => {
  const ctx = await testContext();
  const { type, seen } = receiver("poison", (_call, n) => {
    if (n === 13) throw new Error("poison");
  });
  await post(ctx, ...Array.from({ length: 100 }, (_, n) => ({ type, payload: { n } })));

  await dispatch(ctx);

  expect(new Set(seen).size).toBe(100);
  expect((await rows(ctx)).filter(({ status }) => status === "PENDING")).toHaveLength(1);
});

test("leaves a destination alone that keeps failing, then tries it with one event, and goes on when that is delivered", async () => {
  const ctx = await testContext();
  let up = false;
  const { type, seen } = receiver("broken", () => {
    if (!up) throw new Error("down");
  });
  const other = receiver("sound");
  await post(ctx, ...Array.from({ length: 60 }, (_, n) => ({ type, payload: { n } })));

  await dispatch(ctx);
  const tried = seen.length;
  await post(ctx, { type: other.type, payload: { n: 1 } });
  await skipWaiting(ctx);
  await dispatch(ctx);
  const afterwards = seen.length;
  await ctx.sql`update outbox_circuits set blocked_until = now() where shop = ${ctx.shop}`;
  await dispatch(ctx);
  const probed = seen.length - afterwards;
  up = true;
  await ctx.sql`update outbox_circuits set blocked_until = now() where shop = ${ctx.shop}`;
  await skipWaiting(ctx);
  await dispatch(ctx);
  await dispatch(ctx);

  expect(tried).toBeLessThan(40);
  expect(afterwards).toBe(tried);
  expect(other.seen).toEqual([1]);
  expect(probed).toBe(1);
  expect((await rows(ctx)).filter(({ status }) => status !== "DELIVERED")).toEqual([]);
});

test("a try that is refused says nothing about a destination that is left alone, and the next one is not kept waiting", async () => {
  const ctx = await testContext();
  let up = false;
  const { type, seen } = receiver("refusing", (_call, n) => {
    if (!up) throw new Error("down");
    if (n < 3) throw new DomainError("conflict", "NO");
  });
  await post(ctx, ...Array.from({ length: 6 }, (_, n) => ({ type, payload: { n } })));
  const openCircuit = () => ctx.sql`update outbox_circuits set blocked_until = now() where shop = ${ctx.shop}`;

  await dispatch(ctx);
  up = true;
  seen.length = 0;
  await skipWaiting(ctx);
  await openCircuit();
  for (let round = 0; round < 5; round += 1) await dispatch(ctx);

  expect(seen.toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
  expect((await rows(ctx)).map(({ status }) => status)).toEqual(["FAILED", "FAILED", "FAILED", "DELIVERED", "DELIVERED", "DELIVERED"]);
});

test("a last try that fails counts against the destination as any other", async () => {
  const ctx = await testContext();
  const { type } = receiver("worn", () => {
    throw new Error("down");
  });
  await post(ctx, ...Array.from({ length: 3 }, (_, n) => ({ type, payload: { n } })));

  for (let round = 0; round < 3; round += 1) {
    await ctx.sql`update outbox_circuits set failures = 0, blocked_until = null where shop = ${ctx.shop}`;
    await skipWaiting(ctx);
    await dispatch(ctx);
  }

  expect((await rows(ctx)).map(({ status }) => status)).toEqual(["FAILED", "FAILED", "FAILED"]);
  expect(await ctx.sql`select failures from outbox_circuits where shop = ${ctx.shop}`).toEqual([{ failures: 3 }]);
});

test("waits as long as Shopify asks when it throttles, and counts no attempt", async () => {
  const ctx = await testContext();
  const { type } = receiver("throttled", (call) => {
    if (call === 1) throw new AdminApiError("throttled", "slow down", { retryAfterMs: 20_000 });
  });
  await post(ctx, { type, payload: { n: 1 } });

  await dispatch(ctx);
  const [held] = await rows(ctx);
  await skipWaiting(ctx);
  await dispatch(ctx);
  const [stillHeld] = await rows(ctx);

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

  expect((await rows(ctx))[0]?.wait).toBeGreaterThan(2_900);
});

test("begins no call when it may be taken to be dead", async () => {
  const ctx = await testContext();
  const { type, seen } = receiver("fenced");
  await post(ctx, { type, payload: { n: 1 } });

  setHolder({ id: "stalled", isSafe: () => false });
  await dispatch(ctx);
  setHolder({ id: null, isSafe: () => true });

  expect(seen).toEqual([]);
  expect(await rows(ctx)).toMatchObject([{ status: "PENDING" }]);
});
