import { beforeAll, expect, test } from "vitest";
import type { Ctx } from "#app/platform/ctx.ts";
import { testContext, testSystemContext } from "#test/setup/context.ts";
import { ListOrders } from "./list-query.ts";
import { listOrders } from "./list-orders.server.ts";
import { OrdersPage } from "./schema.ts";

const known = 10_200;

/** Every order has the words "sample" and "example", every hundredth a SKU of its own kind. The order with the greatest number is the newest. */
let ctx: Ctx;
beforeAll(async () => {
  ctx = await testContext();
  await ctx.sql`
    insert into orders (shop, id, name, number, created_at, updated_at, snapshot_tie, currency_code, total, tags, gateways, customer_name, priority, search_text)
    select ${ctx.shop}, 900000 + n, '#' || n, n, timestamptz '2026-11-20T00:00:00Z' + n * interval '1 second', now(), '', 'INR', 10, '{}', '{}', 'Noor' || n || ' Sample',
      case when n % 3 = 0 then 'low' else 'normal' end, lower('#' || n || ' noor' || n || '@example.com' || case when n % 100 = 0 then ' KET-7' else '' end)
    from generate_series(1, ${known}::int) n`;
  await (await testSystemContext()).sql`analyze order_search`;
}, 60_000);

async function page(query: Record<string, string>): Promise<OrdersPage> {
  return OrdersPage.parse(JSON.parse((await listOrders(ctx, ListOrders.parse({ pageSize: "20", ...query }))).text));
}

function names(from: number, step: number, length = 20): string[] {
  return Array.from({ length }, (_, index) => `#${from - index * step}`);
}

test("a word that every order has gives the newest ones, and goes on from there by either cursor", async () => {
  const first = await page({ q: "Sample" });
  const second = await page({ q: "Sample", cursor: first.pageInfo.nextCursor ?? "" });
  const beside = await page({ q: "Sample", cursor: first.pageInfo.shopifyCursor ?? "" });
  const back = await page({ q: "Sample", cursor: second.pageInfo.shopifyCursor ?? "", direction: "prev" });

  expect(first.orders.map(({ name }) => name)).toEqual(names(known, 1));
  expect(first.pageInfo).toMatchObject({ total: 10_000, totalIsFloor: true, hasNextPage: true });
  expect(second.orders.map(({ name }) => name)).toEqual(names(known - 20, 1));
  expect(beside.orders).toEqual(second.orders);
  expect(back.orders.map(({ name }) => name)).toEqual(names(known - 19, 1));
});

test.each(["sample ket-7", "KET-7 sample", "exam ket", "ket-7"])("with a rare word beside common ones (%s) it gives the few orders that have all of them", async (q) => {
  const { orders, pageInfo } = await page({ q });

  expect(orders.map(({ name }) => name)).toEqual(names(known, 100));
  expect(pageInfo).toMatchObject({ total: 102, hasNextPage: true });
  expect(pageInfo.totalIsFloor).toBeUndefined();
});

test("common words alone, and a common word beside a filter, give what has them", async () => {
  expect((await page({ q: "sample example" })).orders.map(({ name }) => name)).toEqual(names(known, 1));
  const low = await page({ q: "sample", priority: "low" });
  expect(low.orders.map(({ name }) => name)).toEqual(names(known, 3));
  expect(low.pageInfo.total).toBe(known / 3);
  expect((await page({ q: "sample absent" })).pageInfo.total).toBe(0);
});

test("the total says that there are more as long as there are, and is exact again when there are not", async () => {
  await page({ q: "sample" });

  await ctx.sql`update orders set deleted_at = now() where shop = ${ctx.shop} and number <= 199`;
  expect((await page({ q: "sample" })).pageInfo).toMatchObject({ total: 10_000, totalIsFloor: true });
  await ctx.sql`update orders set deleted_at = now() where shop = ${ctx.shop} and number = 200`;
  const exact = (await page({ q: "sample" })).pageInfo;
  await ctx.sql`update orders set deleted_at = now() where shop = ${ctx.shop} and number = 201`;

  expect(exact.total).toBe(10_000);
  expect(exact.totalIsFloor).toBeUndefined();
  expect((await page({ q: "sample" })).pageInfo.total).toBe(9_999);
});
