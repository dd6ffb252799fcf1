import { beforeAll, expect, test } from "vitest";
import type { Ctx } from "#app/platform/ctx.ts";
import { buildReturn } from "#test/factories/returns.ts";
import { demoShop, secondShop, startTestApp, type TestApp } from "#test/setup/app.ts";
import { watchReturns } from "./overdue.server.ts";

const hour = 3_600_000;

let app: TestApp;
let ctx: Ctx;
beforeAll(async () => {
  app = await startTestApp();
  ctx = await app.context();
  for (const state of ["requested", "inspection", "inspection", "completed"] as const) await buildReturn(ctx, { state });
  await buildReturn(ctx, { state: "awaiting_label", stateSince: new Date(ctx.now.getTime() - 49 * hour) });
  await buildReturn(await app.context(secondShop), { state: "inspection" });
});

const list = (query = "") => app.request("GET", `/sync/orders/returns${query}`, { as: "viewer" });

test("lists the shop's returns with their orders, actions and counts", async () => {
  const { status, body } = await list();

  expect(status).toBe(200);
  expect(body).toMatchObject({ success: true, counts: { requested: 1, inspection: 2, awaiting_label: 1, overdue: 1 }, pageInfo: { pageSize: 50, hasNextPage: false, nextCursor: null } });
  expect(body.returns).toHaveLength(5);
  for (const row of body.returns) expect(row).toMatchObject({ order_id: expect.stringMatching(/^gid:\/\/shopify\/Order\/\d+$/), order_number: expect.any(String), order_name: expect.any(String) });
  const actions = Object.fromEntries(body.returns.map(({ state, actions: allowed }: { state: string; actions: string[] }) => [state, allowed]));
  expect(actions).toEqual({ requested: ["approve_request", "deny", "cancel"], inspection: ["approve_refund", "deny"], completed: [], awaiting_label: ["generate_label", "deny", "cancel"] });
});

test.each([
  ["?status=inspection", ["inspection", "inspection"]],
  ["?status=requested,completed", ["completed", "requested"]],
  ["?status=open", ["awaiting_label", "inspection", "inspection", "requested"]],
  ["?overdue=true", ["awaiting_label"]],
  ["?status=&cursor=&pageSize=", ["awaiting_label", "completed", "inspection", "inspection", "requested"]],
])("filters by %s", async (query, states) => {
  const { body } = await list(query);

  expect(body.returns.map(({ state }: { state: string }) => state).toSorted()).toEqual(states);
});

test("pages through all of them, each once, also while others are begun", async () => {
  const seen: string[] = [];
  let cursor = "";
  do {
    const { body } = await list(`?pageSize=2&cursor=${cursor}`);
    seen.push(...body.returns.map(({ id }: { id: string }) => id));
    cursor = body.pageInfo.nextCursor ?? "";
    if (seen.length === 2) await buildReturn(await app.context(), { state: "in_transit" });
  } while (cursor);

  expect(seen).toHaveLength(5);
  expect(new Set(seen).size).toBe(5);
});

test.each(["?status=lost", "?cursor=ofs:1", "?pageSize=0", "?pageSize=251", "?pageSize=two", "?overdue=yes"])("refuses %s with 400 in the envelope", async (query) => {
  const { status, body } = await list(query);

  expect(status).toBe(400);
  expect(body).toMatchObject({ success: false, updatedOrders: [], errors: [{ path: expect.any(String) }] });
});

test("marks what has waited for longer than the shop allows, and opens and closes its alert by the clock alone", async () => {
  await watchReturns(await app.system());
  const opened = (await app.request("GET", "/sync/orders")).body.alerts.filter(({ kind }: { kind: string }) => kind === "return_overdue");
  const { body } = await list("?status=awaiting_label");
  await ctx.sql`
    insert into shop_settings (shop, values, updated_at, updated_by) values (${demoShop}, '{"returnLabelHours": 100}', ${ctx.now}, 'test')
    on conflict (shop) do update set values = excluded.values`;
  await watchReturns(await app.system());

  expect(opened).toEqual([expect.objectContaining({ severity: "warning", closedAt: null })]);
  expect(body.returns).toEqual([expect.objectContaining({ overdue: true, dueAt: new Date(ctx.now.getTime() - hour).toISOString() })]);
  expect((await app.request("GET", "/sync/orders")).body.alerts.filter(({ kind }: { kind: string }) => kind === "return_overdue")).toEqual([]);
  expect((await list("?overdue=true")).body.returns).toEqual([]);
});

test("counts business hours for a budget that is said to", async () => {
  const open = { day: 1, from: "09:00", to: "10:00" };
  await ctx.sql`
    insert into shop_settings (shop, values, updated_at, updated_by) values (${demoShop}, ${JSON.stringify({ businessHours: [open], businessHoursFor: ["returnLabelHours"], returnLabelHours: 4 })}, ${ctx.now}, 'test')
    on conflict (shop) do update set values = excluded.values`;

  const { body } = await list("?status=awaiting_label");
  await watchReturns(await app.system());

  const [row] = body.returns;
  expect(new Date(row.dueAt).getTime() - new Date(row.stateSince).getTime()).toBeGreaterThan(3 * 7 * 24 * hour);
  expect(row.overdue).toBe(false);
  expect((await list("?overdue=true")).body.returns).toEqual([]);
});
