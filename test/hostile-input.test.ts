import { request } from "node:http";
import { beforeAll, describe, expect, test } from "vitest";
import { mintApiKey } from "#app/domains/shops/index.server.ts";
import { demoShop, startTestApp, type TestApp } from "./setup/app.ts";

let app: TestApp;
let token: string;
let everywhere: string;
beforeAll(async () => {
  app = await startTestApp();
  token = (await mintApiKey(await app.system(), { shop: demoShop, name: "Client", role: "admin", createdBy: "test" })).key;
  everywhere = (await mintApiKey(await app.system(), { shop: "*", name: "Operators", role: "operator", createdBy: "test" })).key;
});

const assign = (fields: object) => ({ shop_domain: demoShop, orderIds: ["#1"], assignee: "maya", ...fields });
const refund = (fields: object) => ({ order_id: "#1", amount: 1, reason: "damaged", ...fields });
const event = (fields: object) => ({ tenant: demoShop, source: "erp", event_id: "e-1", event_type: "erp.odd", data: {}, ...fields });

describe("text that cannot be stored", () => {
  test.each([
    ["/sync/orders/assign", assign({ orderIds: ["#1", "a\0b"] }), "orderIds.1"],
    ["/sync/orders/assign", assign({ assignee: "ma\0ya" }), "assignee"],
    ["/sync/orders/assign", assign({ assignee: "half \ud83d" }), "assignee"],
    ["/sync/orders/support", { shop_domain: demoShop, orderId: "#1", note: "\0" }, "note"],
    ["/admin/ops/actions/record-cod-refund", refund({ reason: "x\udfffy" }), "reason"],
    ["/admin/ops/actions/mark-cod-captured", { order_id: "\0" }, "order_id"],
    ["/api/admin/ops/incidents", { title: "a\0" }, "title"],
    ["/api/settings/api-keys", { name: "a\0b", role: "agent" }, "name"],
    ["/v1/events", event({ event_id: "e\0" }), "event_id"],
    ["/v1/events", event({ event_id: "e\ud800" }), "event_id"],
    ["/v1/events", event({ event_type: "erp.\0" }), "event_type"],
  ])("in the body of %s is refused where it is: %j", async (path, body, place) => {
    const answer = await app.request("POST", path, { token, body });

    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([{ path: place, message: expect.any(String) }]);
  });

  test.each([
    ["/admin/ops/audit?actor_id=%00", 400],
    ["/admin/ops/audit?order_id=%00", 400],
    ["/v1/exceptions?q=a%00", 400],
    ["/sync/orders/%00", 404],
    ["/sync/orders/a%00/timeline", 404],
  ])("in the address %s is answered with %i", async (path, status) => {
    expect((await app.request("GET", path, { token })).status).toBe(status);
  });

  test("in an event's data is kept as it came", async () => {
    const { status } = await app.request("POST", "/v1/events", { token, body: event({ event_id: "kept", data: { note: "a\0" } }) });

    expect(status).toBe(202);
  });
});

test("an address that cannot be decoded is answered with 400, in the form of its family", async () => {
  const [sync, other] = await Promise.all(["/sync/orders/%E0%A4%A", "/v1/exceptions/%"].map((path) => fetch(`${app.url}${path}`, { headers: { "X-Correlation-Id": "bad-address" } })));

  expect([sync?.status, other?.status]).toEqual([400, 400]);
  expect(await sync?.json()).toMatchObject({ success: false, updatedOrders: [] });
  expect(await other?.json()).toMatchObject({ code: "MALFORMED_ADDRESS", correlation_id: "bad-address" });
});

/** Sends a body piece by piece, without saying how long it will be. */
function stream(path: string, bytes: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(`${app.url}${path}`, { method: "POST", agent: false, headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json", "Transfer-Encoding": "chunked" } }, (response) => {
      resolve(response.statusCode);
      response.resume();
    });
    sent.on("error", reject);
    for (let left = bytes; left > 0; left -= 65_536) sent.write(Buffer.alloc(65_536, " "));
    sent.end();
  });
}

test.each([
  ["/sync/orders/assign", 2],
  ["/v1/events", 12],
  ["/webhooks", 12],
])("a client that streams too much to %s gets its answer", async (path, mebibytes) => {
  expect(await stream(path, mebibytes * 1024 * 1024)).toBe(413);
});

test.each(["0", "501", "-1", "1.5", "1e2", "many"])("a limit of %s is refused by every list", async (limit) => {
  const lists = ["/v1/exceptions", "/v1/exception-groups", "/admin/ops/audit", "/api/admin/ops/outbox/failures", "/api/admin/ops/outbox/pending", "/api/admin/ops/reservations/stuck", "/api/settings/webhook-deliveries"];

  const answers = await Promise.all(lists.map((path) => app.request("GET", `${path}?limit=${limit}`, { token })));

  expect(answers.map(({ status }) => status)).toEqual(lists.map(() => 400));
});

test.each(["/sync/orders?status=pending&status=shipped", "/v1/exceptions?q=a&q=b"])("a parameter that is given twice is refused, not half heard: %s", async (path) => {
  const { status, body } = await app.request("GET", path, { token });

  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain("is given more than once");
});

test("a key for all shops is told when the shop that it names is not there", async () => {
  const answers = await Promise.all(["/sync/orders?shop_domain=nobody.myshopify.com", "/v1/health?tenant=nobody.myshopify.com"].map((path) => app.request("GET", path, { token: everywhere })));

  expect(answers.map(({ status }) => status)).toEqual([404, 404]);
});

test("whether it lives and is ready can only be read", async () => {
  const answers = await Promise.all(["/healthz", "/readyz"].map((path) => fetch(`${app.url}${path}`, { method: "POST" })));

  expect(answers.map(({ status, headers }) => [status, headers.get("allow")])).toEqual([[405, "GET"], [405, "GET"]]);
});
