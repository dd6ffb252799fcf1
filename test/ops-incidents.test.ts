import { beforeAll, expect, test } from "vitest";
import { findActiveIncident } from "#app/domains/incidents/index.server.ts";
import { inTransaction } from "#app/platform/ctx.ts";
import { publish } from "#app/platform/outbox.ts";
import { setWaker, type Wakeable } from "#app/platform/wake.ts";
import { buildFailure, outboxEvent } from "./factories/outbox.ts";
import { control, demoShop, secondShop, startTestApp, type TestApp } from "./setup/app.ts";
import { untilWaiting } from "./setup/until-waiting.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});

const base = "/api/admin/ops/incidents";
const capture = (body: object = { title: "Webhooks stand still" }, options: object = {}) => app.request("POST", base, { body, ...options });
const enter = (id: string, pauses: object[] = []) => app.request("POST", `${base}/${id}/enter`, { body: { pauses } });
const plan = async (id: string) => (await app.request("GET", `${base}/${id}/recovery-plan`)).body;
const leave = (id: string, body: object) => app.request("POST", `${base}/${id}/leave`, { body: { note: "over", ...body } });

test("captures metrics, failures, drift and checks of one moment, and keeps them", async () => {
  const event = await buildFailure(await app.context(), { payload: { orderId: "5678", to: "customer", email: "noor@example.com" }, lastError: "550 noor@example.com unknown" });

  const { status, body } = await capture({ title: "Mails bounce", note: "since noon" });
  const { body: stored } = await app.request("GET", `${base}/${body.incidentId}`, { as: "viewer" });
  const { body: list } = await app.request("GET", base, { as: "viewer" });

  expect(status).toBe(201);
  expect(body).toMatchObject({ incidentId: expect.any(String), capturedAt: expect.stringMatching(/Z$/), title: "Mails bounce", note: "since noon", status: "captured" });
  expect(body.metrics).toMatchObject({ ops_outbox_failed_events: 1, ops_inventory_reserved_stock_drift_products: 0 });
  expect(body.outboxFailures).toMatchObject([{ eventId: event }]);
  expect(body.drift).toMatchObject({ products: [], total: 0 });
  expect(body.checks.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([]);
  expect(stored).toEqual(body);
  expect(list).toMatchObject({ total: 1, incidents: [{ incidentId: body.incidentId, title: "Mails bounce" }] });
});

test("keeps no customer's data", async () => {
  await buildFailure(await app.context(), { payload: { orderId: "5678", customer: { name: "Noor Canary" }, email: "canary@example.com", lines: ["Canary street 5"], postal_code: "Canary 411001", order: { zip_code: "Canary 411001" } }, lastError: "no answer from canary@example.com (+91 98765 43210)" });

  const { body } = await capture();

  expect(JSON.stringify(body)).not.toMatch(/canary|98765/i);
  expect(JSON.stringify(body.outboxFailures)).toContain("5678");
});

test.each([{}, { title: "" }, { title: "  " }, { title: 5 }])("refuses %j with 422", async (body) => {
  expect(await capture(body)).toMatchObject({ status: 422, body: { code: "INVALID_BODY" } });
});

test("is for those who may act, and each shop sees its own", async () => {
  const { body } = await capture({ title: "Ours" }, { shop: secondShop });

  expect(await capture({ title: "x" }, { as: "agent" })).toMatchObject({ status: 403 });
  expect(await app.request("GET", `${base}/${body.incidentId}`)).toMatchObject({ status: 404 });
  expect(await app.request("GET", `${base}/nothing`)).toMatchObject({ status: 404 });
  expect(await enter(body.incidentId)).toMatchObject({ status: 404 });
});

test("holds a destination back until the plan is confirmed, then all goes", async () => {
  const ctx = await app.context();
  const { body: incident } = await capture();
  expect(await enter(incident.incidentId, [{ kind: "destination", name: "shopify" }])).toMatchObject({ status: 200, body: { status: "active", pauses: [{ kind: "destination", name: "shopify" }] } });
  const id = await inTransaction(ctx, (tx) => publish(tx, { type: "shopify.assignment_metafield", payload: { orderId: "none", version: 1 } }));
  await app.settle();
  const held = await outboxEvent(ctx, id);

  const recovery = await plan(incident.incidentId);
  const left = await leave(incident.incidentId, { planId: recovery.planId });
  await app.settle();

  expect(held).toMatchObject({ status: "PENDING", attempts: 0 });
  expect(recovery.steps).toContainEqual({ kind: "resume_destination", name: "shopify", waiting: 1 });
  expect(left).toMatchObject({ status: 200, body: { status: "closed", leaveNote: "over", pauses: [] } });
  expect(await outboxEvent(ctx, id)).toMatchObject({ status: "FAILED" });
});

test("holds a topic's processing back; the webhook is taken and waits", async () => {
  const ctx = await app.context();
  const { body: incident } = await capture();
  await enter(incident.incidentId, [{ kind: "topic", name: "orders/create" }]);
  await control(app.shopify, "orders", { shop: demoShop, count: 1 });
  await app.settle();
  const states = () => ctx.sql`select 1 from events_processed where shop = ${demoShop} and topic = 'orders/create' and status = 'pending'`;
  const waiting = await states();
  const { planId, steps } = await plan(incident.incidentId);

  await leave(incident.incidentId, { planId });
  await app.settle();

  expect(waiting).toHaveLength(1);
  expect(steps).toContainEqual({ kind: "resume_topic", name: "orders/create", waiting: 1 });
  expect(await states()).toEqual([]);
});

test("replays what failed when that is confirmed, and refuses a plan that has changed", async () => {
  const ctx = await app.context();
  const { body: incident } = await capture();
  await enter(incident.incidentId);
  const before = await plan(incident.incidentId);
  const event = await buildFailure(ctx);

  expect(await leave(incident.incidentId, { planId: before.planId, replayFailed: true })).toMatchObject({ status: 409, body: { code: "PLAN_CHANGED" } });
  expect(await leave(incident.incidentId, { planId: (await plan(incident.incidentId)).planId, replayFailed: true })).toMatchObject({ status: 200 });

  expect(await outboxEvent(ctx, event)).toMatchObject({ status: "PENDING", decision: "replay" });
  expect(await leave(incident.incidentId, { planId: before.planId })).toMatchObject({ status: 409, body: { code: "NOT_ACTIVE" } });
  expect(await enter(incident.incidentId)).toMatchObject({ status: 409, body: { code: "INCIDENT_CLOSED" } });
});

test("keeps the fifty failures that came last, all figures as they were at one moment", async () => {
  const ctx = await app.context();
  await ctx.sql`update outbox_events set status = 'IGNORED' where shop = ${ctx.shop} and status = 'FAILED'`;
  await ctx.sql`
    insert into outbox_events (shop, id, type, stream, payload, status, attempts, next_attempt_at, correlation_id, created_at, failed_at)
    select ${ctx.shop}, gen_random_uuid(), 'mail.send', n::text, '{}', 'FAILED', n, now(), 'test', now(), now() - make_interval(secs => n) from generate_series(1, 51) n`;

  const capturing = await ctx.database.systemTransaction(await app.system(), async (tx) => {
    await tx.sql`lock table assignment_conflicts in access exclusive mode`; // the figures are read after the failures
    const captured = capture();
    await untilWaiting();
    await buildFailure(ctx);
    return { captured };
  });
  const { body } = await capturing.captured;

  expect(body.outboxFailures.map(({ attempts }: { attempts: number }) => attempts)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  expect(body.metrics.ops_outbox_failed_events).toBe(51);
  await ctx.sql`update outbox_events set status = 'IGNORED' where shop = ${ctx.shop} and status = 'FAILED'`;
});

test("lists the latest first, as many as are asked for", async () => {
  const ids = [(await capture({ title: "First" })).body.incidentId, (await capture({ title: "Second" })).body.incidentId];

  const { body } = await app.request("GET", `${base}?limit=2`);

  expect(body.incidents.map(({ incidentId }: { incidentId: string }) => incidentId)).toEqual(ids.toReversed());
  expect(body.total).toBeGreaterThan(2);
});

test("pauses what is named last, tells all staff by names that they know, and wakes what waited when it is left; all of it on record", async () => {
  const ctx = await app.context();
  const { body: incident } = await capture({ title: "Mail and Shopify" });
  const woken: Wakeable[] = [];

  await enter(incident.incidentId, [{ kind: "destination", name: "shopify" }, { kind: "topic", name: "orders/create" }]);
  const first = await findActiveIncident(ctx);
  const { body: changed } = await enter(incident.incidentId, [{ kind: "destination", name: "mail" }]);
  const second = await findActiveIncident(ctx);
  const { planId } = await plan(incident.incidentId);
  setWaker((task) => void woken.push(task));
  await leave(incident.incidentId, { planId });
  setWaker(() => {});

  expect([first?.held, second?.held]).toEqual([["Shopify", "orders/create"], ["Mail"]]);
  expect(changed.pauses).toEqual([{ kind: "destination", name: "mail" }]);
  expect(woken).toEqual(expect.arrayContaining(["outbox.dispatch", "intake.process"]));
  expect(await findActiveIncident(ctx)).toBeNull();
  expect(await ctx.sql`select event from audit_events where shop = ${ctx.shop} and data->>'incident_id' = ${incident.incidentId} order by id`).toEqual(
    ["incident.captured", "incident.mode_entered", "incident.mode_entered", "incident.mode_left"].map((event) => ({ event })),
  );
});

test("plans to replay what failed around the incident alone, leaves it to be decided where that is not wanted, and asks why", async () => {
  const ctx = await app.context();
  const [old, recent] = [await buildFailure(ctx), await buildFailure(ctx)];
  await ctx.sql`update outbox_events set failed_at = now() - interval '2 hours' where shop = ${ctx.shop} and id = ${old}`;
  const { body: incident } = await capture();
  await enter(incident.incidentId);
  const { planId, steps } = await plan(incident.incidentId);

  const blank = await leave(incident.incidentId, { planId, note: "  " });
  const left = await leave(incident.incidentId, { planId });

  expect(steps).toEqual([{ kind: "replay_failed", events: 1 }]);
  expect([blank.status, left.status]).toEqual([422, 200]);
  expect([await outboxEvent(ctx, old), await outboxEvent(ctx, recent)]).toMatchObject([{ status: "FAILED" }, { status: "FAILED" }]);
});

test("has one mode a shop, also when two begin it at once, and refuses what it does not know", async () => {
  const [one, two] = [(await capture()).body, (await capture()).body];

  const answers = await Promise.all([enter(one.incidentId), enter(two.incidentId)]);
  const active = answers.find(({ status }) => status === 200)?.body;

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(await enter(active.incidentId, [{ kind: "destination", name: "nowhere" }])).toMatchObject({ status: 422, body: { code: "UNKNOWN_PAUSE", errors: [{ path: "pauses.0.name" }] } });
  await leave(active.incidentId, { planId: (await plan(active.incidentId)).planId });
});
