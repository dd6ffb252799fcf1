import { randomUUID } from "node:crypto";
import { join } from "node:path";
import pg from "pg";
import { openDatabase } from "#app/db.server.ts";
import { listOrders, orderTasks } from "#app/domains/orders/index.server.ts";
import { ListOrders } from "#app/domains/orders/list-query.ts";
import { Tab } from "#app/domains/orders/schema.ts";
import { tabCondition } from "#app/domains/orders/tabs.ts";
import { mintApiKey } from "#app/domains/shops/index.server.ts";
import { contextFor, type Ctx, type Database, systemContext } from "#app/platform/ctx.ts";
import { part } from "#app/platform/sql.ts";
import { setWaker } from "#app/platform/wake.ts";
import { compare, percentile, startServer, withDatabase } from "./harness.ts";
import { httpRequest, load } from "./http-load.ts";
import { columns, seed, shops } from "./list-rows.ts";
import type { Bench, BenchOptions } from "./main.ts";

const [{ shop, share }] = shops;
const pageSize = 50;

/** The whole answer of GET /sync/orders (rows, counts, alerts, gaps, total) against the rows alone. */
export const bench: Bench = {
  title: "pages of the order list, against the cheapest indexed SELECT … LIMIT 50 of the same rows through the same driver",
  run: ({ quick }) =>
    withDatabase(async (url) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        await run(client, url, quick);
      } finally {
        await client.end();
      }
    }),
};

async function run(client: pg.Client, url: string, quick: boolean): Promise<void> {
  const orders = quick ? 100_000 : 1_000_000;
  const started = performance.now();
  await seed(client, url, orders);
  console.log(`  ${orders.toLocaleString("en")} orders in ${shops.length} shops, ${Math.round(orders * share).toLocaleString("en")} in the one that is read; made in ${Math.round((performance.now() - started) / 1000)} s\n`);

  const database = openDatabase({ url, poolSize: 10 });
  foldWhenAsked(database);
  const ctx = contextFor(database, shop, { kind: "staff", id: "7001", label: "asha", role: "operator" }, "bench", new Date());
  await pages({ ctx, client, most: orders * share, quick });
  await database.close();
  await overHttp(url, quick);
}

/** Folds changes into the counts when a list asks for that, as a worker does. */
function foldWhenAsked(database: Database): void {
  const fold = orderTasks.find(({ name }) => name === "orders.fold_counts");
  let folding: Promise<unknown> | undefined;
  setWaker((task) => {
    if (task === fold?.name) folding ??= fold.run(systemContext(database, "bench", new Date()), {}).finally(() => (folding = undefined));
  });
}

interface Run extends BenchOptions {
  ctx: Ctx;
  client: pg.Client;
  /** How many orders the shop has. */
  most: number;
}

async function pages({ ctx, client, most, quick }: Run): Promise<void> {
  const calls = quick ? 20 : 100;
  /** The slowest of twenty pages, of the product and of the bare rows. */
  const against = async (name: string, query: Record<string, string>, bare: pg.QueryConfig, target: string, before?: () => Promise<unknown>) => {
    const parsed = ListOrders.parse({ pageSize: String(pageSize), ...query });
    await compare({
      product: { name, measure: () => p95(calls, () => listOrders(ctx, parsed), before) },
      baseline: { name: "SELECT … LIMIT 50", measure: () => p95(calls, () => client.query(bare), before) },
      unit: "ms (p95)",
      repeats: quick ? 1 : 5,
      target,
    });
  };

  for (const tab of Tab.options) await against(`first page of ${tab}`, { tab }, { name: `first ${tab}`, text: select(`${conditionOf(tab)}`, ""), values: [shop] }, "<= 3");

  const touch = () => client.query("update orders set priority = case when priority = 'normal' then 'low' else 'normal' end where shop = $1 and id = 7", [shop]);
  await against("first page of all, just after a change", { tab: "all" }, { name: "first all", text: select("true", ""), values: [shop] }, "<= 3", touch);

  for (const depth of [0.01, 0.25, 0.99]) {
    const offset = Math.floor(most * depth);
    const { rows } = await client.query("select id, created_at from orders where shop = $1 and deleted_at is null order by created_at desc, id desc offset $2 limit 1", [shop, offset - 1]);
    const keyset = { name: "keyset", text: select("true", "and (created_at, id) < ($2, $3)"), values: [shop, rows[0].created_at, rows[0].id] };
    const { text } = await listOrders(ctx, ListOrders.parse({ pageSize: "1", cursor: `ofs:${(offset - 1).toString(36)}` }));
    await against(`next page at ${offset.toLocaleString("en")} by offset`, { cursor: `ofs:${offset.toString(36)}` }, keyset, "<= 3");
    await against(`next page at ${offset.toLocaleString("en")} by shopifyCursor`, { cursor: JSON.parse(text).pageInfo.shopifyCursor }, keyset, "<= 3");
  }
  const jump = Math.floor(most * 0.625);
  const { rows: jumped } = await client.query("select id, created_at from orders where shop = $1 and deleted_at is null order by created_at desc, id desc offset $2 limit 1", [shop, jump - 1]);
  await against(`jump to ${jump.toLocaleString("en")}`, { cursor: `ofs:${jump.toString(36)}` }, { name: "keyset", text: select("true", "and (created_at, id) < ($2, $3)"), values: [shop, jumped[0].created_at, jumped[0].id] }, "<= 10");

  for (const [what, q] of [["an email", "noor4321@"], ["a name", "noor4321 sample"], ["a SKU", "KET-321"], ["a tracking number", "TRK100004321"], ["a word that every order has", "sample"]] as const) {
    const { text } = await listOrders(ctx, ListOrders.parse({ pageSize: String(pageSize), q }));
    const ids = (JSON.parse(text).orders as { legacyId: string }[]).map(({ legacyId }) => legacyId);
    await against(`q: ${what} (${ids.length} rows)`, { q }, { name: "by id", text: `select ${columns} from orders where shop = $1 and id = any($2) order by created_at desc, id desc limit ${pageSize}`, values: [shop, ids] }, "<= 5");
  }
}

/** The condition of a tab as bare SQL. */
function conditionOf(tab: Tab): string {
  const condition = tab === "mine" ? part`o.assigned_to = 'asha'` : tabCondition(tab, []);
  return condition.strings.join("").replaceAll("o.", "");
}

function select(condition: string, place: string): string {
  return `select ${columns} from orders where shop = $1 and deleted_at is null and ${condition} ${place} order by created_at desc, id desc limit ${pageSize}`;
}

async function p95(calls: number, run: () => Promise<unknown>, before?: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let call = 0; call < calls; call += 1) {
    await before?.();
    const started = performance.now();
    await run();
    times.push(performance.now() - started);
  }
  return percentile(times, 0.95);
}

/** Filtered pages over HTTP, ten connections at once, with authentication. */
async function overHttp(url: string, quick: boolean): Promise<void> {
  const database = openDatabase({ url, poolSize: 2 });
  const { key } = await mintApiKey(systemContext(database, randomUUID(), new Date()), { shop, name: "bench", role: "viewer", createdBy: "bench" });
  await database.close();
  const server = (role: string) => startServer(join(import.meta.dirname, "list-server.ts"), { ROLE: role, DATABASE_URL: url, SHOP: shop });
  const [product, baseline] = [await server("product"), await server("baseline")];
  const request = () => httpRequest("GET", `/sync/orders?status=paid&pageSize=${pageSize}`, { Authorization: `Bearer ${key}` });
  const measure = async (target: string) => {
    const { requestsPerSecond, statuses } = await load({ url: target, connections: 10, seconds: quick ? 2 : 5, request });
    if (Object.keys(statuses).some((status) => status !== "200")) throw new Error(`not every page came: ${JSON.stringify(statuses)}`);
    return requestsPerSecond;
  };
  await compare({
    product: { name: "GET /sync/orders?status=paid", measure: () => measure(product.url) },
    baseline: { name: "bare node:http, rows by pg", measure: () => measure(baseline.url) },
    unit: "requests/s",
    repeats: quick ? 1 : 5,
    target: ">= 0.5",
  });
  await Promise.all([product.stop(), baseline.stop()]);
}
