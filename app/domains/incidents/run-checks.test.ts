import { beforeAll, expect, test } from "vitest";
import { v7 as uuid } from "uuid";
import type { Ctx } from "#app/platform/ctx.ts";
import { arrive } from "#test/factories/arrivals.ts";
import { buildVariant } from "#test/factories/inventory.ts";
import { buildPending } from "#test/factories/outbox.ts";
import { testContext, testSystemContext } from "#test/setup/context.ts";
import { runChecks } from "./run-checks.server.ts";
import type { Check } from "./schema.ts";

// The database refuses what two of the checks look for; here it is as if it had not.
beforeAll(async () => {
  const { sql } = await testSystemContext();
  await sql`alter table product_variants drop constraint product_variants_stock_check, drop constraint product_variants_reserved_stock_check`;
});

async function notify(ctx: Ctx, type: string): Promise<void> {
  await ctx.sql`
    insert into outbox_events (shop, id, type, stream, payload, next_attempt_at, correlation_id, created_at) values (${ctx.shop}, ${uuid()}, ${type}, 'x', '{"say": "shipped"}', now(), 'one cause', now())`;
}

/** What breaks each promise, how often it is broken then, and what comes close without breaking it. */
const cases: { name: Check["name"]; found: number; breaks: (ctx: Ctx) => Promise<unknown>; spares?: (ctx: Ctx) => Promise<unknown> }[] = [
  { name: "stock_not_negative", found: 1, breaks: async (ctx) => ctx.sql`update product_variants set stock = -1, oversold = 1 where shop = ${ctx.shop} and id = ${(await buildVariant(ctx)).id}` },
  { name: "reserved_not_negative", found: 1, breaks: async (ctx) => ctx.sql`update product_variants set reserved_stock = -1 where shop = ${ctx.shop} and id = ${(await buildVariant(ctx)).id}` },
  {
    name: "backlog_stable",
    found: 12,
    spares: async (ctx) => {
      await ctx.sql`insert into ops_samples (shop, at, figures) values (${ctx.shop}, ${new Date(ctx.now.getTime() - 9 * 60_000)}, '{"backlog": 0}')`;
      for (let event = 0; event < 10; event += 1) await buildPending(ctx);
    },
    breaks: async (ctx) => Promise.all([buildPending(ctx), buildPending(ctx)]),
  },
  {
    name: "no_duplicate_notifications",
    found: 1,
    spares: async (ctx) => Promise.all([notify(ctx, "mail.send"), notify(ctx, "shopify.flow_trigger"), notify(ctx, "shopify.flow_trigger")]),
    breaks: (ctx) => notify(ctx, "mail.send"),
  },
  {
    name: "every_arrival_in_ledger",
    found: 1,
    spares: (ctx) => arrive(ctx, { topic: "products/update", payload: { id: 1 } }),
    breaks: async (ctx) => {
      const { id } = await arrive(ctx, { topic: "products/update", payload: { id: 2 } });
      await ctx.database.system`delete from events_processed where shop = ${ctx.shop} and idempotency_key like ${`%${id}%`}`;
    },
  },
  {
    name: "no_arrival_overdue",
    found: 1,
    spares: async (ctx) => {
      await arrive(ctx, { topic: "orders/create", payload: { id: 1 } });
      await arrive(ctx, { topic: "products/update", payload: { id: 1 } });
      await ctx.database.system`update events_processed set next_attempt_at = now() - interval '6 minutes' where shop = ${ctx.shop} and topic = 'orders/create'`;
      await ctx.sql`insert into pauses (shop, kind, name, incident_id, paused_at, paused_by) values (${ctx.shop}, 'topic', 'orders/create', ${uuid()}, now(), 'Asha')`;
    },
    breaks: (ctx) => ctx.database.system`update events_processed set next_attempt_at = now() - interval '6 minutes' where shop = ${ctx.shop} and topic = 'products/update'`,
  },
  {
    name: "no_lease_overdue",
    found: 1,
    spares: (ctx) => buildPending(ctx, { leaseSeconds: 60 }),
    breaks: (ctx) => ctx.sql`update outbox_events set leased_until = now() - interval '6 minutes' where shop = ${ctx.shop}`,
  },
];

test.each(cases)("tells when it does not hold that $name, and not before", async ({ name, found, breaks, spares = () => Promise.resolve() }) => {
  const ctx = await testContext();
  const check = async () => (await runChecks(ctx, 0)).find((each) => each.name === name);

  await spares(ctx);
  const before = await check();
  await breaks(ctx);

  expect(before?.ok).toBe(true);
  expect(await check()).toEqual({ name, ok: false, found });
});

test("tells when reserved units are not those of active reservations", async () => {
  expect(await runChecks(await testContext(), 2)).toContainEqual({ name: "reserved_equals_active", ok: false, found: 2 });
});

test("knows nothing of another shop's troubles", async () => {
  const [ctx, other] = [await testContext(), await testContext()];
  for (const { breaks, spares } of cases) {
    await spares?.(other);
    await breaks(other);
  }

  expect((await runChecks(ctx, 0)).filter(({ ok }) => !ok)).toEqual([]);
});
