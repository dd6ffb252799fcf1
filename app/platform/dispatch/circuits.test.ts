import { afterEach, expect, test } from "vitest";
import { systemContext } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { setWaker, type Wakeable } from "#app/platform/wake.ts";
import { dispatch, outboxRows, post, receiver, skipWaiting } from "#test/factories/outbox-receiver.ts";
import { testContext } from "#test/setup/context.ts";
import { countFailure } from "./circuits.server.ts";

afterEach(() => setWaker(() => {}));

test("looks again for a destination whose time has come while it was at work on another", async () => {
  const ctx = await testContext();
  const asleep = receiver("asleep");
  const slow = receiver("slow", async () => void (await ctx.sql`update outbox_circuits set blocked_until = now() where shop = ${ctx.shop} and destination = 'asleep'`));
  await post(ctx, { type: asleep.type, payload: { n: 1 } }, { type: slow.type, payload: { n: 1 } });
  await ctx.sql`insert into outbox_circuits (shop, destination, failures, blocked_until, updated_at) values (${ctx.shop}, 'asleep', 5, now() + interval '1 hour', now())`;
  const woken = new Promise<Wakeable>((resolve) => setWaker(resolve));

  await dispatch(ctx);

  expect(slow.seen).toEqual([1]);
  expect(asleep.seen).toEqual([]);
  expect(await woken).toBe("outbox.dispatch");
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
  expect((await outboxRows(ctx)).filter(({ status }) => status !== "DELIVERED")).toEqual([]);
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
  expect((await outboxRows(ctx)).map(({ status }) => status)).toEqual(["FAILED", "FAILED", "FAILED", "DELIVERED", "DELIVERED", "DELIVERED"]);
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

  expect((await outboxRows(ctx)).map(({ status }) => status)).toEqual(["FAILED", "FAILED", "FAILED"]);
  expect(await ctx.sql`select failures from outbox_circuits where shop = ${ctx.shop}`).toEqual([{ failures: 3 }]);
});

test("leaves a destination alone for twice as long with each try that fails, but never for longer than twelve minutes", async () => {
  const ctx = await testContext();
  const place = { shop: ctx.shop, destination: "worn" };
  const pauses: (number | null)[] = [];

  for (let failure = 1; failure <= 14; failure += 1) {
    await countFailure(systemContext(ctx.database, "test", ctx.now), place, "down");
    const [row] = await ctx.sql<{ pause: number | null }>`select extract(epoch from blocked_until - updated_at)::float as pause from outbox_circuits where shop = ${ctx.shop}`;
    pauses.push(row?.pause ?? null);
  }

  expect(pauses.slice(0, 4)).toEqual([null, null, null, null]);
  for (const [step, planned] of [15, 30, 60, 120, 240, 480, 600, 600, 600, 600].entries()) expect((pauses[step + 4] ?? 0) / planned, `failure ${step + 5}`).toSatisfy((share: number) => share >= 0.8 && share <= 1.2);
});

test("of several workers one tries a destination that is left alone", async () => {
  const ctx = await testContext();
  const { type, seen } = receiver("probed", () => {
    throw new Error("down");
  });
  await post(ctx, ...Array.from({ length: 4 }, (_, n) => ({ type, payload: { n } })));
  await ctx.sql`insert into outbox_circuits (shop, destination, failures, blocked_until, updated_at) values (${ctx.shop}, 'probed', 5, now(), now())`;

  await Promise.all([dispatch(ctx), dispatch(ctx), dispatch(ctx)]);

  expect(seen).toHaveLength(1);
});

test("does not try a destination that somebody has paused, however long it has been left alone", async () => {
  const ctx = await testContext();
  const { type, seen } = receiver("halted");
  await post(ctx, { type, payload: { n: 1 } });
  await ctx.sql`insert into outbox_circuits (shop, destination, failures, blocked_until, updated_at) values (${ctx.shop}, 'halted', 5, now(), now())`;
  await ctx.sql`insert into pauses (shop, kind, name, incident_id, paused_at, paused_by) values (${ctx.shop}, 'destination', 'halted', gen_random_uuid(), now(), 'Asha')`;

  await dispatch(ctx);
  const whilePaused = [...seen];
  await ctx.sql`delete from pauses where shop = ${ctx.shop}`;
  await dispatch(ctx);

  expect(whilePaused).toEqual([]);
  expect(seen).toEqual([1]);
});
