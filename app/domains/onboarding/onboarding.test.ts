import { expect, test } from "vitest";
import { assignOrders } from "#app/domains/assignments/index.server.ts";
import type { Actor, Ctx } from "#app/platform/ctx.ts";
import { buildOrder } from "#test/factories/orders.ts";
import { testContext } from "#test/setup/context.ts";
import { dismissOnboarding, getOnboarding } from "./index.server.ts";

const owner: Actor = { kind: "staff", id: "9001", label: "Asha", role: "admin" };

async function visit(ctx: Ctx, ...userIds: string[]) {
  for (const userId of userIds) {
    await ctx.sql`insert into staff_members (shop, user_id, name, role, first_seen_at, last_seen_at) values (${ctx.shop}, ${userId}, ${userId}, 'admin', ${ctx.now}, ${ctx.now})`;
  }
}

const doneOf = async (ctx: Ctx) => (await getOnboarding(ctx)).steps?.filter(({ done }) => done).map(({ id }) => id);

test("tells the steps that the shop has taken by what it did", async () => {
  const ctx = await testContext({ actor: owner });
  await visit(ctx, owner.id);
  expect(await doneOf(ctx)).toEqual([]);

  const { id } = await buildOrder(ctx);
  await assignOrders(ctx, { orderIds: [id.toString()], assignee: "Asha" });
  await visit(ctx, "9002");

  expect(await doneOf(ctx)).toEqual(["team", "assign"]);
});

test("shows how far the reading in of earlier orders has come, until it is done", async () => {
  const ctx = await testContext({ actor: owner });
  const put = (state: string) => ctx.sql`
    insert into backfills (shop, state, orders_told, orders_read, started_at, next_run_at) values (${ctx.shop}, ${state}, 500, 120, ${ctx.now}, ${ctx.now})
    on conflict (shop) do update set state = excluded.state`;

  await put("reading");
  expect((await getOnboarding(ctx)).readingIn).toEqual({ failed: false, read: 120, told: 500 });
  await put("failed");
  expect((await getOnboarding(ctx)).readingIn).toEqual({ failed: true, read: 120, told: 500 });
  await put("done");

  expect((await getOnboarding(ctx)).readingIn).toBeNull();
  expect(await doneOf(ctx)).toEqual(["orders"]);
});

test("keeps the steps away from who put them away, and from who may not set the app up", async () => {
  const ctx = await testContext({ actor: owner });
  await visit(ctx, owner.id, "9002");

  await dismissOnboarding(ctx);
  await dismissOnboarding(ctx);

  expect((await getOnboarding(ctx)).steps).toBeNull();
  expect((await getOnboarding({ ...ctx, actor: { ...owner, id: "9002" } })).steps).not.toBeNull();
  expect((await getOnboarding({ ...ctx, actor: { ...owner, id: "9002", role: "agent" } })).steps).toBeNull();
});

test("knows nothing of another shop's steps", async () => {
  const [ctx, other] = [await testContext({ actor: owner }), await testContext({ actor: owner })];
  await visit(ctx, owner.id, "9002");
  await visit(other, owner.id);
  await dismissOnboarding(ctx);

  expect(await doneOf(other)).toEqual([]);
});
