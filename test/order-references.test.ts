import { beforeAll, describe, expect, test } from "vitest";
import { buildCodOrder } from "./factories/cod.ts";
import { buildOrder } from "./factories/orders.ts";
import { buildFailure, buildPending } from "./factories/outbox.ts";
import { buildReturn } from "./factories/returns.ts";
import { type Answer, demoShop, startTestApp, type TestApp } from "./setup/app.ts";

let app: TestApp;
let naming: string[];
beforeAll(async () => {
  app = await startTestApp({ withoutReplay: true });
  const { paths }: { paths: Record<string, Record<string, object>> } = await (await fetch(`${app.url}/openapi.json`)).json();
  naming = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).flatMap(([method, operation]) => (namesAnOrder(path, operation) ? [`${method.toUpperCase()} ${path}`] : [])));
});

function namesAnOrder(path: string, operation: object): boolean {
  const asked = JSON.stringify([Reflect.get(operation, "parameters"), Reflect.get(operation, "requestBody")]);
  // A customer's token is of a customer and has no numbers: customers name their orders as Shopify's pages do.
  return !path.startsWith("/customer/") && (path.includes("{order}") || /"(orderIds?|order_id)"/.test(asked));
}

interface Named {
  id: bigint;
  name: string;
  number: bigint;
}

/** Every way of naming an order (contract, section 0); where an address or a query has it, a number is text. */
const ways: Record<string, (order: Named) => string | number> = {
  "its GID": ({ id }) => `gid://shopify/Order/${id}`,
  "its Shopify id": ({ id }) => String(id),
  "its Shopify id as a number": ({ id }) => Number(id),
  "its name": ({ name }) => name,
  "its number": ({ number }) => String(number),
  "its number as a number": ({ number }) => Number(number),
};

const orderOf = async (build: Promise<{ id: bigint }> | Promise<{ orderId: bigint }>): Promise<Named> => {
  const built = await build;
  const [row] = await (await app.context()).sql<Named>`select id, name, number from orders where shop = ${demoShop} and id = ${"orderId" in built ? built.orderId : built.id}`;
  if (!row) throw new Error("The order is not there.");
  return row;
};
const plain = async () => orderOf(buildOrder(await app.context()));
const cod = async () => orderOf(buildCodOrder(await app.context()));
const returned = async (state: "awaiting_label" | "label_generated" | "in_transit" | "inspection" | "awaiting_refund") => orderOf(buildReturn(await app.context(), { state }));

type Reference = string | number;
interface Operation {
  order: () => Promise<Named>;
  call: (reference: Reference) => Promise<Answer>;
  /** Set when the answer does not say of which order it is. */
  namesNone?: boolean;
}

const get = (path: (order: string) => string): Operation => ({ order: plain, call: (reference) => app.request("GET", path(encodeURIComponent(reference))) });
const post = (path: string, body: (reference: Reference) => object, order: Operation["order"] = plain): Operation => ({ order, call: (reference) => app.request("POST", path, { body: { shop_domain: demoShop, ...body(reference) } }) });
const escalated = async () => {
  const order = await plain();
  await app.request("POST", "/sync/orders/support", { body: { shop_domain: demoShop, orderId: String(order.id), note: "Where is it?" } });
  return order;
};
const collected = async () => {
  const order = await cod();
  await app.request("POST", "/admin/ops/actions/mark-cod-captured", { body: { order_id: String(order.id) } });
  return order;
};
const failing = async () => {
  const order = await plain();
  await buildFailure(await app.context(), { orderId: order.id });
  return order;
};
const leaving = async () => {
  const order = await plain();
  await buildPending(await app.context(), { orderId: order.id, nextAttemptSeconds: 3_600 });
  return order;
};

const operations: Record<string, Operation> = {
  "GET /sync/orders/{order}": get((order) => `/sync/orders/${order}`),
  "GET /sync/orders/{order}/timeline": { ...get((order) => `/sync/orders/${order}/timeline`), namesNone: true },
  "GET /sync/orders/{order}/transitions": { ...get((order) => `/sync/orders/${order}/transitions`), namesNone: true },
  "GET /admin/ops/audit": { order: collected, call: async (reference) => app.request("GET", `/admin/ops/audit?order_id=${encodeURIComponent(reference)}`) },
  "GET /api/admin/ops/outbox/failures": { order: failing, call: async (reference) => app.request("GET", `/api/admin/ops/outbox/failures?order_id=${encodeURIComponent(reference)}`) },
  "GET /api/admin/ops/outbox/pending": { order: leaving, call: async (reference) => app.request("GET", `/api/admin/ops/outbox/pending?order_id=${encodeURIComponent(reference)}`) },
  "POST /sync/orders/assign": post("/sync/orders/assign", (order) => ({ orderIds: [order], assignee: "maya" })),
  "POST /sync/orders/fulfill": post("/sync/orders/fulfill", (order) => ({ orderIds: [order] })),
  "POST /sync/orders/support": post("/sync/orders/support", (order) => ({ orderId: order, note: "Where is it?" })),
  "POST /sync/orders/support (several)": post("/sync/orders/support", (order) => ({ orderIds: [order], note: "Where is it?" })),
  "POST /sync/orders/support/release": post("/sync/orders/support/release", (order) => ({ orderId: order, note: "Solved" }), escalated),
  "POST /sync/orders/returns": { ...post("/sync/orders/returns", (order) => ({ orderId: order, action: "generate_label" }), () => returned("awaiting_label")), namesNone: true },
  "POST /sync/orders/returns/preview": { ...post("/sync/orders/returns/preview", (order) => ({ orderId: order }), () => returned("inspection")), namesNone: true },
  "POST /sync/orders/transition": post("/sync/orders/transition", (order) => ({ orderIds: [order], toState: "cancelled", dryRun: true })),
  "POST /api/workflow/runs": post("/api/workflow/runs", (order) => ({ orderIds: [order], toState: "cancelled" })),
  "POST /admin/ops/actions/retry-fulfillment": post("/admin/ops/actions/retry-fulfillment", (order) => ({ order_id: order })),
  "POST /admin/ops/actions/rebuild-shipment-contract": post("/admin/ops/actions/rebuild-shipment-contract", (order) => ({ order_id: order })),
  "POST /admin/ops/actions/mark-cod-captured": post("/admin/ops/actions/mark-cod-captured", (order) => ({ order_id: order }), cod),
  "POST /admin/ops/actions/record-cod-refund": post("/admin/ops/actions/record-cod-refund", (order) => ({ order_id: order, amount: 1, reason: "Chipped" }), collected),
};

test("knows of every operation that an order can be named to", () => {
  expect([...new Set(Object.keys(operations).map((operation) => operation.replace(/ \(.*/, "")))].sort()).toEqual(naming.sort());
});

describe.each(Object.entries(operations))("%s", (_name, { order, call, namesNone = false }) => {
  test.each(Object.entries(ways))("takes an order by %s", async (_way, way) => {
    const known = await order();

    const { status, body } = await call(way(known));

    expect([200, 201]).toContain(status);
    if (!namesNone) expect(JSON.stringify(body)).toContain(`"gid://shopify/Order/${known.id}"`);
  });
});

/** What is told about an order from outside, and where that shows. */
const events: Record<string, { order: () => Promise<Named>; data: object; shows: object }> = {
  "carrier.tracking_updated": { order: plain, data: { tracking_number: "TRK-9", status: "in_transit", status_at: "2026-11-21T08:00:00Z" }, shows: { shipment: { tracking: { number: "TRK-9" } } } },
  "cod.delivery_confirmed": { order: cod, data: {}, shows: { payment: { codStatus: "captured" } } },
  "returns.label_generated": { order: () => returned("awaiting_label"), data: { tracking_number: "RET-9" }, shows: { returnStatus: "label_generated" } },
  "returns.in_transit": { order: () => returned("label_generated"), data: {}, shows: { returnStatus: "in_transit" } },
  "returns.received": { order: () => returned("in_transit"), data: {}, shows: { returnStatus: "inspection" } },
  "erp.refund_completed": { order: () => returned("awaiting_refund"), data: { amount: 10 }, shows: { returnStatus: "completed" } },
};

test.each(Object.entries(events))("the event %s is about an order by each of its names", async (type, { order, data, shows }) => {
  const orders: Named[] = [];
  for (const way of Object.values(ways)) {
    const known = await order();
    orders.push(known);
    const event = { tenant: demoShop, source: "outside", event_id: `${type}-${known.id}`, event_type: type, occurred_at: new Date().toISOString(), data: { order_id: way(known), ...data } };
    expect((await app.request("POST", "/v1/events", { body: event })).status).toBe(202);
  }

  await app.settle();

  for (const { id } of orders) expect((await app.request("GET", `/sync/orders/${id}`)).body.order).toMatchObject(shows);
});
