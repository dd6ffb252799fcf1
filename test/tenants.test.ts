import { beforeAll, describe, expect, test } from "vitest";
import { take } from "./factories/arrivals.ts";
import { buildVariant } from "./factories/inventory.ts";
import { buildOrder } from "./factories/orders.ts";
import { buildFailure } from "./factories/outbox.ts";
import { orderWebhook } from "./factories/webhooks.ts";
import { type Answer, demoShop, secondShop, startTestApp, type TestApp } from "./setup/app.ts";
import { customerToken } from "./setup/customer-token.ts";

const canary = "Canary7f3a";
const notes = { actor: "asha", notes: canary };
const resolution = { actor: "asha", resolution_notes: canary, action: "mark_resolved_no_replay" };

let app: TestApp;
let theirs: Theirs;
let documented: string[];
beforeAll(async () => {
  app = await startTestApp();
  theirs = await everyKindOfThing();
  const { paths }: { paths: Record<string, object> } = await (await fetch(`${app.url}/openapi.json`)).json();
  documented = Object.entries(paths).flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`));
});

type Theirs = Awaited<ReturnType<typeof everyKindOfThing>>;

/** In the demo shop, one of each thing that has an id, with the canary wherever somebody can write. */
async function everyKindOfThing() {
  const ctx = await app.context();
  const as = "owner";
  const made = async (path: string, body: object) => (await app.request("POST", path, { as, body })).body;
  await ctx.sql`insert into shop_settings (shop, "values", updated_at, updated_by) values (${demoShop}, '{"approvalAbove": "0.01"}', ${ctx.now}, 'test')`;
  const { id, customerId } = await buildOrder(ctx, { customerName: canary, email: `${canary}@example.com`, tags: [canary] });
  const order = `gid://shopify/Order/${id}`;
  const payload = orderWebhook({ total_price: "10.00", note: canary });
  const delivery = await take(ctx, { topic: "orders/create", payload });
  await take(ctx, { topic: "orders/create", id: delivery.id, payload: { ...payload, total_price: "12.00" } });
  await take(ctx, { topic: "customers/data_request", payload: { shop_id: 1, shop_domain: demoShop, customer: { id: Number(customerId), email: `${canary}@example.com` }, orders_requested: [Number(id)] } });
  const [exception] = (await app.request("GET", "/v1/exceptions", { as })).body.exceptions;
  const proposal = await made(`/v1/exceptions/${exception.exception_id}/proposals`, { ...notes, override_patch: { payload: { total_price: "11.00" } } });
  const rule = await made("/v1/exception-rules", { ...notes, exception_id: exception.exception_id, decision: "last_wins" });
  const support = await made("/sync/orders/support", { shop_domain: demoShop, orderId: order, conversationId: canary, note: canary });
  const [staff] = (await app.request("GET", "/api/settings/staff", { as })).body.staff;
  const [asked] = (await app.request("GET", "/v1/privacy/requests", { as })).body.requests;
  return {
    order,
    customerId,
    product: `gid://shopify/Product/${(await buildVariant(ctx)).productId}`,
    exception: String(exception.exception_id),
    proposal: String(proposal.proposal_id),
    rule: String(rule.rule_id),
    thread: String(support.updatedOrders[0].supportThread),
    staff: String(staff.userId),
    privacyRequest: String(asked.request_id),
    failure: await buildFailure(ctx, { orderId: id, lastError: canary }),
    incident: String((await made("/api/admin/ops/incidents", { title: canary, note: canary })).incidentId),
    apiKey: String((await made("/api/settings/api-keys", { name: canary, role: "agent" })).id),
    endpoint: String((await made("/api/settings/webhook-endpoints", { shop_domain: demoShop, url: "https://example.com/hook", description: canary })).id),
    run: String((await made("/api/workflow/runs", { shop_domain: demoShop, orderIds: [order], toState: "cancelled", note: canary })).id),
  };
}

interface Attempt {
  path: string;
  body?: object;
}

/** What a caller says who names a thing by its id, for each operation in whose address or body an id can stand. */
const attempts: Record<string, (of: Theirs, shop: string) => Attempt> = {
  "GET /sync/orders/{order}": ({ order }) => ({ path: `/sync/orders/${encodeURIComponent(order)}` }),
  "GET /sync/orders/{order}/timeline": ({ order }) => ({ path: `/sync/orders/${encodeURIComponent(order)}/timeline` }),
  "GET /sync/orders/{order}/transitions": ({ order }) => ({ path: `/sync/orders/${encodeURIComponent(order)}/transitions` }),
  "POST /sync/orders/assign": ({ order }, shop_domain) => ({ path: "/sync/orders/assign", body: { shop_domain, orderIds: [order], assignee: "maya" } }),
  "POST /sync/orders/fulfill": ({ order }, shop_domain) => ({ path: "/sync/orders/fulfill", body: { shop_domain, orderIds: [order] } }),
  "POST /sync/orders/support": ({ order }, shop_domain) => ({ path: "/sync/orders/support", body: { shop_domain, orderId: order, note: "why" } }),
  "POST /sync/orders/support/notes": ({ thread }, shop_domain) => ({ path: "/sync/orders/support/notes", body: { shop_domain, threadId: thread, note: "why" } }),
  "POST /sync/orders/support/release": ({ order }, shop_domain) => ({ path: "/sync/orders/support/release", body: { shop_domain, orderId: order, note: "done" } }),
  "POST /sync/orders/returns": ({ order }, shop_domain) => ({ path: "/sync/orders/returns", body: { shop_domain, orderId: order, action: "open" } }),
  "POST /sync/orders/returns/preview": ({ order }, shop_domain) => ({ path: "/sync/orders/returns/preview", body: { shop_domain, orderId: order } }),
  "POST /sync/orders/transition": ({ order }, shop_domain) => ({ path: "/sync/orders/transition", body: { shop_domain, orderIds: [order], toState: "cancelled", dryRun: true } }),
  "POST /admin/ops/actions/retry-fulfillment": ({ order }) => ({ path: "/admin/ops/actions/retry-fulfillment", body: { order_id: order } }),
  "POST /admin/ops/actions/rebuild-shipment-contract": ({ order }) => ({ path: "/admin/ops/actions/rebuild-shipment-contract", body: { order_id: order } }),
  "POST /admin/ops/actions/mark-cod-captured": ({ order }) => ({ path: "/admin/ops/actions/mark-cod-captured", body: { order_id: order } }),
  "POST /admin/ops/actions/record-cod-refund": ({ order }) => ({ path: "/admin/ops/actions/record-cod-refund", body: { order_id: order, amount: 1, reason: "why" } }),
  "POST /api/admin/ops/inventory/reconcile": ({ product }) => ({ path: "/api/admin/ops/inventory/reconcile", body: { productIds: [product] } }),
  "POST /api/admin/ops/outbox/{eventId}/resolve": ({ failure }) => ({ path: `/api/admin/ops/outbox/${failure}/resolve`, body: { action: "ignore", note: "why" } }),
  "GET /api/admin/ops/incidents/{id}": ({ incident }) => ({ path: `/api/admin/ops/incidents/${incident}` }),
  "POST /api/admin/ops/incidents/{id}/enter": ({ incident }) => ({ path: `/api/admin/ops/incidents/${incident}/enter`, body: {} }),
  "GET /api/admin/ops/incidents/{id}/recovery-plan": ({ incident }) => ({ path: `/api/admin/ops/incidents/${incident}/recovery-plan` }),
  "POST /api/admin/ops/incidents/{id}/leave": ({ incident }) => ({ path: `/api/admin/ops/incidents/${incident}/leave`, body: { planId: incident, note: "over" } }),
  "POST /api/workflow/runs": ({ order }, shop_domain) => ({ path: "/api/workflow/runs", body: { shop_domain, orderIds: [order], toState: "cancelled" } }),
  "GET /api/workflow/runs/{id}": ({ run }) => ({ path: `/api/workflow/runs/${run}` }),
  "POST /api/workflow/runs/{id}/apply": ({ run }) => ({ path: `/api/workflow/runs/${run}/apply` }),
  "GET /v1/exceptions/{id}": ({ exception }) => ({ path: `/v1/exceptions/${exception}` }),
  "POST /v1/exceptions/{id}/proposals": ({ exception }) => ({ path: `/v1/exceptions/${exception}/proposals`, body: { ...notes, override_patch: { payload: { total_price: "11.00" } } } }),
  "POST /v1/exceptions/{id}/proposals/{proposal}/approve": ({ exception, proposal }) => ({ path: `/v1/exceptions/${exception}/proposals/${proposal}/approve`, body: { actor: "ravi", note: "fine" } }),
  "POST /v1/exception-rules": ({ exception }) => ({ path: "/v1/exception-rules", body: { ...notes, exception_id: exception, decision: "last_wins" } }),
  "POST /v1/exception-rules/{rule}/revoke": ({ rule }) => ({ path: `/v1/exception-rules/${rule}/revoke`, body: { actor: "ravi" } }),
  "POST /v1/exceptions/{id}/resolve": ({ exception }) => ({ path: `/v1/exceptions/${exception}/resolve`, body: resolution }),
  "GET /v1/privacy/requests/{id}": ({ privacyRequest }) => ({ path: `/v1/privacy/requests/${privacyRequest}` }),
  "PUT /api/settings/staff/{userId}": ({ staff }) => ({ path: `/api/settings/staff/${staff}`, body: { role: "viewer" } }),
  "POST /api/settings/webhook-endpoints/{id}/rotate": ({ endpoint }) => ({ path: `/api/settings/webhook-endpoints/${endpoint}/rotate` }),
  "DELETE /api/settings/webhook-endpoints/{id}": ({ endpoint }) => ({ path: `/api/settings/webhook-endpoints/${endpoint}` }),
  "DELETE /api/settings/api-keys/{id}": ({ apiKey }) => ({ path: `/api/settings/api-keys/${apiKey}` }),
};

/** For customers, whose tokens say whose order it may be. */
const forCustomers: Record<string, (of: Theirs) => Attempt> = {
  "GET /customer/orders/{order}": ({ order }) => ({ path: `/customer/orders/${encodeURIComponent(order)}` }),
  "POST /customer/orders/{order}/requests": ({ order }) => ({ path: `/customer/orders/${encodeURIComponent(order)}/requests`, body: { kind: "cancel" } }),
};

/** They take no id: what they do, they do for the caller's shop. */
const own = ["assignments/auto", "incidents", "outbox/destinations/retry", "reservations/sweep"].map((path) => `POST /api/admin/ops/${path}`).concat("POST /api/settings/api-keys", "POST /api/settings/webhook-endpoints", "POST /v1/events", "PUT /api/settings");

/** They take many ids, and say of each for itself that it is not there. */
const forMany = ["POST /v1/exceptions/resolve-many", "POST /api/admin/ops/outbox/resolve-many"];

const isList = (operation: string) => operation.startsWith("GET ") && !operation.includes("{");

test("knows of every operation how another shop's caller could reach into it", () => {
  const known = [...Object.keys(attempts), ...forMany, ...Object.keys(forCustomers), ...own];

  expect(documented.filter((operation) => !isList(operation)).sort()).toEqual(known.sort());
});

function callOf(operation: string, { path, body }: Attempt, shop: string): Promise<Answer> {
  const [method = ""] = operation.split(" ");
  return app.request(method, path, { as: "owner", shop, ...(body ? { body } : method === "POST" ? { body: {} } : {}) });
}

describe("another shop's owner", () => {
  test.each(Object.entries(attempts))("finds nothing by %s", async (operation, attempt) => {
    const answer = await callOf(operation, attempt(theirs, secondShop), secondShop);

    expect(answer.status).toBe(404);
    expect(JSON.stringify(answer.body)).not.toContain(canary);
  });

  test("is told of each exception that it is not there", async () => {
    const { body } = await app.request("POST", "/v1/exceptions/resolve-many", { as: "owner", shop: secondShop, body: { ...resolution, exception_ids: [theirs.exception] } });

    expect(body).toMatchObject({ resolved: 0, failed: [{ code: "EXCEPTION_NOT_FOUND" }] });
  });

  test("is told of each event of the outbox that it is not there", async () => {
    const { body } = await app.request("POST", "/api/admin/ops/outbox/resolve-many", { as: "owner", shop: secondShop, body: { eventIds: [theirs.failure], action: "ignore", note: "why" } });

    expect(body).toMatchObject({ resolved: 0, failed: [{ code: "EVENT_NOT_FOUND" }] });
  });

  test("is refused by every operation that is told the shop's name", async () => {
    const answers = await Promise.all(
      documented
        .filter((operation) => !operation.includes("/customer/"))
        .map(async (operation) => {
          const [method = "", path = ""] = operation.split(" ");
          const named = `${path.replace(/\{\w+\}/g, "1")}?shop_domain=${demoShop}`;
          return { operation, status: (await app.request(method, named, { as: "owner", shop: secondShop, ...(method === "GET" ? {} : { body: {} }) })).status };
        }),
    );

    expect(answers.filter(({ status }) => status !== 403)).toEqual([]);
  });

  test("reads nothing of it in any list", async () => {
    const lists = documented.filter(isList).map((operation) => operation.slice("GET ".length));
    const told = await Promise.all(lists.map(async (path) => ({ path, mine: await app.request("GET", path, { as: "owner", shop: secondShop }), theirs: await app.request("GET", path, { as: "owner" }) })));

    expect(told.filter(({ mine }) => mine.status !== 200)).toEqual([]);
    const spoken = [canary, demoShop, theirs.order, theirs.exception];
    expect(told.filter(({ mine }) => spoken.some((word) => JSON.stringify(mine.body).includes(word))).map(({ path }) => path)).toEqual([]);
    expect(told.filter((list) => JSON.stringify(list.theirs.body).includes(canary)).length).toBeGreaterThan(5);
  });

  test("finds nothing in any list by asking for it", async () => {
    const asked = ["/sync/orders", "/sync/orders/support", "/sync/orders/returns", "/sync/orders/shipments", "/v1/exceptions", "/admin/ops/audit"];
    const filters = [`q=${canary}`, `order_id=${encodeURIComponent(theirs.order)}`, `threadId=${theirs.thread}`];

    for (const path of asked) {
      for (const filter of filters) {
        const { body } = await app.request("GET", `${path}?${filter}`, { as: "owner", shop: secondShop });
        expect(JSON.stringify(body)).not.toContain(theirs.order);
      }
    }
  });
});

test.each(Object.entries(forCustomers))("another shop's customer of the same number finds nothing by %s", async (operation, attempt) => {
  const { path, body } = attempt(theirs);
  const token = await customerToken(theirs.customerId, { dest: secondShop });

  const { status } = await app.request(operation.split(" ")[0] ?? "", path, { token, ...(body ? { body } : {}) });

  expect(status).toBe(404);
});

test("whom all of it belongs to finds each of them", async () => {
  const missed: string[] = [];
  for (const [operation, attempt] of Object.entries(attempts)) {
    const { status } = await callOf(operation, attempt(theirs, demoShop), demoShop);
    if (status === 404) missed.push(operation);
  }
  expect(missed).toEqual([]);
});
