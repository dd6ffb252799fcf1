import { beforeAll, expect, test } from "vitest";
import { sampleFigures } from "#app/domains/metrics/index.server.ts";
import { gaugeNames } from "#app/domains/metrics/schema.ts";
import { systemContext } from "#app/platform/ctx.ts";
import { allProcesses, outboxAttempts } from "#app/platform/metrics.server.ts";
import { buildFailure } from "./factories/outbox.ts";
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

  expect(await metrics()).toMatchObject({ ops_sse_clients: 4, processes: [{ role: "web" }, { id: "other", role: "worker" }] });
  expect(body).toMatch(/^outbox_attempts_total\{.*role="worker".*\} \d+$/m);
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
