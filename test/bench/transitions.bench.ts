import { randomUUID } from "node:crypto";
import { join } from "node:path";
import pg from "pg";
import { openDatabase } from "#app/db.server.ts";
import { mintApiKey } from "#app/domains/shops/index.server.ts";
import { systemContext } from "#app/platform/ctx.ts";
import { compare, startServer, withDatabase } from "./harness.ts";
import { httpRequest, load } from "./http-load.ts";
import type { Bench } from "./main.ts";

const shop = "bench.myshopify.com";
const orders = 20_000;
const bulkOf = 250;
const connections = 10;

/** Transitions over HTTP (guards, log, timeline, outbox, live event) against the SQL that they cannot do without. */
export const bench: Bench = {
  title: "pending → paid over POST /sync/orders/transition, against lock + update + insert log + insert outbox by bare SQL",
  run: ({ quick }) =>
    withDatabase(async (url) => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const key = await seed(client, url);
      const server = (role: string) => startServer(join(import.meta.dirname, "transitions-server.ts"), { ROLE: role, DATABASE_URL: url, SHOP: shop });
      const [product, baseline] = [await server("product"), await server("baseline")];
      const seconds = quick ? 2 : 5;
      const post = (ids: number[]) => {
        const body = Buffer.from(JSON.stringify({ shop_domain: shop, orderIds: ids.map((id) => `gid://shopify/Order/${id}`), toState: "paid", note: "bench" }));
        return httpRequest("POST", "/sync/orders/transition", { Authorization: `Bearer ${key}`, "Content-Type": "application/json" }, body);
      };
      const ask = async (path: string): Promise<number> => (await fetch(`${baseline.url}${path}`)).json();

      console.log(`  one order a request, ${connections} connections\n`);
      await compare({
        product: { name: "POST /sync/orders/transition", measure: () => fresh(client, async () => (await send(product.url, { connections, seconds, most: orders, request: (index) => post([index + 1]) })).requestsPerSecond) },
        baseline: { name: "bare SQL, one transaction each", measure: () => fresh(client, () => ask(`/single?seconds=${seconds}&most=${orders}`)) },
        unit: "orders/s",
        repeats: quick ? 1 : 5,
        target: ">= 0.3",
      });

      console.log(`  ${bulkOf} orders a request\n`);
      const bulks = Math.floor(orders / bulkOf);
      const bulkIds = (index: number) => Array.from({ length: bulkOf }, (_, place) => index * bulkOf + place + 1);
      await compare({
        product: {
          name: "POST /sync/orders/transition",
          measure: () =>
            fresh(client, async () => {
              const { times } = await send(product.url, { connections: 1, seconds: 60, most: quick ? 10 : bulks, request: (index) => post(bulkIds(index)) });
              return times.reduce((sum, time) => sum + time, 0) / times.length / bulkOf;
            }),
        },
        baseline: {
          name: "bare SQL, one transaction",
          measure: () =>
            fresh(client, async () => {
              const figures: number[] = [];
              for (let index = 0; index < (quick ? 10 : bulks); index += 1) figures.push(await ask(`/bulk?first=${index * bulkOf + 1}&count=${bulkOf}`));
              return figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
            }),
        },
        unit: "ms an order",
        repeats: quick ? 1 : 5,
        target: "<= 4",
      });
      await Promise.all([product.stop(), baseline.stop()]);
      await client.end();
    }),
};

/** A key, and orders that wait for their payment. */
async function seed(client: pg.Client, url: string): Promise<string> {
  await client.query("insert into shops (shop, scopes, installed_at) values ($1, '{}', now())", [shop]);
  await client.query(
    `insert into orders (shop, id, name, number, created_at, updated_at, snapshot_tie, currency_code, total, financial_status, gateways, tags, search_text, email)
     select $1, i, '#' || i, i, now() - i * interval '1 minute', now(), '', 'INR', 499, 'pending', '{bogus}', '{}', '#' || i || ' noor@example.com', 'noor@example.com' from generate_series(1, $2) i`,
    [shop, orders],
  );
  const database = openDatabase({ url, poolSize: 2 });
  const { key } = await mintApiKey(systemContext(database, randomUUID(), new Date()), { shop, name: "bench", role: "operator", createdBy: "bench" });
  await database.close();
  return key;
}

/** Puts every order back to where it was before; what was logged stays. */
async function fresh<T>(client: pg.Client, measure: () => Promise<T>): Promise<T> {
  await client.query("update orders set workflow_state = 'pending' where workflow_state <> 'pending'");
  await client.query("truncate outbox_events, live_signals, timeline_entries");
  await client.query("vacuum (analyze) orders");
  return measure();
}

async function send(url: string, options: Omit<Parameters<typeof load>[0], "url">) {
  const result = await load({ url, ...options });
  if (Object.keys(result.statuses).some((status) => status !== "200")) throw new Error(`not every order was taken: ${JSON.stringify(result.statuses)}`);
  return result;
}
