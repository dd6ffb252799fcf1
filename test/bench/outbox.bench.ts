import { EventEmitter } from "node:events";
import { join } from "node:path";
import { Logger, run } from "graphile-worker";
import type pg from "pg";
import { assignOrders } from "#app/domains/assignments/index.server.ts";
import { openDatabase, type OpenDatabase } from "#app/db.server.ts";
import { addWebhookEndpoint } from "#app/domains/notifications/index.server.ts";
import { installShop } from "#app/domains/shops/index.server.ts";
import { contextFor, type Ctx, systemActor } from "#app/platform/ctx.ts";
import { connectWaker, startWorker } from "#app/platform/jobs.server.ts";
import { outboxRow } from "#app/platform/outbox.ts";
import { configureOutbound } from "#app/platform/public-http.server.ts";
import { json } from "#app/platform/sql.ts";
import { wake } from "#app/platform/wake.ts";
import { registerDomains, tasks } from "#app/registry.server.ts";
import { compare, startServer, withDatabase } from "./harness.ts";
import type { Bench } from "./main.ts";

const concurrency = 10;
const quiet = new Logger(() => () => {});

/** The whole of a delivery (claim, signature, HTTP, mark) against no-op jobs of graphile-worker; and what an outbox row costs a transaction. */
export const bench: Bench = {
  title: "outbox events/s to a local receiver, against graphile-worker's no-op jobs; transactions/s with their outbox row, against the same without",
  run: ({ quick }) =>
    withDatabase(async (url) => {
      const database = openDatabase({ url, poolSize: 12 });
      const ctx = contextFor(database, "bench.myshopify.com", systemActor("Bench"), "bench", new Date());
      await installShop(ctx, { name: "Bench", ianaTimezone: "Asia/Kolkata", currencyCode: "INR", scopes: [] });
      const receiver = await startServer(join(import.meta.dirname, "outbox-receiver.ts"), {});
      configureOutbound({ allowPrivate: true });
      registerDomains();
      const { id: endpointId } = await addWebhookEndpoint(ctx, { url: `${receiver.url}/`, description: "" });
      const stopWaker = await connectWaker(database.pool);
      const count = quick ? 1_000 : 4_000;
      await compare({
        product: { name: "outbox, delivered over HTTP", measure: () => deliverAll(ctx, database, { count, endpointId }) },
        baseline: { name: "graphile-worker, no-op jobs", measure: () => runNoops(database.pool, count) },
        unit: "events/s",
        repeats: quick ? 1 : 5,
        target: ">= 0.5",
      });
      await stopWaker();
      await receiver.stop();
      const transactions = quick ? 500 : 1_500;
      await takeOrders(ctx, transactions);
      await compare({
        product: { name: "an order changes hands, with its outbox row", measure: () => assignAll(ctx, transactions, true) },
        baseline: { name: "the same without", measure: () => assignAll(ctx, transactions, false) },
        unit: "transactions/s",
        repeats: quick ? 1 : 5,
        target: ">= 0.9",
      });
      await database.close();
    }),
};

async function deliverAll(ctx: Ctx, database: OpenDatabase, { count, endpointId }: { count: number; endpointId: string }): Promise<number> {
  const event = { type: "order.transitioned", timestamp: ctx.now.toISOString(), data: { id: "gid://shopify/Order/5678", toState: "shipped" } };
  const rows = Array.from({ length: count }, () => outboxRow({ type: "webhook.deliver", payload: { endpointId, event } }));
  await database.system`truncate outbox_events`;
  await ctx.sql`
    insert into outbox_events (shop, id, type, stream, payload, next_attempt_at, correlation_id, created_at)
    select ${ctx.shop}, id, type, stream, payload, now(), 'bench', now() from jsonb_to_recordset(${json(rows)}::jsonb) as m(id uuid, type text, stream text, payload jsonb)`;
  await database.system`vacuum analyze outbox_events`;
  const started = performance.now();
  const runner = await startWorker({ database, pool: database.pool, tasks, concurrency, events: new EventEmitter() });
  wake("outbox.dispatch");
  await until(async () => (await database.system`select 1 from outbox_events where status = 'PENDING' limit 1`).length === 0);
  const rate = count / ((performance.now() - started) / 1000);
  await runner.stop();
  const [delivered] = await database.system<{ count: number }>`select count(*)::int as count from outbox_events where status = 'DELIVERED'`;
  if (delivered?.count !== count) throw new Error(`${delivered?.count} of ${count} were delivered`);
  return rate;
}

async function runNoops(pool: pg.Pool, count: number): Promise<number> {
  await pool.query("select graphile_worker.add_job('noop', json_build_object('id', i)) from generate_series(1, $1::int) i", [count]);
  await pool.query("vacuum analyze graphile_worker._private_jobs");
  const { promise, resolve } = Promise.withResolvers<void>();
  let done = 0;
  const noop = async () => {
    done += 1;
    if (done === count) resolve();
  };
  const started = performance.now();
  const runner = await run({ pgPool: pool, logger: quiet, concurrency, noHandleSignals: true, pollInterval: 1_000, taskList: { noop } });
  await promise;
  const rate = count / ((performance.now() - started) / 1000);
  await runner.stop();
  return rate;
}

/** Orders change hands, eight at once: the same use case, with the call to Shopify that it causes or with that switched off. */
async function assignAll(ctx: Ctx, orders: number, writeAssignmentMetafield: boolean): Promise<number> {
  await ctx.sql`
    insert into shop_settings (shop, "values", version, updated_at, updated_by) values (${ctx.shop}, ${json({ writeAssignmentMetafield })}, 1, now(), 'bench') on conflict (shop) do update set "values" = excluded."values"`;
  const assignee = crypto.randomUUID();
  let next = 1;
  const started = performance.now();
  const client = async () => {
    for (let id = next++; id <= orders; id = next++) await assignOrders(ctx, { orderIds: [String(id)], assignee });
  };
  await Promise.all(Array.from({ length: 8 }, client));
  return orders / ((performance.now() - started) / 1000);
}

async function takeOrders(ctx: Ctx, count: number): Promise<void> {
  await ctx.sql`
    insert into orders (shop, id, name, number, created_at, updated_at, snapshot_tie, currency_code, total, gateways, tags)
    select ${ctx.shop}, i, '#' || i, i, now(), now(), '', 'INR', 499, '{}', '{}' from generate_series(1, ${count}::int) i`;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((done) => setTimeout(done, 20));
}
