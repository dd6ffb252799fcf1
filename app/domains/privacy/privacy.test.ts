import { describe, expect, test } from "vitest";
import { makeRule } from "#app/domains/exceptions/index.server.ts";
import { unpackBody } from "#app/domains/intake/index.server.ts";
import { planRun } from "#app/domains/order-workflow/index.server.ts";
import { escalateOrders } from "#app/domains/support/index.server.ts";
import { contextFor, type Ctx, inTransaction, systemContext } from "#app/platform/ctx.ts";
import { publish } from "#app/platform/outbox.ts";
import { names } from "#app/platform/sql.ts";
import { arrive, take } from "#test/factories/arrivals.ts";
import { orderWebhook } from "#test/factories/webhooks.ts";
import { operator, testContext } from "#test/setup/context.ts";
import { exportCustomer, listRequests, redactAgain, retireArrivals, workRequests } from "./index.server.ts";

const canary = { email: "canary.7f3a@example.com", first_name: "Canary7f3a", last_name: "Persona7f3a", phone: "+91 98470 73733", address1: "7 Canary7f3a Road" };

/** An order of the person, its conflict in the queue, and calls and notes that speak of them. */
async function personalOrder(ctx: Ctx) {
  const customer = { id: 4_711_001, first_name: canary.first_name, last_name: canary.last_name, email: canary.email };
  const shipping_address = { name: `${canary.first_name} ${canary.last_name}`, address1: canary.address1, city: "Kochi", phone: canary.phone };
  const payload = orderWebhook({ customer, email: canary.email, phone: canary.phone, shipping_address, note: `call ${canary.first_name}`, tags: `vip, ${canary.email}` });
  const { id } = await take(ctx, { topic: "orders/create", payload });
  await take(ctx, { topic: "orders/create", id, payload: { ...payload, total_price: "12.00" } });
  await take(ctx, { topic: "orders/unheard_of", payload: { about: canary.email } });
  await take(ctx, { topic: "orders/create", body: `{"broken": "${canary.email}` });
  const orderId = BigInt(Number(payload["id"]));
  await spokenOf(ctx, orderId);
  await inTransaction(ctx, (tx) => publish(tx, { type: "shopify.nothing", orderId, payload: { text: `Dear ${canary.first_name}`, email: canary.email } }));
  return { orderId, payload, deliveryId: id };
}

/** What staff and the person themselves have said about an order of theirs. */
async function spokenOf(ctx: Ctx, orderId: bigint): Promise<void> {
  const note = `${canary.first_name} asks to be called, ${canary.phone}`;
  await ctx.sql`
    insert into customer_requests (shop, order_id, kind, note, customer_id, requested_at, correlation_id) values (${ctx.shop}, ${orderId}, 'cancel', ${note}, 4711001, ${ctx.now}, ${ctx.correlationId})`;
  await escalateOrders(ctx, { shop_domain: ctx.shop, orderId: orderId.toString(), note });
  await planRun(ctx, { orderIds: [orderId.toString()], toState: "cancelled", note });
  const [unheard] = await ctx.sql<{ id: string }>`select id from exceptions where shop = ${ctx.shop} and event_type = 'orders/unheard_of'`;
  await makeRule(ctx, { exception_id: unheard?.id ?? "", decision: "patch", override_patch: { payload: { about: canary.email } }, actor: "Maya", notes: note });
}

function request(ctx: Ctx, topic: string, body: object = {}) {
  return take(ctx, { topic, payload: { shop_id: 1, shop_domain: ctx.shop, ...body } });
}

function work(ctx: Ctx) {
  return workRequests(systemContext(ctx.database, "test", ctx.now));
}

/** Every row of the shop in the whole database, with arrivals' bodies as text. */
async function everything(ctx: Ctx): Promise<Map<string, string>> {
  const tables = await ctx.database.system<{ name: string }>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'shop' and not a.attisdropped where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`;
  const found = new Map<string, string>();
  for (const { name } of tables) {
    const rows = await ctx.database.system<{ row: string }>`select to_jsonb(t)::text as row from ${names(name)} t where t.shop = ${ctx.shop}`;
    if (rows.length > 0) found.set(name, rows.map(({ row }) => row).join("\n"));
  }
  const bodies = await ctx.database.system<{ body: Buffer }>`select body from raw_arrivals where shop = ${ctx.shop}`;
  return found.set("bodies", bodies.map(({ body }) => unpackBody(body).toString("utf8")).join("\n"));
}

async function hits(ctx: Ctx): Promise<string[]> {
  const all = await everything(ctx);
  return [...all].flatMap(([table, text]) => Object.values(canary).flatMap((value) => (text.toLowerCase().includes(value.toLowerCase()) ? [`${table}: ${value}`] : [])));
}

describe("customers/redact", () => {
  test("leaves nothing of the customer in any table, to the bytes that arrived", async () => {
    const ctx = await testContext();
    const { orderId } = await personalOrder(ctx);
    expect((await hits(ctx)).length).toBeGreaterThan(5);

    await request(ctx, "customers/redact", { customer: { id: 4_711_001, email: canary.email, phone: canary.phone }, orders_to_redact: [String(orderId)] });
    await work(ctx);

    expect(await hits(ctx)).toEqual([]);
    const [order] = await ctx.sql`select customer_id, customer_name, total::text as total, workflow_state from orders where shop = ${ctx.shop}`;
    expect(order).toEqual({ customer_id: null, customer_name: null, total: "998.000000", workflow_state: "paid" });
    expect((await listRequests(ctx)).requests).toMatchObject([{ topic: "customers/redact", status: "done", result: { orders: 1, raw_arrivals: 5 } }]);
  });

  test("leaves the ledger working: what arrives again is a repeat, what differs a conflict", async () => {
    const ctx = await testContext();
    const { payload, deliveryId, orderId } = await personalOrder(ctx);
    await request(ctx, "customers/redact", { customer: { id: 4_711_001 }, orders_to_redact: [String(orderId)] });
    await work(ctx);

    const again = await arrive(ctx, { topic: "orders/create", id: deliveryId, body: JSON.stringify(payload, null, 2) });
    const other = await arrive(ctx, { topic: "orders/create", id: deliveryId, payload: { ...payload, total_price: "13.00" } });

    expect([again.duplicate, other.duplicate]).toEqual([true, false]);
  });

  test("is not undone by what arrives late: old content is mirrored without the customer, and then taken out of what arrived", async () => {
    const ctx = await testContext();
    const { payload, deliveryId, orderId } = await personalOrder(ctx);
    await request(ctx, "customers/redact", { customer: { id: 4_711_001 }, orders_to_redact: [String(orderId)] });
    await work(ctx);
    const later = contextFor(ctx.database, ctx.shop, ctx.actor, ctx.correlationId, new Date(ctx.now.getTime() + 60_000));

    await take(later, { topic: "orders/create", id: deliveryId, payload });
    await take(later, { topic: "orders/updated", payload: { ...payload, total_price: "11.00", updated_at: "2026-11-21T10:00:00Z" }, triggeredAt: later.now });
    const mirrored = await ctx.sql`select total::text as total, customer_name, email, note from orders where shop = ${ctx.shop}`;
    const found = await hits(ctx);
    await redactAgain(systemContext(ctx.database, "test", new Date(later.now.getTime() + 1)));

    expect(mirrored).toEqual([{ total: "11.000000", customer_name: null, email: null, note: null }]);
    expect([...new Set(found.map((hit) => hit.split(":")[0]))]).toEqual(["bodies"]);
    expect(await hits(ctx)).toEqual([]);
  });

  test("serves the requests of other shops when one of them cannot be served", async () => {
    const [broken, ctx] = [await testContext(), await testContext()];
    const { orderId } = await personalOrder(ctx);
    const { id } = await take(broken, { topic: "orders/unheard_of", payload: {} });
    await broken.database.systemTransaction(systemContext(broken.database, "test", broken.now), async ({ sql }) => {
      await sql`select set_config('app.maintenance', 'redaction', true)`;
      await sql`update raw_arrivals set body = 'not compressed' where shop = ${broken.shop} and delivery_id = ${id}`;
    });
    await request(broken, "customers/redact", { customer: { id: 1 } });
    await request(ctx, "customers/redact", { customer: { id: 4_711_001 }, orders_to_redact: [String(orderId)] });

    await expect(work(ctx)).rejects.toThrow(AggregateError);

    expect(await hits(ctx)).toEqual([]);
    expect((await listRequests(broken)).requests).toMatchObject([{ status: "pending" }]);
    await broken.database.system`delete from privacy_requests where shop = ${broken.shop}`;
  });

  test("leaves other customers alone, and other shops", async () => {
    const ctx = await testContext();
    const other = await testContext();
    await personalOrder(other);
    await take(ctx, { topic: "orders/create", payload: orderWebhook() });
    const before = await everything(ctx);

    await request(ctx, "customers/redact", { customer: { id: 999 }, orders_to_redact: [] });
    await work(ctx);

    expect((await everything(ctx)).get("orders")).toBe(before.get("orders"));
    expect((await hits(other)).length).toBeGreaterThan(5);
  });

  test("refuses a request whose signed body names another shop", async () => {
    const ctx = await testContext();
    await personalOrder(ctx);

    await take(ctx, { topic: "shop/redact", payload: { shop_id: 1, shop_domain: "other.myshopify.com" } });
    await work(ctx);

    expect((await listRequests(ctx)).requests).toEqual([]);
    expect((await everything(ctx)).has("orders")).toBe(true);
  });
});

describe("shop/redact", () => {
  test("leaves nothing of the shop but the proof, and another shop as it was", async () => {
    const ctx = await testContext();
    const other = await testContext();
    await personalOrder(ctx);
    await personalOrder(other);
    const before = await everything(other);

    await request(ctx, "shop/redact");
    await workRequests(systemContext(ctx.database, "test", new Date(ctx.now.getTime() + 1000)));

    expect([...(await everything(ctx)).keys()]).toEqual(["privacy_requests", "bodies"]);
    expect(await hits(ctx)).toEqual([]);
    expect((await listRequests(ctx)).requests).toMatchObject([{ topic: "shop/redact", status: "done", result: { orders: 1 } }]);
    expect(await everything(other)).toEqual(before);
  });

  test("does not touch a shop that has installed the app again since", async () => {
    const ctx = await testContext();
    await personalOrder(ctx);

    await take(ctx, { topic: "shop/redact", payload: { shop_id: 1, shop_domain: ctx.shop }, triggeredAt: new Date(ctx.now.getTime() - 60_000) });
    await work(ctx);

    expect((await listRequests(ctx)).requests).toMatchObject([{ status: "superseded" }]);
    expect((await everything(ctx)).has("orders")).toBe(true);
  });
});

test("gives staff what a customer asked for, when they fetch it, on record", async () => {
  const ctx = await testContext();
  const { orderId } = await personalOrder(ctx);
  await request(ctx, "customers/data_request", { customer: { id: 4_711_001 }, orders_requested: [String(orderId)], data_request: { id: 1 } });
  await work(ctx);

  const { requests } = await listRequests(ctx);
  const data = await exportCustomer(ctx, requests[0]?.request_id ?? "");

  expect(data.orders).toMatchObject([
    { order_id: `gid://shopify/Order/${orderId}`, email: canary.email, support: [{ note: expect.stringContaining(canary.phone) }], requests: [{ kind: "cancel", note: expect.stringContaining(canary.phone) }] },
  ]);
  const audit = await ctx.sql`select event, actor_id from audit_events where shop = ${ctx.shop} and event like 'privacy.%' order by at, id`;
  expect(audit).toEqual([{ event: "privacy.data_requested", actor_id: "system" }, { event: "privacy.data_exported", actor_id: operator.id }]);
});

test("retires what arrived long ago, but not what a decision was made on", async () => {
  const ctx = await testContext();
  const old = contextFor(ctx.database, ctx.shop, ctx.actor, ctx.correlationId, new Date(ctx.now.getTime() - 500 * 86_400_000));
  const { payload, id } = { payload: orderWebhook(), id: "old-1" };
  await take(old, { topic: "orders/create", id, payload });
  await personalOrder(old);

  await retireArrivals(systemContext(ctx.database, "test", ctx.now));

  const bodies = await ctx.sql<{ delivery_id: string; body: Buffer; retired: boolean }>`select delivery_id, body, retired_at is not null as retired from raw_arrivals where shop = ${ctx.shop} order by received_at, id`;
  expect(bodies.map(({ retired, body }) => [retired, unpackBody(body).length > 0])).toEqual([[true, false], ...Array.from({ length: 4 }, () => [false, true])]);
  expect((await arrive(ctx, { topic: "orders/create", id, payload })).duplicate).toBe(true);
});
