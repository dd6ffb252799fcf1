import { expect, test } from "vitest";
import { json } from "#app/platform/sql.ts";
import { assignmentTasks } from "#app/domains/assignments/index.server.ts";
import { adminQuery, demoShop, startTestApp } from "./setup/app.ts";

const app = await startTestApp();

async function setSettings(values: object): Promise<void> {
  const ctx = await app.context();
  await ctx.sql`
    insert into shop_settings (shop, "values", updated_at, updated_by) values (${ctx.shop}, ${json(values)}, ${ctx.now}, 'test')
    on conflict (shop) do update set "values" = excluded."values", version = shop_settings.version + 1`;
}

const assign = (id: string, assignee: string | null) => app.request("POST", "/sync/orders/assign", { body: { shop_domain: demoShop, orderIds: [id], assignee } });
const assigneeOf = async (id: string) => (await app.request("GET", `/sync/orders/${encodeURIComponent(id)}`)).body.order;

test("deals out orders over HTTP, to operators alone", async () => {
  await setSettings({ teamMembers: [{ assignee: "asha" }] });
  const id = await app.takeOrder("prepaid");

  const refused = await app.request("POST", "/api/admin/ops/assignments/auto", { as: "agent", body: { strategy: "round_robin" } });
  const unknown = await app.request("POST", "/api/admin/ops/assignments/auto", { body: { strategy: "by_mood" } });
  const dry = await app.request("POST", "/api/admin/ops/assignments/auto", { body: { strategy: "least_loaded", limit: 500, dryRun: true } });
  const done = await app.request("POST", "/api/admin/ops/assignments/auto", { body: { strategy: "least_loaded", limit: 500 } });

  expect([refused.status, unknown.status]).toEqual([403, 422]);
  expect(dry.body.assigned).toEqual(expect.arrayContaining([{ id, assignedTo: "asha", source: "auto" }]));
  expect(done).toMatchObject({ status: 200, body: { assigned: dry.body.assigned, conflicts: 0 } });
  expect(await assigneeOf(id)).toMatchObject({ assignedTo: "asha", assignment: { source: "auto", version: 1 }, assignmentHistory: [{ from: null, to: "asha", source: "auto", version: 1 }] });
});

test("counts a lost race over HTTP, and shows it", async () => {
  const id = await app.takeOrder("prepaid");
  await assign(id, "asha");

  const lost = await app.request("POST", "/sync/orders/assign", { body: { shop_domain: demoShop, orderIds: [id], assignee: "kabir", expectedVersion: 0 } });
  const report = await app.request("GET", "/api/admin/ops/assignments/conflicts?hours=1", { as: "viewer" });

  expect(lost).toMatchObject({ status: 409, body: { success: false, updatedOrders: [], errors: [{ path: "orderIds.0" }] } });
  expect(report.body).toMatchObject({ bySource: { manual: 1, auto: 0, route: 0 }, recent: [{ orderId: id, source: "manual", outcome: "refused" }] });
});

test("routes by the location that Shopify sends an order from", async () => {
  await setSettings({ teamMembers: [{ assignee: "asha" }, { assignee: "kabir" }], autoAssign: "route", assignmentRules: [{ locations: ["nowhere"], assignee: "asha" }] });
  const id = await app.takeOrder("prepaid");
  const { order } = await adminQuery(app.shopify, "query ($id: ID!) { order(id: $id) { fulfillmentOrders(first: 1) { nodes { assignedLocation { name } } } } }", { id });
  await setSettings({ teamMembers: [{ assignee: "asha" }, { assignee: "kabir" }], autoAssign: "route", assignmentRules: [{ locations: [order.fulfillmentOrders.nodes[0].assignedLocation.name], assignee: "kabir" }] });

  for (const { run } of assignmentTasks) await run(await app.system(), {});

  expect(await assigneeOf(id)).toMatchObject({ assignedTo: "kabir", assignment: { source: "route" } });
});
