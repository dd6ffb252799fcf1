import { expect, test } from "vitest";
import { foldCounts } from "./counts/fold-counts.server.ts";
import { shopifyCursor } from "./cursors.ts";
import { ListOrders } from "./list-query.ts";
import { listOrders } from "./list-orders.server.ts";
import { OrdersPage } from "./schema.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { testContext, testSystemContext } from "#test/setup/context.ts";

const known = 5_000;

/** Orders of ascending age: the one with the greatest number is the newest. */
async function insertOrders(ctx: Ctx, from: number, to: number) {
  await ctx.sql`
    insert into orders (shop, id, name, number, created_at, updated_at, snapshot_tie, currency_code, total, tags, gateways)
    select ${ctx.shop}, 900000 + n, '#' || n, n, timestamptz '2026-11-20T00:00:00Z' + n * interval '1 second', now(), '', 'INR', 10, '{}', '{}'
    from generate_series(${from}::int, ${to}::int) n`;
}

/** The cursor that an order has in Shopify. */
function cursorOf(name: string): string {
  const n = Number(name.slice(1));
  return shopifyCursor(BigInt(900_000 + n), new Date(Date.parse("2026-11-20T00:00:00Z") + n * 1000));
}

async function page(ctx: Ctx, query: Record<string, string>): Promise<OrdersPage> {
  const { text } = await listOrders(ctx, ListOrders.parse(query));
  return OrdersPage.parse(JSON.parse(text));
}

test("shows each of 5,000 orders once to who goes on from shopifyCursor, while others arrive, and once more on the way back", async () => {
  const ctx = await testContext();
  await insertOrders(ctx, 1, known);
  let newest = known;
  const forward: string[] = [];
  let cursor: string | null = null;

  for (let more = true; more; ) {
    const after: OrdersPage = await page(ctx, { pageSize: "250", ...(cursor === null ? {} : { cursor }) });
    forward.push(...after.orders.map(({ name }) => name));
    cursor = after.pageInfo.shopifyCursor;
    more = after.pageInfo.hasNextPage;
    await insertOrders(ctx, newest + 1, (newest += 13));
  }
  const back: string[] = [];
  for (let more = true; more; ) {
    const before: OrdersPage = await page(ctx, { pageSize: "250", direction: "prev", cursor: cursorOf(back.at(-1) ?? forward.at(-1)!) });
    back.push(...before.orders.map(({ name }) => name).toReversed());
    more = before.pageInfo.hasPreviousPage;
  }

  expect(forward).toEqual(Array.from({ length: known }, (_, index) => `#${known - index}`));
  expect(back).toEqual(Array.from({ length: newest - 1 }, (_, index) => `#${index + 2}`));
});

test("misses none by offsets alone, whatever is added in front meanwhile", async () => {
  const ctx = await testContext();
  await insertOrders(ctx, 1, known);
  let newest = known;
  const seen = new Set<string>();

  for (let cursor: string | null = "ofs:0"; cursor; ) {
    const { orders, pageInfo }: OrdersPage = await page(ctx, { pageSize: "250", cursor });
    for (const { name } of orders) seen.add(name);
    cursor = pageInfo.nextCursor;
    await insertOrders(ctx, newest + 1, (newest += 7));
  }

  expect([...seen].filter((name) => Number(name.slice(1)) <= known)).toHaveLength(known);
});

test("finds an offset's rows, and an order's offset, deep in the list while orders come and go and are folded into the counts", async () => {
  const ctx = await testContext();
  const system = await testSystemContext();
  await insertOrders(ctx, 1, known);
  await foldCounts(system);
  let newest = known;
  const steps = [
    () => insertOrders(ctx, newest + 1, (newest += 40)),
    () => ctx.sql`delete from orders where shop = ${ctx.shop} and number % 5 = 0 and number > 4000`,
    () => foldCounts(system),
    () => insertOrders(ctx, newest + 1, (newest += 900)),
    () => ctx.sql`update orders set deleted_at = now() where shop = ${ctx.shop} and number % 7 = 0 and number between 1000 and 3000`,
    () => ctx.sql`update orders set created_at = created_at - interval '40 minutes' where shop = ${ctx.shop} and number % 11 = 0`,
  ];

  for (const [index, step] of [...steps, ...steps].entries()) {
    await step();
    const all = (await ctx.sql<{ name: string }>`
      select name from orders where shop = ${ctx.shop} and deleted_at is null order by created_at desc, id desc`).map(({ name }) => name);
    for (const offset of [500, 733 + index, 2_100 - index, 3_456, all.length - 3, all.length + 2]) {
      const expected = all.slice(offset, offset + 10);
      const byOffset = await page(ctx, { pageSize: "10", cursor: `ofs:${offset.toString(36)}` });
      expect(byOffset.orders.map(({ name }) => name)).toEqual(expected);
      expect(byOffset.pageInfo.hasNextPage).toBe(offset + 10 < all.length);

      const { shopifyCursor: place } = (await page(ctx, { pageSize: "1", cursor: `ofs:${(offset - 1).toString(36)}` })).pageInfo;
      if (place === null) continue;
      const byOrder = await page(ctx, { pageSize: "10", cursor: place });
      expect(byOrder.orders.map(({ name }) => name)).toEqual(expected);
      if (expected.length > 0) expect(byOrder.pageInfo.startCursor).toBe(`ofs:${offset.toString(36)}`);
      const back = await page(ctx, { pageSize: "10", cursor: place, direction: "prev" });
      expect(back.orders.map(({ name }) => name)).toEqual(all.slice(offset - 11, offset - 1));
      expect(back.pageInfo.startCursor).toBe(`ofs:${(offset - 11).toString(36)}`);
    }
  }
}, 60_000);

test.each<Record<string, string>>([{}, { assigned_to: "none" }])("goes back from a place beyond the end to the last page of %o", async (filter) => {
  const ctx = await testContext();
  await insertOrders(ctx, 1, 7);

  const beyond = await page(ctx, { ...filter, pageSize: "3", cursor: "ofs:zz" });
  const back = await page(ctx, { ...filter, pageSize: "3", direction: "prev", cursor: beyond.pageInfo.previousCursor ?? "" });

  expect(beyond).toMatchObject({ orders: [], pageInfo: { hasNextPage: false, hasPreviousPage: true } });
  expect(back.orders.map(({ name }) => name)).toEqual(["#3", "#2", "#1"]);
  expect(back.pageInfo).toMatchObject({ startCursor: "ofs:4", endCursor: "ofs:6", nextCursor: null, hasNextPage: false, hasPreviousPage: true });
});

test("the page before a place near the beginning ends there, and is the shorter for it", async () => {
  const ctx = await testContext();
  await insertOrders(ctx, 1, 7);

  const back = await page(ctx, { pageSize: "5", direction: "prev", cursor: "ofs:2" });
  const nothing = await page(ctx, { pageSize: "5", direction: "prev", cursor: "ofs:0" });

  expect(back.orders.map(({ name }) => name)).toEqual(["#7", "#6"]);
  expect(back.pageInfo).toMatchObject({ startCursor: "ofs:0", endCursor: "ofs:1", nextCursor: "ofs:2", previousCursor: null, hasNextPage: true, hasPreviousPage: false });
  expect(nothing).toMatchObject({ orders: [], pageInfo: { startCursor: null, endCursor: null, previousCursor: null, hasPreviousPage: false, shopifyCursor: null } });
});

test("writes when the list was last refreshed as every other time", async () => {
  const ctx = await testContext();
  await ctx.sql`insert into live_events (shop, id, event, data, created_at) values (${ctx.shop}, 1, 'refresh', '{}', '2026-11-20T10:00:00.120Z')`;

  expect((await page(ctx, {})).shipments.lastRefreshAt).toBe("2026-11-20T10:00:00.120Z");
});

test("shows a caller's own orders in one order, whether they are under the caller's id or name", async () => {
  const ctx = await testContext();
  const names = [ctx.actor.id, ctx.actor.label, "Bo", null];
  await insertOrders(ctx, 1, 24);
  await ctx.sql`update orders set assigned_to = (${names}::text[])[1 + number % 4] where shop = ${ctx.shop}`;
  const expected = await ctx.sql<{ name: string }>`
    select name from orders where shop = ${ctx.shop} and assigned_to in (${ctx.actor.id}, ${ctx.actor.label}) order by created_at desc, id desc`;

  const shown: string[] = [];
  for (let cursor: string | null = "ofs:0"; cursor !== null; ) {
    const { orders, pageInfo }: OrdersPage = await page(ctx, { tab: "mine", pageSize: "5", cursor });
    shown.push(...orders.map(({ name }) => name));
    cursor = pageInfo.nextCursor;
  }

  expect(shown).toEqual(expected.map(({ name }) => name));
});
