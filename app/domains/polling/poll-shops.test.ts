import { beforeAll, beforeEach, expect, test } from "vitest";
import { pollShops } from "./index.server.ts";
import { SyncStatus } from "./schema.ts";
import { listWebhookGap, settleWebhookGaps } from "./webhook-gap.server.ts";
import { publishLive } from "#app/platform/publish-live.server.ts";
import { take } from "#test/factories/arrivals.ts";
import { orderWebhook } from "#test/factories/webhooks.ts";
import { adminQuery, control, demoShop, secondShop, startTestApp, type TestApp } from "#test/setup/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  await control(app.shopify, "faults", { dropWebhooks: 0, throttle: false, fail: [] });
  await (await app.system()).sql`delete from poller_states`;
  // Shops that have had the app for an hour.
  await (await app.system()).sql`update shops set installed_at = now() - interval '1 hour'`;
});

const minute = 60_000;

interface State {
  shop: string;
  phase: string | null;
  consecutive_failures: number;
  last_tick_at: Date;
  next_run_at: Date;
  watermark: Date;
}
const state = async (shop = demoShop) => (await (await app.context(shop)).sql<State>`select * from poller_states where shop = ${shop}`)[0]!;
const order = async (id: string) => (await app.request("GET", `/sync/orders/${encodeURIComponent(id)}`)).body.order;
const requests = async (operation: string) => (await (await fetch(`${app.shopify.url}/_local/requests?operation=${operation}`)).json()).requests as { status: number; shop: string }[];

/** A tick of the clock, and what follows from it. */
async function tick(ahead = 0) {
  const system = await app.system();
  await pollShops({ ...system, now: new Date(system.now.getTime() + ahead) });
  await app.settle();
  await settleWebhookGaps({ ...system, now: new Date(system.now.getTime() + ahead) });
}

/** All that dashboards are to hear of is published, those refreshes too that wait for a second after the last. */
async function published() {
  const system = await app.system();
  while (await publishLive(system)) await system.sql`update live_events set created_at = created_at - interval '1 second'`;
}

/** Orders of which no webhook tells. */
async function unheard(count: number, template = "shipped", more: object = {}): Promise<string[]> {
  await control(app.shopify, "faults", { dropWebhooks: 1_000_000 });
  const { orders } = await control(app.shopify, "orders", { shop: demoShop, template, count, ageHours: [0.2, 0.5], ...more });
  await app.settle();
  await control(app.shopify, "faults", { dropWebhooks: 0 });
  return orders;
}

test("finds an order that no webhook told, as the webhooks would have told it", async () => {
  const [lost] = await unheard(1, "delivered", { gateway: "bogus" });
  expect(await order(lost!)).toBeUndefined();

  await tick();

  const found = await order(lost!);
  const { orders: [told] } = await control(app.shopify, "orders", { shop: demoShop, template: "delivered", count: 1, ageHours: [0.2, 0.5], gateway: "bogus" });
  await app.settle();
  const twin = await order(told);
  expect(found).toMatchObject({ financialStatus: twin.financialStatus, fulfillmentStatus: "fulfilled", workflowState: twin.workflowState, shipment: { status: "delivered" } });
  expect(Object.keys(found).toSorted()).toEqual(Object.keys(twin).toSorted());
  expect(found.shipments[0].lines?.length ?? found.lineItems.length).toBeGreaterThan(0);
  const { body } = await app.request("GET", `/sync/orders/${encodeURIComponent(lost!)}/timeline`);
  expect(body.timeline.map(({ event }: { event: string }) => event)).toEqual(expect.arrayContaining(["order.created", "fulfillment.created", "shipment.delivered"]));
});

test("leaves what webhooks have told alone: it asks cheaply, and reads nothing", async () => {
  await control(app.shopify, "orders", { shop: demoShop, template: "shipped", count: 5 });
  await app.settle();
  await tick();
  const before = (await requests("OrdersRead")).length;

  await tick(20 * minute);

  expect((await requests("OrdersRead")).length).toBe(before);
  expect(await state()).toMatchObject({ last_read: 0, consecutive_failures: 0, phase: null, leased_by: null });
});

test("tells which webhooks were missed, and closes that gap an hour after the last", async () => {
  await unheard(1, "shipped");
  await tick();

  const { body } = await app.request("GET", "/sync/orders/alerts");
  const gap = body.dataGaps.find(({ kind }: { kind: string }) => kind === "webhook_gap");
  expect(gap.details.topics).toMatchObject({ "orders/create": expect.any(Number), "fulfillments/create": expect.any(Number) });

  const ctx = await app.context();
  await ctx.sql`update poller_finds set found_at = found_at - interval '2 hours' where shop = ${ctx.shop}`;
  await tick(20 * minute);
  const later = await app.request("GET", "/sync/orders/alerts");
  expect(later.body.dataGaps.filter(({ kind }: { kind: string }) => kind === "webhook_gap")).toEqual([]);
});

test("counts no change as missed whose webhook comes after all", async () => {
  const ctx = await app.context();
  const gap = async () => (await listWebhookGap(ctx, new Date(0))).find(({ topic }) => topic === "orders/risk_assessment_changed")?.missed ?? 0;
  await take(ctx, { topic: "orders/create", payload: orderWebhook({ id: 77_001 }) });
  await ctx.sql`insert into poller_finds values (${ctx.shop}, 77001, 'orders/risk_assessment_changed', now() - interval '10 minutes', now())`;
  expect(await gap()).toBe(1);

  await take(ctx, { topic: "orders/risk_assessment_changed", payload: { order_id: 77_001, risk_level: "low" } });

  expect(await gap()).toBe(0);
});

test("sees that a return was asked for, and that it was declined, although the order's own time stands still", async () => {
  const { orders: [id] } = await control(app.shopify, "orders", { shop: demoShop, template: "delivered", count: 1 });
  await app.settle();
  await tick();
  await control(app.shopify, "faults", { dropWebhooks: 1_000_000 });
  await control(app.shopify, "returns/request", { shop: demoShop, order: id, quantity: 1 });
  await tick(20 * minute);
  expect((await order(id)).returnStatus).toBe("requested");

  const returned = (await adminQuery(app.shopify, "query($id: ID!) { order(id: $id) { returns(first: 1) { nodes { id } } } }", { id })).order.returns.nodes[0].id;
  await adminQuery(app.shopify, "mutation($id: ID!) { returnDeclineRequest(input: { id: $id, declineReason: FINAL_SALE }) { userErrors { message } } }", { id: returned });
  await tick(40 * minute);

  expect((await order(id)).returns[0].state).toBe("denied");
});

test("goes on at the last page after a crash, and a shop that fails holds up no other", async () => {
  await unheard(3);
  await control(app.shopify, "faults", { fail: [{ operation: "OrdersWithReturns", times: 1, status: 403 }] });

  await tick();
  const states = [await state(demoShop), await state(secondShop)].toSorted((a, b) => b.consecutive_failures - a.consecutive_failures);
  expect(states[0]).toMatchObject({ consecutive_failures: 1, phase: "returns", leased_by: null });
  expect(states[1]).toMatchObject({ consecutive_failures: 0, last_tick_at: expect.any(Date) });

  const scans = async () => (await requests("OrdersChanged")).filter(({ shop }) => shop === states[0]!.shop).length;
  const before = await scans();
  await tick(minute);
  expect(await state(states[0]!.shop)).toMatchObject({ consecutive_failures: 0, phase: null, last_tick_at: expect.any(Date) });
  expect(await scans()).toBe(before);
});

test("is one run a shop, however many workers ask, and at the next quarter of an hour again", async () => {
  await unheard(2);
  const before = (await requests("OrdersChanged")).length;
  const system = await app.system();

  await Promise.all(Array.from({ length: 5 }, () => pollShops(system)));
  await pollShops(system);

  expect((await requests("OrdersChanged")).length - before).toBe(2);
  const { next_run_at: next, last_tick_at: last } = await state();
  expect(next.getTime() % (15 * minute)).toBe(0);
  expect(next.getTime() - last.getTime()).toBeLessThanOrEqual(15 * minute);
});

test("tells staff after the second failure in a row, and no longer when it works again", async () => {
  await control(app.shopify, "faults", { fail: [{ operation: "OrdersChanged", times: 4, status: 403 }] });
  const gaps = async () => (await app.request("GET", "/sync/orders")).body.dataGaps.filter(({ kind }: { kind: string }) => kind === "poller_failed");

  await tick();
  expect(await gaps()).toEqual([]);
  await tick(minute);
  expect(await gaps()).toMatchObject([{ details: { failures: 2, reason: "permanent" } }]);
  await tick(5 * minute);
  expect(await gaps()).toEqual([]);
});

test("finds a change that Shopify's search shows a little late, of a moment before the last that was seen", async () => {
  await control(app.shopify, "orders", { shop: demoShop, template: "prepaid", count: 1, ageHours: 0 });
  await app.settle();
  await tick();
  const { watermark } = await state();
  const [late] = await unheard(1, "prepaid", { ageHours: 0.05 });

  await tick(20 * minute);

  const found = await order(late!);
  expect(Date.parse(found.updatedAt)).toBeLessThan(watermark.getTime());
});

test("tells open dashboards that it has looked", async () => {
  await published();
  const shop = secondShop; // of which there is nothing to tell but that
  const since = (await app.request("GET", "/sync/orders/alerts", { shop })).body.lastEventId;

  await tick(20 * minute);

  await published();
  const { events } = (await app.request("GET", `/sync/orders/alerts?since=${since}`, { shop })).body;
  expect(events).toContainEqual(expect.objectContaining({ event: "refresh", data: expect.objectContaining({ reason: "poller" }) }));
});

test("catches up with all of a downtime in one run, from where it was", async () => {
  await tick();
  const { watermark } = await state();
  const lost = await unheard(2, "unfulfilled", { ageHours: 0 });

  await tick(6 * 60 * minute);

  for (const id of lost) expect((await order(id))?.id).toBe(id);
  expect((await state()).watermark.getTime()).toBeGreaterThanOrEqual(watermark.getTime());
});

test("says over HTTP how the shop is kept in step", async () => {
  await unheard(2, "cod", { ageHours: 0.2 });
  await tick();

  const { status, body } = await app.request("GET", "/sync/status", { as: "viewer" });

  expect(status).toBe(200);
  expect(SyncStatus.parse(body)).toMatchObject({ poller: { failures: 0, lastTickAt: expect.any(String), running: false }, webhookGap: expect.arrayContaining([expect.objectContaining({ topic: "orders/create" })]) });
  expect((await app.request("GET", "/sync/status", { shop: secondShop })).body.webhookGap).toEqual([]);
});
