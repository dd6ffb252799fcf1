import { beforeAll, expect, test } from "vitest";
import { assignOrders } from "#app/domains/assignments/index.server.ts";
import { sampleFigures } from "#app/domains/metrics/index.server.ts";
import { gaugeNames } from "#app/domains/metrics/schema.ts";
import { systemContext } from "#app/platform/ctx.ts";
import { mintApiKey } from "#app/domains/shops/index.server.ts";
import { allProcesses, outboxAttempts, startProcessMetrics } from "#app/platform/metrics.server.ts";
import { arrive, take } from "./factories/arrivals.ts";
import { buildOrderOf, buildVariant, reserve } from "./factories/inventory.ts";
import { buildFailure, buildPending } from "./factories/outbox.ts";
import { control, demoShop, secondShop, startTestApp, type TestApp } from "./setup/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});

const metrics = async (shop = demoShop) => (await app.request("GET", "/api/admin/ops/metrics", { as: "viewer", shop })).body;

test("gives every gauge of the contract as a number", async () => {
  const body = await metrics();

  for (const name of gaugeNames) expect(body[name], name).toEqual(expect.any(Number));
  expect(body.processes).toHaveLength(1);
});

test.each([
  ["?format=prometheus", {}],
  ["", { Accept: "text/plain" }],
])("gives them in Prometheus's text format%s", async (query, headers) => {
  const { status, headers: answered, body } = await app.request("GET", `/api/admin/ops/metrics${query}`, { headers });

  expect(status).toBe(200);
  expect(answered.get("Content-Type")).toMatch(/^text\/plain/);
  for (const name of gaugeNames) expect(body).toMatch(new RegExp(`^# TYPE ${name} ${name.endsWith("_total") ? "counter" : "gauge"}\n${name} [\\d.e+-]+$`, "m"));
  expect(body).toMatch(/^process_cpu_user_seconds_total\{.*role="web".*\} [\d.]+$/m);
});

test.each([
  ["application/json, text/plain, */*", "application/json"],
  ["text/html,application/xhtml+xml,*/*;q=0.8", "application/json"],
  ["application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1", "text/plain"],
  ["text/plain;q=0", "application/json"],
])("answers Accept: %s with %s", async (accept, type) => {
  const { headers } = await app.request("GET", "/api/admin/ops/metrics", { headers: { Accept: accept } });

  expect(headers.get("Content-Type")).toContain(type);
});

test("lets ?format= decide before Accept", async () => {
  const { headers } = await app.request("GET", "/api/admin/ops/metrics?format=json", { headers: { Accept: "text/plain" } });

  expect(headers.get("Content-Type")).toContain("application/json");
});

test("counts what failed, of the caller's own shop alone", async () => {
  await buildFailure(await app.context(secondShop));

  expect(await metrics(secondShop)).toMatchObject({ ops_outbox_failed_events: 1 });
  expect(await metrics()).toMatchObject({ ops_outbox_failed_events: 0 });
});

test("each gauge counts what it says, of one shop or of all", async () => {
  const ctx = await app.context(secondShop);
  const allShops = async () => (await app.request("GET", "/api/admin/ops/metrics", { token: (await mintApiKey(await app.system(), { name: "test", role: "operator", shop: "*", createdBy: "test" })).key })).body;
  const [before, allBefore] = [await metrics(secondShop), await allShops()];
  const kettle = await buildVariant(ctx);
  const order = await buildOrderOf(ctx, [[kettle, 1]]);
  await reserve(ctx, order.id);
  await ctx.sql`update reservations set expires_at = now() - interval '1 minute' where shop = ${ctx.shop}`;
  await ctx.sql`update product_variants set reserved_stock = 5 where shop = ${ctx.shop} and id = ${kettle.id}`;
  const pending = await buildPending(ctx);
  await ctx.sql`update outbox_events set created_at = now() - interval '1 hour' where shop = ${ctx.shop} and id = ${pending}`;
  await ctx.sql`insert into outbox_circuits (shop, destination, failures, blocked_until, updated_at) values (${ctx.shop}, 'mail', 5, now() + interval '1 minute', now())`;
  await ctx.sql`insert into pauses (shop, kind, name, incident_id, paused_at, paused_by) values (${ctx.shop}, 'destination', 'mail', gen_random_uuid(), now(), 'Asha'), (${ctx.shop}, 'topic', 'orders/create', gen_random_uuid(), now(), 'Asha')`;
  await assignOrders(ctx, { orderIds: [order.name], assignee: "asha", expectedVersion: 7 }).catch(() => {});
  const delivery = await take(ctx, { topic: "products/update", payload: { id: 1 } });
  await take(ctx, { topic: "products/update", id: delivery.id, payload: { id: 2 } });
  await arrive(ctx, { topic: "products/update", payload: { id: 3 } });
  await ctx.sql`insert into ops_samples (shop, at, figures) values (${ctx.shop}, now(), '{"late": 42}')`;
  await ctx.sql`insert into poller_states (shop, last_tick_at, next_run_at) values (${ctx.shop}, now() - interval '2 hours', now()) on conflict (shop) do update set last_tick_at = excluded.last_tick_at`;

  const [after, allAfter] = [await metrics(secondShop), await allShops()];

  const grown = (names: typeof gaugeNames, now: Record<string, number>, then: Record<string, number>) => Object.fromEntries(names.map((name) => [name, (now[name] ?? NaN) - (then[name] ?? NaN)]));
  const counts = gaugeNames.filter((name) => !name.endsWith("_seconds") && name !== "ops_sse_clients" && name !== "ops_outbox_pending_events");
  const expected = {
    ops_outbox_failed_events: 0,
    ops_outbox_resting_destinations: 1,
    ops_outbox_paused_destinations: 1,
    ops_inventory_reserved_stock_drift_products: 1,
    ops_reservations_stuck: 1,
    ops_assignment_conflicts_total: 1,
    ops_exceptions_open: 1,
    ops_events_pending: 1,
    ops_webhooks_received_total: 3,
    ops_webhooks_duplicate_total: 1,
  };
  expect(grown(counts, after, before)).toEqual(expected);
  expect(grown(counts, allAfter, allBefore)).toEqual(expected);
  for (const figures of [after, allAfter]) {
    expect(figures.ops_outbox_pending_events).toBeGreaterThanOrEqual(1);
    expect(figures.ops_outbox_oldest_pending_age_seconds).toBeGreaterThanOrEqual(3_600);
    expect(figures.ops_webhooks_late_seconds).toBe(42);
  }
  expect(after.ops_poller_last_tick_age_seconds).toBeGreaterThanOrEqual(7_200);
  expect(await metrics()).toMatchObject({ ops_reservations_stuck: 0, ops_inventory_reserved_stock_drift_products: 0 });
});

test("counts webhooks and their duplicates", async () => {
  const before = await metrics();
  const payload = { id: 901, name: "#901", updated_at: "2026-11-21T08:00:00Z" };
  for (let copy = 0; copy < 3; copy += 1) await control(app.shopify, "webhooks", { shop: demoShop, topic: "products/update", payload, webhookId: "same", eventId: "same" });

  const after = await metrics();

  expect(after.ops_webhooks_received_total - before.ops_webhooks_received_total).toBe(3);
  expect(after.ops_webhooks_duplicate_total - before.ops_webhooks_duplicate_total).toBe(2);
});

test("has what other processes told of themselves, while they are alive", async () => {
  const ctx = await app.context();
  outboxAttempts.inc({ type: "test", outcome: "delivered" });
  const { registry } = await allProcesses(systemContext(ctx.database, "test", new Date()));
  const told = JSON.stringify(await registry.getMetricsAsJSON()).replaceAll('"role":"web"', '"role":"worker"');
  await ctx.database.system`
    insert into process_metrics (id, role, started_at, at, text, streams) values ('other', 'worker', now(), now(), ${told}, ${JSON.stringify({ [demoShop]: 4 })}), ('gone', 'worker', now(), now() - interval '1 hour', ${told}, '{}')`;

  const { body } = await app.request("GET", "/api/admin/ops/metrics?format=prometheus");
  const answer = await metrics();

  expect(answer).toMatchObject({ ops_sse_clients: 4, processes: [{ role: "web" }, { id: "other", role: "worker" }] });
  expect(answer.processes).toHaveLength(2);
  expect(body).toMatch(/^outbox_attempts_total\{.*role="worker".*\} \d+$/m);
});

test("a process tells of itself when it starts, and is gone when it has stopped", async () => {
  const { database } = await app.system();
  const told = () => database.system`select role from process_metrics where role = 'worker' and id <> 'other'`;

  const stop = startProcessMetrics(database, "worker");
  await expect.poll(told).toEqual([{ role: "worker" }]);
  await stop();

  expect(await told()).toEqual([]);
});

test("keeps a series that charts are made of, once a minute", async () => {
  const ctx = await app.context();
  const system = (minute: number) => systemContext(ctx.database, "test", new Date(Date.now() - minute * 60_000));
  for (const minute of [30, 29, 29, 0]) await sampleFigures(system(minute));

  const { body } = await app.request("GET", "/api/admin/ops/metrics/history?hours=1");

  expect(body).toMatchObject({ hours: 1, bucketMinutes: 1 });
  expect(body.samples).toHaveLength(3);
  expect(body.samples[0]).toMatchObject({ backlog: expect.any(Number), failed: 0, drift: 0, conflicts: 0, late: expect.any(Number) });
});

test("keeps of each minute what there was of everything, adds conflicts up, and forgets it after two weeks", async () => {
  const ctx = await app.context();
  const system = (minute: number) => systemContext(ctx.database, "test", new Date(Date.now() - minute * 60_000));
  await ctx.sql`delete from ops_samples where shop = ${ctx.shop}`;
  await ctx.sql`insert into ops_samples (shop, at, figures) select ${ctx.shop}, at, '{"backlog": 3, "failed": 0, "drift": 0, "conflicts": 2, "late": 0, "exceptions": 0}' from unnest(array[now() - interval '10 hours', now() - interval '10 hours 1 minute', now() - interval '15 days']) at`;
  await buildPending(ctx);
  await buildFailure(ctx);
  const kettle = await buildVariant(ctx);
  await ctx.sql`update product_variants set reserved_stock = 5 where shop = ${ctx.shop} and id = ${kettle.id}`;
  const order = await buildOrderOf(ctx, [[kettle, 1]]);
  await assignOrders(ctx, { orderIds: [order.name], assignee: "asha", expectedVersion: 7 }).catch(() => {});
  for (const seconds of [1, 100]) await arrive(ctx, { topic: "products/update", payload: { id: seconds }, triggeredAt: new Date(Date.now() - seconds * 1_000) });

  await sampleFigures(system(0));

  const { body } = await app.request("GET", "/api/admin/ops/metrics/history?hours=336");
  const [past, last] = [body.samples.at(0), body.samples.at(-1)];
  expect(past).toMatchObject({ backlog: 3, conflicts: 4 });
  expect(last).toMatchObject({ failed: 1, drift: 1, conflicts: expect.any(Number) });
  expect(last.backlog).toBeGreaterThanOrEqual(1);
  expect(last.conflicts).toBeGreaterThanOrEqual(1);
  expect(last.late).toBeGreaterThan(50);
  expect(await ctx.sql`select 1 from ops_samples where shop = ${ctx.shop} and at < now() - interval '14 days'`).toEqual([]);
});
