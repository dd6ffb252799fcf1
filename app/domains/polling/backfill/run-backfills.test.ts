import { beforeAll, beforeEach, expect, test } from "vitest";
import { runBackfills } from "../index.server.ts";
import { control, demoShop, startTestApp, type TestApp } from "#test/setup/app.ts";

const orders = 110;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await control(app.shopify, "orders", { shop: demoShop, count: orders, webhooks: false, ageHours: [1, 24 * 40] });
  await control(app.shopify, "settle", {});
}, 60_000);
beforeEach(async () => {
  await control(app.shopify, "faults", { fail: [], bulk: {} });
  await (await app.system()).sql`delete from backfills`;
});

interface Row {
  state: string;
  orders_told: bigint;
  orders_read: bigint;
  attempts: number;
}
const backfill = async () => (await (await app.context()).sql<Row>`select * from backfills where shop = ${demoShop}`)[0]!;
const mirrored = async () => (await (await app.context()).sql<{ count: number }>`select count(*)::int as count from orders where shop = ${demoShop}`)[0]!.count;

/** How many orders have arrived under a correlation id, whether or not they were known. */
const arrived = async (correlationId: string) =>
  (await (await app.context()).sql<{ count: number }>`select count(distinct idempotency_key)::int as count from raw_arrivals where shop = ${demoShop} and correlation_id = ${correlationId}`)[0]!.count;

/** Lets a backfill take its steps, each when it is due, until the state is reached. */
async function runUntil(state: string, { rounds = 12, correlationId = "test" } = {}) {
  for (let round = 1; round <= rounds; round += 1) {
    const system = await app.system();
    await runBackfills({ ...system, correlationId, now: new Date(system.now.getTime() + round * 3_600_000) });
    if ((await backfill()).state === state) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  await app.settle();
  return backfill();
}

test("reads in what the shop had before, and says how far it is", async () => {
  const done = await runUntil("done");

  expect(done).toMatchObject({ state: "done", orders_told: BigInt(orders), orders_read: BigInt(orders), attempts: 0 });
  expect(await mirrored()).toBe(orders);
  const list = await app.request("GET", "/sync/orders?pageSize=250");
  expect(list.body.orders.filter(({ itemCount }: { itemCount: number }) => itemCount === 0)).toEqual([]);
  expect(new Set(list.body.orders.map(({ shipment }: { shipment: { status: string } }) => shipment.status))).toContain("delivered");
  const [mail] = await (await app.context()).sql<{ count: number }>`select count(*)::int as count from mails where shop = ${demoShop}`;
  expect(mail?.count).toBe(0);
});

test.each([
  ["a download that breaks off", { truncate: 0.6 }],
  ["a download that breaks off after its first batch", { truncate: 0.97 }],
  ["children before their parents", { childrenFirst: true }],
  ["lines that come twice", { duplicateEvery: 3 }],
  ["an address that has expired", { expired: true }],
  ["a refusal to start", { refuse: true }],
])("comes to the same end after %s", async (correlationId, bulk) => {
  await control(app.shopify, "faults", { bulk });
  await runUntil("done", { rounds: 4, correlationId });
  await control(app.shopify, "faults", { bulk: {} });

  const done = await runUntil("done", { correlationId });

  expect(done).toMatchObject({ state: "done", orders_read: BigInt(orders) });
  expect(await arrived(correlationId)).toBe(orders);
  expect(await mirrored()).toBe(orders);
});

test("takes in what has come before a download breaks off, and says how far it is", async () => {
  await control(app.shopify, "faults", { bulk: { truncate: 0.97 } });

  const broken = await runUntil("done", { rounds: 4, correlationId: "broken off" });

  expect(broken).toMatchObject({ state: "reading", orders_read: 100n });
  expect(await arrived("broken off")).toBe(100);
  expect((await app.request("GET", "/sync/status")).body.backfill).toMatchObject({ state: "reading", ordersTold: orders, ordersRead: 100, percent: expect.toSatisfy((percent) => percent > 80 && percent < 100), lastError: expect.any(String) });
});

test("begins anew when the shop installs the app again, and does nothing twice for one installation", async () => {
  await runUntil("done");
  const system = await app.system();
  await runBackfills(system);
  expect((await backfill()).state).toBe("done");

  await system.sql`update shops set installed_at = now() + interval '2 days' where shop = ${demoShop}`;
  await runBackfills({ ...system, now: new Date(system.now.getTime() + 3 * 24 * 3_600_000) });

  expect((await backfill()).state).toBe("running");
  await system.sql`update shops set installed_at = now() - interval '1 day' where shop = ${demoShop}`;
});
