import { EventEmitter } from "node:events";
import { join } from "node:path";
import { Logger, run } from "graphile-worker";
import type pg from "pg";
import { openDatabase, type OpenDatabase } from "#app/db.server.ts";
import { addWebhookEndpoint } from "#app/domains/notifications/index.server.ts";
import { installShop } from "#app/domains/shops/index.server.ts";
import { contextFor, type Ctx, inTransaction, systemActor } from "#app/platform/ctx.ts";
import { connectWaker, startWorker } from "#app/platform/jobs.server.ts";
import { outboxRow, publish } from "#app/platform/outbox.ts";
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
      const count = quick ? 1_000 : 10_000;
      await compare({
        product: { name: "outbox, delivered over HTTP", measure: () => deliverAll(ctx, database, { count, endpointId }) },
        baseline: { name: "graphile-worker, no-op jobs", measure: () => runNoops(database.pool, count) },
        unit: "events/s",
        repeats: quick ? 1 : 5,
        target: ">= 0.5",
      });
      await stopWaker();
      await receiver.stop();
      const transactions = quick ? 500 : 3_000;
      await compare({
        product: { name: "transaction with its outbox row", measure: () => writeAll(ctx, transactions, true) },
        baseline: { name: "the same without", measure: () => writeAll(ctx, transactions, false) },
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

/** Small business transactions, eight at once: a timeline entry as assigning an order writes it, with or without a call that leaves the app. */
async function writeAll(ctx: Ctx, count: number, withRow: boolean): Promise<number> {
  let next = 0;
  const started = performance.now();
  const client = async () => {
    for (let index = next++; index < count; index = next++) {
      const orderId = BigInt(index + 1);
      await inTransaction(ctx, async (tx) => {
        await tx.sql`select 1 from shops where shop = ${tx.shop} for share`;
        await tx.sql`insert into live_signals (shop, event, data) values (${tx.shop}, 'refresh', ${json({ reason: "action", orderIds: [String(orderId)] })})`;
        await tx.sql`
          insert into timeline_entries (shop, order_id, id, ts, event, details, correlation_id) values (${tx.shop}, ${orderId}, gen_random_uuid(), ${tx.now}, 'assignment.changed', ${json({ to: "Asha" })}, 'bench')`;
        await tx.sql`
          insert into order_assignments (shop, order_id, assignee, source, version, assigned_at, assigned_by) values (${tx.shop}, ${orderId}, 'Asha', 'manual', 1, ${tx.now}, 'bench')
          on conflict (shop, order_id) do update set version = order_assignments.version + 1, assigned_at = excluded.assigned_at`;
        if (withRow) await publish(tx, { type: "shopify.assignment_metafield", orderId, payload: { orderId, version: 1 } });
      });
    }
  };
  await Promise.all(Array.from({ length: 8 }, client));
  return count / ((performance.now() - started) / 1000);
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((done) => setTimeout(done, 20));
}
