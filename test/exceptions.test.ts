import { beforeAll, describe, expect, test } from "vitest";
import { mintApiKey } from "#app/domains/shops/index.server.ts";
import { demoShop, secondShop, startTestApp, type TestApp } from "./setup/app.ts";
import { orderWebhook } from "./factories/webhooks.ts";
import { take } from "./factories/arrivals.ts";

let app: TestApp;
let everywhere: string;
beforeAll(async () => {
  app = await startTestApp();
  everywhere = (await mintApiKey(await app.system(), { shop: "*", name: "Operators", role: "operator", createdBy: "test" })).key;
});

const said = { actor: "asha", resolution_notes: "compared both with the ERP" };
const replay = { ...said, action: "override_and_replay" };

/** An order told twice under one webhook id: first 10.00, then 12.00. */
async function conflict(more: object = {}) {
  const ctx = await app.context();
  const payload = orderWebhook({ total_price: "10.00", ...more });
  const { id } = await take(ctx, { topic: "orders/create", payload });
  await take(ctx, { topic: "orders/create", id, payload: { ...payload, total_price: "12.00", updated_at: "2026-11-20T16:00:00+05:30" } });
  const { body } = await app.request("GET", `/v1/exceptions?q=${id}`);
  return { webhookId: id, orderId: `gid://shopify/Order/${String(payload["id"])}`, exceptionId: String(body.exceptions[0].exception_id) };
}

const resolve = (id: string, body: object, more: object = {}) => app.request("POST", `/v1/exceptions/${id}/resolve`, { body, ...more });
const totalOf = async (orderId: string) => (await app.request("GET", `/sync/orders/${encodeURIComponent(orderId)}`)).body.order.total.amount;
const detailOf = async (id: string) => (await app.request("GET", `/v1/exceptions/${id}`)).body;

test("walks the runbook's loop: health, queue, detail, resolve, verify", async () => {
  const before = (await app.request("GET", "/v1/health")).body;
  const { webhookId, orderId, exceptionId } = await conflict();

  const during = (await app.request("GET", "/v1/health")).body;
  const queue = (await app.request("GET", "/v1/exceptions?status=open&reason_code=IDEMPOTENCY_CONFLICT&limit=500")).body;
  const detail = await detailOf(exceptionId);
  const resolved = await resolve(exceptionId, { ...replay, canonical_raw_id: detail.last.raw_id });
  const after = (await app.request("GET", "/v1/health")).body;

  expect(during.exceptions_open).toBe(before.exceptions_open + 1);
  expect(during.idempotency.quarantined).toBe(before.idempotency.quarantined + 1);
  expect(queue.exceptions[0]).toMatchObject({ exception_id: exceptionId, tenant: demoShop, event_type: "orders/create", status: "open", resolved_at: null, replay_attempts: 0, idempotency_key: expect.stringContaining(webhookId) });
  expect(detail).toMatchObject({
    reason_details: { usual_decision: expect.any(String) },
    first: { payload: { total_price: "10.00" }, headers: { "x-shopify-topic": "orders/create" } },
    last: { payload: { total_price: "12.00" } },
    diff: [{ path: "/updated_at", volatile: true }, { path: "/total_price", first: "10.00", last: "12.00", volatile: false }],
    events_processed: { status: "quarantined", deliveries: 2 },
    resolution: null,
  });
  expect(detail.raw.raw_id).toBe(detail.last.raw_id);
  expect(resolved).toMatchObject({ status: 200, body: { exception_id: exceptionId, status: "resolved", idempotency_status: "processed", replay_attempts: 1 } });
  expect(await totalOf(orderId)).toBe("12.00");
  expect(after).toMatchObject({ exceptions_open: before.exceptions_open, idempotency: { processed: before.idempotency.processed + 1, quarantined: before.idempotency.quarantined } });
  expect((await detailOf(exceptionId)).resolution).toMatchObject({ action: "override_and_replay", actor: "asha", canonical_raw_id: detail.last.raw_id, override_patch: null, resolved_at: expect.any(String) });
});

test("keeps every raw arrival and leaves the order alone when it is set aside", async () => {
  const { orderId, exceptionId } = await conflict();

  const { body } = await resolve(exceptionId, { ...said, action: "mark_resolved_no_replay" });

  expect(body).toEqual({ exception_id: exceptionId, status: "resolved", idempotency_status: "ignored", replay_attempts: 0 });
  expect(await totalOf(orderId)).toBe("10.00");
  expect(await detailOf(exceptionId)).toMatchObject({ first: { payload: { total_price: "10.00" } }, last: { payload: { total_price: "12.00" } }, events_processed: { status: "ignored" } });
});

test("puts a merge patch over the canonical arrival, and shows first what that would change", async () => {
  const { orderId, exceptionId } = await conflict();
  const { first } = await detailOf(exceptionId);
  const body = { ...replay, canonical_raw_id: first.raw_id, override_patch: { payload: { total_price: "11.00", note: null } } };

  const preview = await resolve(exceptionId, { ...body, dry_run: true });

  expect(preview).toMatchObject({ status: 200, body: { dry_run: true, event: { event_type: "orders/create", payload: { total_price: "11.00" } } } });
  expect(preview.body.event.payload).not.toHaveProperty("note");
  expect(preview.body.changes).toContainEqual({ kind: "orders", order_id: orderId, change: "changed", path: "/total", before: 10, after: 11 });
  expect(await detailOf(exceptionId)).toMatchObject({ status: "open", replay_attempts: 0 });
  expect(await totalOf(orderId)).toBe("10.00");

  await resolve(exceptionId, body);

  expect(await totalOf(orderId)).toBe("11.00");
  expect(await detailOf(exceptionId)).toMatchObject({ resolution: { override_patch: { payload: { total_price: "11.00", note: null } } }, first: { payload: { total_price: "10.00" } } });
});

test("lets exactly one of many racing resolvers win", async () => {
  const { exceptionId } = await conflict();

  const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => resolve(exceptionId, index % 2 ? replay : { ...said, action: "mark_resolved_no_replay" })));

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
  expect(answers.flatMap(({ body }) => body.code ?? [])).toEqual(Array.from({ length: 5 }, () => "ALREADY_RESOLVED"));
});

describe("refuses", () => {
  let exceptionId: string;
  beforeAll(async () => {
    ({ exceptionId } = await conflict());
  });

  test.each([
    ["a blank actor", { actor: " " }, "INVALID_BODY"],
    ["no notes", { resolution_notes: undefined }, "INVALID_BODY"],
    ["an action that there is not", { action: "delete" }, "UNKNOWN_ACTION"],
    ["an arrival of another key", { canonical_raw_id: "01a1fd93-4f23-75cc-973c-d17289410c05" }, "CANONICAL_RAW_MISMATCH"],
    ["an arrival that looks like one", { canonical_raw_id: "------------------------------------" }, "CANONICAL_RAW_MISMATCH"],
    ["an event type that is not allowed", { override_patch: { event_type: "orders/made_up" } }, "EVENT_TYPE_NOT_ALLOWED"],
    ["a patch that is no object", { override_patch: [] }, "PATCH_INVALID"],
    ["a patch that does not fit the type", { override_patch: { payload: { created_at: "never" } } }, "PATCH_INVALID"],
    ["a patch with an amount that is none", { override_patch: { payload: { total_price: "abc" } } }, "PATCH_INVALID"],
    ["a patch with an id that is none", { override_patch: { payload: { id: 1.5 } } }, "PATCH_INVALID"],
  ])("%s with 422", async (_name, wrong, code) => {
    const { status, body, headers } = await resolve(exceptionId, { ...replay, ...wrong });

    expect([status, body.code, headers.get("content-type")]).toEqual([422, code, expect.stringContaining("application/problem+json")]);
    expect(await detailOf(exceptionId)).toMatchObject({ status: "open", replay_attempts: 0 });
  });

  test("an exception that does not exist, and one of another shop, with 404", async () => {
    const unknown = await resolve("01a1fd93-4f23-75cc-973c-d17289410c05", replay);
    const foreign = await resolve(exceptionId, replay, { shop: secondShop });

    expect([unknown.status, foreign.status]).toEqual([404, 404]);
  });

  test("who may not resolve, and who asks for another shop, with 403", async () => {
    const agent = await resolve(exceptionId, replay, { as: "agent" });
    const foreign = await app.request("GET", `/v1/exceptions?tenant=${secondShop}`);

    expect([agent.status, foreign.status]).toEqual([403, 403]);
  });

  test.each(["limit=0", "limit=501", "limit=many", "status=closed", "reason_code=ODD", "cursor=zzz"])("?%s with 400", async (query) => {
    expect((await app.request("GET", `/v1/exceptions?${query}`)).status).toBe(400);
  });
});

test("answers REPLAY_FAILED when processing fails: the try counts, nothing else has changed, a retry of the request counts once", async () => {
  const ctx = await app.context();
  const { id } = await take(ctx, { topic: "carrier.tracking_updated", source: "courier-x", payload: { order_id: "#1" } });
  const [exception] = (await app.request("GET", `/v1/exceptions?q=${id}`)).body.exceptions;
  const headers = { "Idempotency-Key": `try-${id}` };

  const first = await resolve(exception.exception_id, replay, { headers });
  const again = await resolve(exception.exception_id, replay, { headers });

  expect(exception).toMatchObject({ reason_code: "INVALID_PAYLOAD", idempotency_key: `courier-x:${id}` });
  expect(first).toMatchObject({ status: 409, body: { code: "REPLAY_FAILED" } });
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  expect(await detailOf(exception.exception_id)).toMatchObject({ status: "open", replay_attempts: 1, events_processed: { status: "quarantined" } });
});

test("takes one Idempotency-Key for two exceptions as two requests", async () => {
  const [one, two] = [await conflict(), await conflict()];
  const body = { ...said, action: "mark_resolved_no_replay" };

  const answers = await Promise.all([one, two].map(({ exceptionId }) => resolve(exceptionId, body, { headers: { "Idempotency-Key": "same-key" } })));

  expect(answers.map((answer) => answer.body.exception_id)).toEqual([one.exceptionId, two.exceptionId]);
});

test("lets operators of all shops see and decide for each of them", async () => {
  const { exceptionId } = await conflict();

  const one = await app.request("GET", `/v1/exceptions?tenant=${secondShop}`, { token: everywhere });
  const all = await app.request("GET", "/v1/exceptions?limit=500", { token: everywhere });
  const { status } = await resolve(exceptionId, replay, { token: everywhere });

  expect(one.body.exceptions).toEqual([]);
  expect(all.body.exceptions.map(({ exception_id }: { exception_id: string }) => exception_id)).toContain(exceptionId);
  expect(status).toBe(200);
});

test("takes an event of an unknown type, keeps it, and has it decided", async () => {
  const event = { tenant: demoShop, source: "erp", event_id: "odd-1", event_type: "erp.odd_thing", occurred_at: new Date().toISOString(), data: { a: 1 } };

  const { status, body } = await app.request("POST", "/v1/events", { body: event });
  await app.settle();
  const [exception] = (await app.request("GET", "/v1/exceptions?event_type=erp.odd_thing")).body.exceptions;

  expect([status, body]).toEqual([202, { received: true, raw_id: expect.any(String), duplicate: false }]);
  expect(exception).toMatchObject({ reason_code: "UNKNOWN_EVENT_TYPE", idempotency_key: "erp:odd-1" });
  expect((await resolve(exception.exception_id, replay)).body.code).toBe("EVENT_TYPE_NOT_ALLOWED");
  expect((await resolve(exception.exception_id, { ...said, action: "mark_resolved_no_replay" })).body.idempotency_status).toBe("ignored");
});
