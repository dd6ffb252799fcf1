import { expect, test } from "vitest";
import type { Ctx } from "#app/platform/ctx.ts";
import { buildFailure } from "#test/factories/outbox.ts";
import { testContext } from "#test/setup/context.ts";
import { listFailures } from "./list-failures.server.ts";
import { ListFailures } from "./schema.ts";

const list = (ctx: Ctx, query: object = {}) => listFailures(ctx, ListFailures.parse(query));
const minutesLater = (ctx: Ctx, minutes: number): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + minutes * 60_000) });

test("lists what failed last first, as much as is asked for, and says how much there is", async () => {
  const ctx = await testContext();
  const [old, newest, middle] = [await buildFailure(ctx), await buildFailure(minutesLater(ctx, 2)), await buildFailure(minutesLater(ctx, 1))];

  const all = await list(ctx);
  const some = await list(ctx, { limit: "2" });

  expect(all.failures.map(({ eventId }) => eventId)).toEqual([newest, middle, old]);
  expect(some.failures.map(({ eventId }) => eventId)).toEqual([newest, middle]);
  expect([all.total, some.total]).toEqual([3, 3]);
});

test("lists fifty when nothing is said", async () => {
  const ctx = await testContext();
  await ctx.sql`
    insert into outbox_events (shop, id, type, stream, payload, status, attempts, next_attempt_at, correlation_id, created_at, failed_at)
    select ${ctx.shop}, gen_random_uuid(), 'mail.send', n::text, '{}', 'FAILED', 1, now(), 'test', now(), now() from generate_series(1, 51) n`;

  const { failures, total } = await list(ctx);

  expect([failures.length, total]).toEqual([50, 51]);
});

test("lists what failed of one type", async () => {
  const ctx = await testContext();
  const mail = await buildFailure(ctx, { type: "mail.send" });
  await buildFailure(ctx);

  expect(await list(ctx, { event_type: "mail.send" })).toMatchObject({ failures: [{ eventId: mail }], total: 1 });
});
