import { beforeAll, expect, test } from "vitest";
import { buildOrder } from "./factories/orders.ts";
import { buildFailure, buildPending, outboxEvent } from "./factories/outbox.ts";
import { secondShop, startTestApp, type TestApp } from "./setup/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});

const resolve = (id: string, body: unknown, options: object = {}) => app.request("POST", `/api/admin/ops/outbox/${id}/resolve`, { body, ...options });

test("lists what failed with all that the contract says, latest first", async () => {
  const ctx = await app.context();
  const order = await buildOrder(ctx);
  const id = await buildFailure(ctx, { orderId: order.id, lastError: "Shopify answered 500." });

  const { status, body } = await app.request("GET", "/api/admin/ops/outbox/failures?limit=50", { as: "viewer" });

  expect(status).toBe(200);
  expect(body.total).toBe(1);
  expect(body.failures).toEqual([
    {
      eventId: id,
      eventType: "shopify.assignment_metafield",
      attempts: 7,
      lastError: "Shopify answered 500.",
      status: "FAILED",
      orderId: `gid://shopify/Order/${order.id}`,
      orderName: order.name,
      createdAt: expect.stringMatching(/Z$/),
      failedAt: expect.stringMatching(/Z$/),
      payload: { orderId: "1", version: 1 },
      correlationId: ctx.correlationId,
    },
  ]);
  await resolve(id, { action: "ignore", note: "done" });
});

test.each(["0", "501", "x", "1.5"])("refuses limit=%s", async (limit) => {
  expect(await app.request("GET", `/api/admin/ops/outbox/failures?limit=${limit}`)).toMatchObject({ status: 400, body: { code: "INVALID_QUERY" } });
});

test("takes the three decisions, each once", async () => {
  const ctx = await app.context();
  const [replayed, mended, ignored] = [await buildFailure(ctx), await buildFailure(ctx), await buildFailure(ctx)];

  const answers = [
    await resolve(replayed, { action: "replay", note: "again" }),
    await resolve(mended, { action: "fix_and_replay", note: "mended", payload_patch: { version: 2 } }),
    await resolve(ignored, { action: "ignore", note: "not needed" }),
    await resolve(ignored, { action: "replay", note: "again" }),
  ];

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 409]);
  expect(answers.slice(0, 3).map(({ body }) => body)).toEqual([
    { eventId: replayed, status: "PENDING" },
    { eventId: mended, status: "PENDING" },
    { eventId: ignored, status: "IGNORED" },
  ]);
  expect(answers[3]?.body).toMatchObject({ code: "NOT_FAILED", status: 409 });
  await app.settle();
  expect(await outboxEvent(ctx, mended)).toMatchObject({ payload: { orderId: "1", version: 2 }, attempts: 8 });
  expect(await outboxEvent(ctx, replayed)).toMatchObject({ attempts: 8 });
  expect(await outboxEvent(ctx, ignored)).toMatchObject({ attempts: 7, status: "IGNORED" });
});

test.each([
  ["no note", { action: "replay" }],
  ["a blank note", { action: "replay", note: "  " }],
  ["an unknown action", { action: "retry", note: "x" }],
  ["fix_and_replay without a patch", { action: "fix_and_replay", note: "x" }],
  ["a patch with another decision", { action: "replay", note: "x", payload_patch: { version: 2 } }],
  ["a patch that is not one", { action: "fix_and_replay", note: "x", payload_patch: "x" }],
])("refuses %s with 422, and leaves the event as it was", async (_name, body) => {
  const ctx = await app.context();
  const id = await buildFailure(ctx);

  expect(await resolve(id, body)).toMatchObject({ status: 422 });

  expect(await outboxEvent(ctx, id)).toMatchObject({ status: "FAILED" });
});

test("answers 404 for another shop's event and for none, 403 to who may not, 401 to nobody", async () => {
  const id = await buildFailure(await app.context(secondShop));
  const decision = { action: "ignore", note: "x" };

  expect(await resolve(id, decision)).toMatchObject({ status: 404 });
  expect(await resolve("not-an-id", decision)).toMatchObject({ status: 404 });
  expect(await resolve(id, decision, { as: "agent" })).toMatchObject({ status: 403 });
  expect(await resolve(id, decision, { token: "nonsense" })).toMatchObject({ status: 401 });
});

test("answers a repeated request with the same Idempotency-Key as the first", async () => {
  const id = await buildFailure(await app.context());
  const once = () => resolve(id, { action: "ignore", note: "x" }, { headers: { "Idempotency-Key": `key-${id}` } });

  const [first, second] = [await once(), await once()];

  expect(second).toMatchObject({ status: 200, body: first.body });
  expect(second.headers.get("Idempotency-Replayed")).toBe("true");
});

test("says where events go and how that is", async () => {
  const { status, body } = await app.request("GET", "/api/admin/ops/outbox/destinations");

  expect(status).toBe(200);
  expect(body.destinations.map(({ destination }: { destination: string }) => destination)).toEqual(expect.arrayContaining(["shopify", "mail"]));
});

test("takes one decision for many, and names what somebody else has decided", async () => {
  const ctx = await app.context();
  const [first, second, decided] = [await buildFailure(ctx), await buildFailure(ctx), await buildFailure(ctx)];
  await resolve(decided, { action: "ignore", note: "not needed" });
  const many = (body: object, options: object = {}) => app.request("POST", "/api/admin/ops/outbox/resolve-many", { body: { eventIds: [first, second, decided, first], action: "replay", note: "It is back", ...body }, ...options });

  const refused = [await many({}, { as: "agent" }), await many({ note: " " }), await many({ action: "fix_and_replay" }), await many({ eventIds: [] })];
  const answer = await many({});

  expect(refused.map(({ status }) => status)).toEqual([403, 422, 422, 422]);
  expect(answer).toMatchObject({ status: 200, body: { resolved: 2, failed: [{ eventId: decided, code: "NOT_FAILED" }] } });
  for (const id of [first, second]) expect(await outboxEvent(ctx, id)).toMatchObject({ status: "PENDING", decision: "replay", decision_note: "It is back" });
});

test("tries a destination again at once when somebody has put it right, and leaves alone what Shopify asked to be spared", async () => {
  const ctx = await app.context();
  const id = await buildPending(ctx, { attempts: 3, nextAttemptSeconds: 3_600 });
  const circuit = async (failures: number) => {
    await ctx.sql`insert into outbox_circuits as c (shop, destination, failures, blocked_until, updated_at) values (${ctx.shop}, 'shopify', ${failures}, now() + interval '10 minutes', now()) on conflict (shop, destination) do update set failures = excluded.failures, blocked_until = excluded.blocked_until`;
  };
  const blocked = () => ctx.sql<{ blocked: boolean }>`select blocked_until > now() as blocked from outbox_circuits where shop = ${ctx.shop}`;
  const retry = (destination: string, options: object = {}) => app.request("POST", "/api/admin/ops/outbox/destinations/retry", { body: { destination }, ...options });

  await circuit(0);
  await retry("shopify");
  const throttled = await blocked();
  await circuit(5);
  const answer = await retry("shopify");

  expect(throttled).toEqual([{ blocked: true }]);
  expect(answer).toMatchObject({ status: 200, body: { destination: "shopify", waiting: expect.any(Number) } });
  expect(await blocked()).toEqual([{ blocked: false }]);
  expect(await ctx.sql`select next_attempt_at <= now() as due from outbox_events where shop = ${ctx.shop} and id = ${id}`).toEqual([{ due: true }]);
  expect(await ctx.sql`select 1 from audit_events where shop = ${ctx.shop} and event = 'outbox.destination_retried'`).toHaveLength(2);
  expect([await retry("nowhere"), await retry("shopify", { as: "agent" }), await retry("")].map(({ status }) => status)).toEqual([404, 403, 422]);
  await ctx.sql`insert into pauses (shop, kind, name, incident_id, paused_at, paused_by) values (${ctx.shop}, 'destination', 'shopify', gen_random_uuid(), now(), 'Asha')`;
  expect(await retry("shopify")).toMatchObject({ status: 409, body: { code: "DESTINATION_PAUSED" } });
});
