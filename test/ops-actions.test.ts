import { beforeAll, describe, expect, test } from "vitest";
import { processArrivals } from "#app/domains/intake/index.server.ts";
import { inventoryTasks } from "#app/domains/inventory/index.server.ts";
import { buildCodOrder, codBooks } from "./factories/cod.ts";
import { buildOrder } from "./factories/orders.ts";
import { adminQuery, demoShop, secondShop, startTestApp, type TestApp } from "./setup/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});

const act = (action: string, body: unknown, options = {}) => app.request("POST", `/admin/ops/actions/${action}`, { body, ...options });
const audit = async (query = "") => (await app.request("GET", `/admin/ops/audit${query}`)).body;

/** What the workers do when Shopify is to be asked for products. */
async function readProducts() {
  for (const { name, run } of inventoryTasks) if (name === "inventory.read") await run(await app.system(), undefined);
}

const actions = ["retry-fulfillment", "rebuild-shipment-contract", "mark-cod-captured", "record-cod-refund"];

describe("every action", () => {
  test.each(actions)("%s is for operators, and audits each call with the request's correlation", async (action) => {
    const order = await buildCodOrder(await app.context());
    if (action === "record-cod-refund") await act("mark-cod-captured", { order_id: order.name });
    const body = { order_id: order.name, ...(action === "record-cod-refund" ? { amount: 99, reason: "Approved return refund" } : {}) };

    const byAgent = await act(action, body, { as: "agent" });
    const first = await act(action, body, { headers: { "X-Correlation-Id": `first-${action}` } });
    const second = await act(action, body);

    expect(byAgent.status).toBe(403);
    expect(first).toMatchObject({ status: 200, body: { status: "applied", action, order_id: `gid://shopify/Order/${order.id}`, correlation_id: `first-${action}`, audit_event_id: expect.any(String), details: expect.any(Object) } });
    expect(second).toMatchObject({ status: 200, body: { status: "noop", details: { matched: { id: expect.any(String), at: expect.stringMatching(/Z$/) } } } });
    const { events } = await audit(`?order_id=${order.id}&action=${action}`);
    expect(events).toHaveLength(2);
    expect(events[1]).toMatchObject({ ...first.body.details, audit_event_id: first.body.audit_event_id, event: "ops.action.executed", action, order_id: first.body.order_id, status: "applied", actor_id: expect.any(String), correlation_id: `first-${action}`, details: first.body.details });
    expect(events[0].status).toBe("noop");
  });

  test.each(actions)("%s takes an order by any of its names, and knows no order of another shop", async (action) => {
    const order = await buildCodOrder(await app.context(secondShop));
    const body = { order_id: order.id.toString(), amount: 1, reason: "x" };

    const { status, body: problem } = await act(action, body);

    expect(status).toBe(404);
    expect(problem).toMatchObject({ status: 404, code: "ORDER_NOT_FOUND", correlation_id: expect.any(String) });
    expect(JSON.stringify(problem)).not.toContain(order.name);
  });

  test("answers a repetition with the same key with the same answer, and audits once", async () => {
    const order = await buildCodOrder(await app.context());
    const send = () => act("mark-cod-captured", { order_id: Number(order.id) }, { headers: { "Idempotency-Key": `once-${order.id}` } });

    const [first, second] = [await send(), await send()];

    expect(second.body).toEqual(first.body);
    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect((await audit(`?order_id=${order.id}`)).events).toHaveLength(1);
  });

  test("leaves a refusal on record also under a key", async () => {
    const order = await buildOrder(await app.context());

    const { status } = await act("mark-cod-captured", { order_id: `gid://shopify/Order/${order.id}` }, { headers: { "Idempotency-Key": "refused" } });

    expect(status).toBe(409);
    expect((await audit(`?order_id=${order.id}`)).events).toEqual([]);
    expect((await audit(`?event=all&order_id=${order.id}`)).events).toMatchObject([{ event: "ops.action.refused", status: "refused", details: { code: "NOT_COD" } }]);
  });
});

describe("refusals", () => {
  test.each([
    ["no order", "retry-fulfillment", {}, 422],
    ["a negative amount", "record-cod-refund", { order_id: "#1", amount: -5, reason: "x" }, 422],
    ["an amount of nothing", "record-cod-refund", { order_id: "#1", amount: 0, reason: "x" }, 422],
    ["an amount that is no number", "record-cod-refund", { order_id: "#1", amount: "a lot", reason: "x" }, 422],
    ["a blank reason", "record-cod-refund", { order_id: "#1", amount: 5, reason: "  " }, 422],
    ["no reason", "record-cod-refund", { order_id: "#1", amount: 5 }, 422],
    ["an unknown order", "record-cod-refund", { order_id: "#nowhere", amount: 5, reason: "x" }, 404],
  ])("answer %s with a problem", async (_name, action, body, status) => {
    const answer = await act(action, body);

    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    expect(answer.body).toMatchObject({ status, code: expect.stringMatching(/^[A-Z_]+$/) });
  });

  test("name why an action cannot apply", async () => {
    const ctx = await app.context();
    const cod = await buildCodOrder(ctx);
    const cancelled = await buildCodOrder(ctx, { cancelledAt: new Date("2026-11-20T11:00:00Z") });
    const fulfilled = await buildOrder(ctx, { fulfillmentStatus: "fulfilled" });

    const codes = [
      await act("record-cod-refund", { order_id: cod.name, amount: 5, reason: "x" }),
      await act("record-cod-refund", { order_id: fulfilled.name, amount: 5, reason: "x" }),
      await act("record-cod-refund", { order_id: cod.name, amount: 5.001, reason: "x" }),
      await act("mark-cod-captured", { order_id: cancelled.name }),
      await act("retry-fulfillment", { order_id: cancelled.name }),
      await act("retry-fulfillment", { order_id: fulfilled.name }),
    ].map(({ status, body }) => [status, body.code]);

    expect(codes).toEqual([
      [409, "NOT_CAPTURED"],
      [409, "NOT_COD"],
      [422, "INVALID_AMOUNT"],
      [409, "ORDER_CANCELLED"],
      [409, "ORDER_CANCELLED"],
      [409, "ALREADY_FULFILLED"],
    ]);
  });
});

describe("in Shopify", () => {
  test("a capture marks the order as paid, a refund is recorded, and what comes back is no second one", async () => {
    const order = await app.takeOrder("cod");

    await act("mark-cod-captured", { order_id: order });
    await act("record-cod-refund", { order_id: order, amount: "50.00", reason: "Dented" });
    await app.settle();

    const { order: there } = await adminQuery(app.shopify, "query ($id: ID!) { order(id: $id) { displayFinancialStatus totalRefundedSet { shopMoney { amount } } refunds { note } } }", { id: order });
    expect(there).toMatchObject({ displayFinancialStatus: "PARTIALLY_REFUNDED", refunds: [{ note: expect.stringContaining("Dented") }] });
    expect(Number(there.totalRefundedSet.shopMoney.amount)).toBe(50);
    const { entries } = await codBooks(await app.context(), BigInt(order.split("/").at(-1) ?? ""));
    expect(entries.map(({ kind }) => kind).sort()).toEqual(["captured", "expected", "refunded"]);
  });

  test("a courier's word captures, once; about an order that is not cash on delivery it waits as a conflict", async () => {
    const [cod, prepaid] = [await app.takeOrder("cod"), await app.takeOrder("prepaid")];
    const tell = (event_id: string, order_id: string) => app.request("POST", "/v1/events", { body: { tenant: demoShop, source: "courier-x", event_id, event_type: "cod.delivery_confirmed", occurred_at: new Date().toISOString(), data: { order_id } } });

    await tell("d-1", cod);
    await tell("d-2", cod);
    await tell("d-3", prepaid);
    await processArrivals(await app.system());
    await app.settle();

    const { body } = await app.request("GET", `/sync/orders/${encodeURIComponent(cod)}`);
    expect(body.order.payment).toMatchObject({ cod: true, codStatus: "captured" });
    expect(body.order.financialStatus).toBe("paid");
    const { entries } = await codBooks(await app.context(), BigInt(cod.split("/").at(-1) ?? ""));
    expect(entries.filter(({ kind }) => kind === "captured")).toEqual([{ kind: "captured", amount: expect.any(String), actor_id: "courier-x" }]);
    const { body: queue } = await app.request("GET", "/v1/exceptions?reason_code=STATE_CONFLICT");
    expect(queue.exceptions).toMatchObject([{ event_type: "cod.delivery_confirmed", idempotency_key: expect.stringContaining("d-3") }]);
  });

  test("what is fixed on the product is in the next contract", async () => {
    const order = await app.takeOrder("unfulfilled");
    await readProducts();
    await act("rebuild-shipment-contract", { order_id: order });
    const { order: there } = await adminQuery(app.shopify, "query ($id: ID!) { order(id: $id) { lineItems(first: 1) { nodes { variant { id } } } } }", { id: order });
    await adminQuery(app.shopify, "mutation ($m: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $m) { userErrors { message } } }", {
      m: [{ ownerId: there.lineItems.nodes[0].variant.id, namespace: "logistics", key: "hazmat", type: "single_line_text_field", value: "UN3481" }],
    });
    await readProducts();

    const rebuilt = await act("rebuild-shipment-contract", { order_id: order });

    expect(rebuilt.body).toMatchObject({ status: "applied", details: { shipment_contract: { version: 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/) } } });
  });
});

describe("the audit log", () => {
  test("pages from the newest to the oldest, each event once", async () => {
    const order = await buildCodOrder(await app.context());
    for (let call = 0; call < 5; call += 1) await act("mark-cod-captured", { order_id: order.name });

    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: { events: { audit_event_id: string }[]; next_cursor: string | null } = await audit(`?order_id=${order.id}&limit=2&cursor=${cursor}`);
      seen.push(...page.events.map(({ audit_event_id }) => audit_event_id));
      cursor = page.next_cursor;
    }

    expect(new Set(seen).size).toBe(5);
    expect(seen).toEqual(seen.toSorted().toReversed());
  });

  test("filters by actor and time, and shows nothing of another shop", async () => {
    const order = await buildCodOrder(await app.context());
    await act("mark-cod-captured", { order_id: order.name });
    const [event] = (await audit(`?order_id=${order.id}`)).events;

    const byActor = await audit(`?order_id=${order.id}&actor_id=${event.actor_id}`);
    const byNobody = await audit(`?order_id=${order.id}&actor_id=nobody`);
    const later = await audit(`?order_id=${order.id}&since=2099-01-01`);
    const elsewhere = await app.request("GET", `/admin/ops/audit?order_id=${order.id}`, { as: "owner", shop: secondShop });

    expect([byActor, byNobody, later, elsewhere.body].map(({ events }) => events.length)).toEqual([1, 0, 0, 0]);
  });

  test.each(["limit=0", "limit=501", "since=yesterday", "cursor=nonsense"])("answers ?%s with 400", async (query) => {
    expect((await app.request("GET", `/admin/ops/audit?${query}`)).status).toBe(400);
  });

  test("is for operators", async () => {
    expect((await app.request("GET", "/admin/ops/audit", { as: "agent" })).status).toBe(403);
  });
});
