import { createServer } from "node:http";
import { afterEach, beforeAll, expect, test } from "vitest";
import { mintApiKey } from "#app/domains/shops/index.server.ts";
import { OrdersPage } from "#app/domains/orders/schema.ts";
import type { Actor } from "#app/platform/ctx.ts";
import { failureOf } from "#app/platform/sync.ts";
import { permittedSync } from "./permitted-sync.server.ts";
import { postOrdersSyncAction } from "./post-orders-sync-action.server.ts";
import { readSync } from "./read-sync.ts";
import { remoteSync } from "./remote-sync.server.ts";
import { buildOrder } from "#test/factories/orders.ts";
import { demoShop, startTestApp, type TestApp } from "#test/setup/app.ts";

const vera: Actor = { kind: "staff", id: "7", label: "Vera Öst", role: "viewer" };

let app: TestApp;
let key: string;
beforeAll(async () => {
  app = await startTestApp();
  ({ key } = await mintApiKey(await app.system(), { shop: "*", name: "Dashboard", role: "operator", createdBy: "test" }));
});

const stops: (() => void)[] = [];
afterEach(() => stops.splice(0).forEach((stop) => stop()));

/** An instance that answers as it is told, or never. */
async function instance(answer?: { status: number; body: string }): Promise<string> {
  const server = createServer((_request, response) => answer && response.writeHead(answer.status).end(answer.body));
  await new Promise<void>((done) => server.listen(0, done));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${Reflect.get(Object(server.address()), "port")}`;
}
const client = (url: string, apiKey = key) => remoteSync({ url, apiKey, timeoutMs: 300 }, { shop: demoShop, correlationId: "remote-1", actor: vera });

test("reads and acts through another instance, once for a key", async () => {
  const order = await buildOrder(await app.context());
  const sync = remoteSync({ url: app.url, apiKey: key, timeoutMs: 10_000 }, { shop: demoShop, correlationId: "remote-1", actor: vera });

  const page = await readSync(sync, OrdersPage, "/sync/orders", new URLSearchParams({ q: order.name }));
  const assign = () => postOrdersSyncAction(sync, demoShop, "assign", { idempotencyKey: `assign-${order.id}`, body: { orderIds: [page.orders[0]?.id], assignee: "maya" } });
  const outcomes = [await assign(), await assign()];

  expect(page.orders.map(({ name }) => name)).toEqual([order.name]);
  expect(outcomes[0]).toMatchObject({ ok: true, updatedOrders: [{ assignedTo: "maya" }] });
  expect(outcomes[1]).toEqual(outcomes[0]);
});

test("gives the status and message of a refusal", async () => {
  const reply = await client(app.url).get("/sync/orders/404404");

  expect(failureOf(reply.status, reply.body, "")).toMatchObject({ status: 404, message: "There is no such order." });
});

test("gives the status, message and correlation id of a problem", async () => {
  const reply = await client(app.url).post("/api/admin/ops/inventory/reconcile", { productIds: [] });

  expect(failureOf(reply.status, reply.body, "")).toMatchObject({ status: 422, message: expect.stringMatching(/^productIds: /), errors: [{ path: "productIds" }], correlationId: "remote-1" });
});

test("says that sync is out of reach, and why, when it does not take the key", async () => {
  const reply = await client(app.url, "not-a-key").get("/sync/orders");

  expect(failureOf(reply.status, reply.body, "")).toMatchObject({ status: 502, message: expect.stringMatching(/401: .*API key/) });
});

test("holds staff to what their own role may do, whatever the key may", async () => {
  const order = await buildOrder(await app.context());
  const ctx = { ...(await app.context()), actor: vera };
  const sync = permittedSync(remoteSync({ url: app.url, apiKey: key, timeoutMs: 10_000 }, ctx), ctx);

  const read = await sync.get("/sync/orders", new URLSearchParams({ q: order.name }));
  const written = await sync.post("/sync/orders/assign", { orderIds: [order.name], assignee: "maya" });

  expect([read.status, written.status]).toEqual([200, 403]);
});

test("has the member of staff on record at the other instance, beside the key, and shows them their own orders", async () => {
  const [own, others] = [await buildOrder(await app.context()), await buildOrder(await app.context())];
  const sync = remoteSync({ url: app.url, apiKey: key, timeoutMs: 10_000 }, { shop: demoShop, correlationId: "remote-2", actor: vera });

  await sync.post("/sync/orders/assign", { orderIds: [own.name], assignee: vera.label });
  await sync.post("/sync/orders/assign", { orderIds: [others.name], assignee: "Dashboard" });

  const mine = await readSync(sync, OrdersPage, "/sync/orders", new URLSearchParams({ tab: "mine" }));
  expect(mine.orders.map(({ name }) => name)).toEqual([own.name]);
  expect(mine.tabs.mine).toBe(1);
  const { body } = await app.request("GET", `/sync/orders/${own.id}`);
  expect(body.order.assignmentHistory).toMatchObject([{ actor: "Vera Öst (Dashboard)" }]);
  expect(body.timeline.map(({ details }: { details: { actor: string } }) => details.actor)).toContain("Vera Öst (Dashboard)");
  expect(await (await app.context()).sql`select actor_id from order_assignment_history where shop = ${demoShop} and order_id = ${own.id}`).toEqual([{ actor_id: expect.stringMatching(/^key:/) }]);
});

test.each(["Vera", "7;", ";Vera", "7;%C3", "7;Ve;ra", "7;%0AVera"])("refuses to act for '%s', which is no member of staff", async (header) => {
  const answer = await app.request("GET", "/sync/orders?shop_domain=demo.myshopify.com", { token: key, headers: { "X-On-Behalf-Of": header } });

  expect(answer).toMatchObject({ status: 400, body: { success: false, code: "MALFORMED_HEADER" } });
});

test("takes no name from staff, who have their own", async () => {
  const order = await buildOrder(await app.context());

  await app.request("POST", "/sync/orders/assign", { as: "agent", headers: { "X-On-Behalf-Of": "7;Somebody" }, body: { shop_domain: demoShop, orderIds: [order.name], assignee: "maya" } });

  const { body } = await app.request("GET", `/sync/orders/${order.id}`);
  expect(JSON.stringify(body.timeline)).not.toContain("Somebody");
});

test.each([
  ["that does not answer in time", undefined, 503, "300 ms"],
  ["that answers in JSON of its own", { status: 500, body: '{"error":"out of memory"}' }, 500, "out of memory"],
  ["that answers with a page", { status: 502, body: "<h1>Bad Gateway</h1>" }, 502, "Bad Gateway"],
  ["that answers nothing", { status: 200, body: "" }, 502, "200"],
])("names what is wrong with an instance %s", async (_name, answer, status, said) => {
  const reply = await client(await instance(answer)).get("/sync/orders");

  expect(failureOf(reply.status, reply.body, "")).toMatchObject({ status, message: expect.stringContaining(said) });
});

test("names what is wrong with an instance that nobody listens at, and with one whose list is no list", async () => {
  const url = await instance();
  stops.splice(0).forEach((stop) => stop());
  const gone = await client(url).get("/sync/orders");
  const strange = await readSync(client(await instance({ status: 200, body: '{"success":true,"orders":"none"}' })), OrdersPage, "/sync/orders").catch((error: unknown) => error);

  expect(failureOf(gone.status, gone.body, "")).toMatchObject({ status: 503, message: expect.stringContaining("ECONNREFUSED") });
  if (!(strange instanceof Response)) throw new Error("It should have been a Response.");
  expect(await strange.json()).toMatchObject({ failure: { status: 502, message: expect.stringContaining("orders") } });
});
