import { SignJWT } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { mintApiKey } from "#app/domains/shops/index.server.ts";
import type { Role } from "#app/platform/permissions.ts";
import { buildOrder } from "./factories/orders.ts";
import { demoShop, secondShop, startTestApp, type TestApp } from "./setup/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});

const secret = new TextEncoder().encode("local-api-secret");
const wellFormed = { dest: `https://${demoShop}`, iss: `https://${demoShop}/admin`, sub: "80000000002", aud: "local-api-key" };

function signed(claims: Record<string, unknown>, { key = secret, alg = "HS256", expires = "1m" } = {}): Promise<string> {
  return new SignJWT({ ...wellFormed, ...claims }).setProtectedHeader({ alg }).setIssuedAt().setExpirationTime(expires).sign(key);
}

async function apiKey(role: Role, shop = demoShop): Promise<string> {
  const { key } = await mintApiKey(await app.system(), { shop, name: `${role} key`, role, createdBy: "test" });
  return key;
}

describe("who is calling", () => {
  test("answers 401 to no credentials, in the form of the address's family", async () => {
    const sync = await fetch(`${app.url}/sync/orders`);
    const other = await fetch(`${app.url}/v1/events`, { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" });

    expect([sync.status, other.status]).toEqual([401, 401]);
    expect(await sync.json()).toMatchObject({ success: false, message: expect.any(String), updatedOrders: [], errors: [] });
    expect(other.headers.get("content-type")).toContain("application/problem+json");
    expect(await other.json()).toMatchObject({ status: 401, code: "UNAUTHENTICATED", correlation_id: expect.any(String) });
  });

  test.each([
    ["another secret", () => signed({}, { key: new TextEncoder().encode("another-secret-of-some-length") })],
    ["another app", () => signed({ aud: "another-app" })],
    ["an expired token", () => signed({}, { expires: "-1m" })],
    ["an issuer that is not the shop", () => signed({ iss: `https://${secondShop}/admin` })],
    ["no signature", async () => `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(JSON.stringify({ ...wellFormed, exp: 9_999_999_999 })).toString("base64url")}.`],
    ["a shop that has not installed the app", () => signed({ dest: "https://stranger.myshopify.com", iss: "https://stranger.myshopify.com/admin" })],
    ["a key that does not exist", async () => "odk_nothing"],
  ])("answers 401 to %s", async (_name, token) => {
    const { status } = await app.request("GET", "/sync/orders", { token: await token() });

    expect(status).toBe(401);
  });

  test.each([
    ["viewer", 403],
    ["agent", 200],
    ["operator", 200],
    ["admin", 200],
  ] as const)("lets a key of role %s assign orders: %i", async (role, status) => {
    const order = await buildOrder(await app.context());

    const answer = await app.request("POST", "/sync/orders/assign", { token: await apiKey(role), body: { shop_domain: demoShop, orderIds: [order.name], assignee: "maya" } });

    expect(answer.status).toBe(status);
  });

  test("answers 401 to a key from the moment it is revoked", async () => {
    const token = await apiKey("agent");
    const before = await app.request("GET", "/sync/orders", { token });
    await (await app.system()).sql`update api_keys set revoked_at = now() where shop = ${demoShop}`;

    const after = await app.request("GET", "/sync/orders", { token });

    expect([before.status, after.status]).toEqual([200, 401]);
  });

  test("answers 403 for another shop's domain and 404 for another shop's order", async () => {
    const order = await buildOrder(await app.context(secondShop));

    const byShop = await app.request("POST", "/sync/orders/assign", { body: { shop_domain: secondShop, orderIds: [order.id.toString()], assignee: "maya" } });
    const byId = await app.request("GET", `/sync/orders/${order.id}`);

    expect([byShop.status, byId.status]).toEqual([403, 404]);
    expect(JSON.stringify([byShop.body, byId.body])).not.toContain(order.name);
  });

  test("makes the store owner admin and others agents", async () => {
    await app.request("GET", "/sync/orders", { as: "owner" });
    await app.request("GET", "/sync/orders", { as: "agent" });

    const staff = await (await app.context()).sql<{ role: string; account_owner: boolean }>`select role, account_owner from staff_members where shop = ${demoShop} order by account_owner desc`;

    expect(staff[0]).toEqual({ role: "admin", account_owner: true });
    expect(staff.slice(1).map(({ role }) => role)).toContain("agent");
  });

  test("lets an all-shops key work for the shop that it names, and asks for one when it names none", async () => {
    const token = await apiKey("operator", "*");

    const named = await app.request("GET", `/sync/orders?shop_domain=${secondShop}`, { token });
    const unnamed = await app.request("GET", "/sync/orders", { token });

    expect([named.status, unnamed.status]).toEqual([200, 400]);
  });
});

describe("bad input", () => {
  const assign = "/sync/orders/assign";

  test.each([
    ["malformed JSON", 400, { body: '{"shop_domain": ' }],
    ["a body that is not JSON", 415, { body: "shop_domain=x", headers: { "Content-Type": "application/x-www-form-urlencoded" } }],
    ["a body over the limit", 413, { body: JSON.stringify({ shop_domain: demoShop, orderIds: ["1"], assignee: "x".repeat(1_100_000) }) }],
    ["no shop_domain", 422, { body: { orderIds: ["1"], assignee: "maya" } }],
    ["no orders", 422, { body: { shop_domain: demoShop, orderIds: [], assignee: "maya" } }],
    ["too many orders", 422, { body: { shop_domain: demoShop, orderIds: Array.from({ length: 251 }, (_, index) => String(index + 1)), assignee: "maya" } }],
    ["a blank assignee", 422, { body: { shop_domain: demoShop, orderIds: ["1"], assignee: "  " } }],
    ["an unknown order", 404, { body: { shop_domain: demoShop, orderIds: ["#nowhere"], assignee: "maya" } }],
  ])("answers %s with %i", async (_name, status, options) => {
    const answer = await app.request("POST", assign, options);

    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ success: false, updatedOrders: [] });
  });

  test("names the place that is wrong", async () => {
    const { body } = await app.request("POST", assign, { body: { shop_domain: demoShop, orderIds: ["#1", { no: "reference" }], assignee: "maya" } });

    expect(body.errors).toEqual([{ path: "orderIds.1", message: expect.any(String) }]);
  });

  test.each(["tab=nowhere", "status=unknown", "direction=sideways", "cursor=ofs:!", "cursor=nonsense", "date_start=2026-02-31", "date_start=2026-11-02&date_end=2026-11-01", "pageSize=0", "pageSize=251", "priority=extreme"])(
    "answers ?%s with 400",
    async (query) => {
      const { status, body } = await app.request("GET", `/sync/orders?${query}`);

      expect(status).toBe(400);
      expect(body.success).toBe(false);
    },
  );

  test("answers a method that an address does not know with 405 and those it does", async () => {
    const { status, headers } = await app.request("DELETE", assign);

    expect(status).toBe(405);
    expect(headers.get("allow")).toBe("POST");
  });

  test("answers an address that does not exist with 404", async () => {
    const sync = await app.request("GET", "/sync/nothing");
    const other = await app.request("GET", "/v1/nothing");

    expect([sync.status, other.status]).toEqual([404, 404]);
    expect(other.body).toMatchObject({ status: 404, code: expect.any(String) });
  });
});

describe("idempotency keys", () => {
  async function assignTwice(first: unknown, second: unknown, key: string) {
    const headers = { "Idempotency-Key": key };
    return [await app.request("POST", "/sync/orders/assign", { body: first, headers }), await app.request("POST", "/sync/orders/assign", { body: second, headers })] as const;
  }

  test("answer a repetition byte for byte and have no second effect", async () => {
    const order = await buildOrder(await app.context());
    const body = { shop_domain: demoShop, orderIds: [order.name], assignee: "ida" };

    const [first, second] = await assignTwice(body, body, "key-1");

    expect(second.status).toBe(200);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect(first.headers.get("idempotency-replayed")).toBeNull();
  });

  test("refuse another body", async () => {
    const order = await buildOrder(await app.context());
    const body = { shop_domain: demoShop, orderIds: [order.name], assignee: "ida" };

    const [, second] = await assignTwice(body, { ...body, assignee: "tom" }, "key-2");

    expect(second).toMatchObject({ status: 422, body: { code: "IDEMPOTENCY_KEY_REUSED" } });
  });

  test("let one of several requests at once run", async () => {
    const order = await buildOrder(await app.context());
    const body = { shop_domain: demoShop, orderIds: [order.name], assignee: "ida" };

    const answers = await Promise.all(Array.from({ length: 8 }, () => app.request("POST", "/sync/orders/assign", { body, headers: { "Idempotency-Key": "key-3" } })));

    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].every((status) => status === 200 || status === 409)).toBe(true);
    const history = await (await app.context()).sql`select 1 from order_assignment_history where shop = ${demoShop} and order_id = ${order.id}`;
    expect(history).toHaveLength(1);
  });

  test("are free again after a request that was refused", async () => {
    const order = await buildOrder(await app.context());

    const [first, second] = await assignTwice({ shop_domain: demoShop, orderIds: ["#404404"], assignee: "ida" }, { shop_domain: demoShop, orderIds: [order.name], assignee: "ida" }, "key-4");

    expect([first.status, second.status]).toEqual([404, 200]);
  });
});

test("says that it lives and that it is ready without being asked who asks", async () => {
  const [healthz, readyz] = [await fetch(`${app.url}/healthz`), await fetch(`${app.url}/readyz`)];

  expect([healthz.status, await healthz.text()]).toEqual([200, "ok"]);
  expect(readyz.status).toBe(200);
});

test("gives the last of an order's timeline beside the order", async () => {
  const order = await buildOrder(await app.context());
  await app.request("POST", "/sync/orders/assign", { body: { shop_domain: demoShop, orderIds: [order.name], assignee: "maya" } });

  const { body } = await app.request("GET", `/sync/orders/${order.id}`);

  expect(body).toMatchObject({ success: true, timeline: expect.arrayContaining([expect.objectContaining({ event: "assignment.changed" })]) });
});
