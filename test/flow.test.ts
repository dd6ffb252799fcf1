import { createHmac, randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { buildOrder } from "./factories/orders.ts";
import { demoShop, startTestApp, type TestApp } from "./setup/app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});

interface FlowRun {
  properties: Record<string, unknown>;
  shop?: string;
  run?: string;
  secret?: string;
}

async function flow(action: string, { properties, shop = demoShop, run = randomUUID(), secret = "local-api-secret" }: FlowRun) {
  const body = JSON.stringify({ shop_id: 1, shopify_domain: shop, action_run_id: run, handle: `${action}-order-action`, properties });
  const signature = createHmac("sha256", secret).update(body).digest("base64");
  const response = await fetch(`${app.url}/flow/${action}`, { method: "POST", headers: { "Content-Type": "application/json", "X-Shopify-Hmac-Sha256": signature }, body });
  return { status: response.status, body: await response.json() };
}

async function detail(id: bigint) {
  return (await app.request("GET", `/sync/orders/${id}`)).body.order;
}

test("assigns, escalates and moves the order that a workflow names", async () => {
  const { id } = await buildOrder(await app.context());

  const answers = [
    await flow("assign", { properties: { order_id: Number(id), assignee: "maya" } }),
    await flow("transition", { properties: { order_id: `gid://shopify/Order/${id}`, state: "cancelled", note: "fraud" } }),
    await flow("escalate", { properties: { order_id: Number(id), note: "look at this" } }),
  ];

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await detail(id)).toMatchObject({ workflowState: "cancelled", priority: "urgent", supportThread: expect.any(String) });
});

test("carries out a run once, however often Flow asks", async () => {
  const { id } = await buildOrder(await app.context());
  const run = randomUUID();

  const ask = () => flow("escalate", { run, properties: { order_id: Number(id), note: "look at this" } });
  const answers = [await ask(), await ask()];

  expect(answers[1]).toEqual(answers[0]);
  expect((await detail(id)).support[0].notes).toHaveLength(1);
});

test("says why a step is not possible, and changes nothing", async () => {
  const { id } = await buildOrder(await app.context());

  const { status, body } = await flow("transition", { properties: { order_id: Number(id), state: "fulfilled" } });

  expect(status).toBe(409);
  expect(body).toMatchObject({ code: expect.any(String), detail: expect.any(String) });
  expect(await detail(id)).toMatchObject({ workflowState: "paid" });
});

test("refuses what Shopify has not signed, and shops that have not installed the app", async () => {
  const { id } = await buildOrder(await app.context());
  const properties = { order_id: Number(id), assignee: "maya" };

  const forged = await flow("assign", { properties, secret: "another" });
  const stranger = await flow("assign", { properties, shop: "stranger.myshopify.com" });

  expect([forged.status, stranger.status]).toEqual([401, 404]);
  expect(await detail(id)).toMatchObject({ assignedTo: null });
});

test("starts the shop's workflows, when the shop wants it", async () => {
  const ctx = await app.context();
  const { id } = await buildOrder(ctx);
  const assign = (assignee: string) => app.request("POST", "/sync/orders/assign", { body: { shop_domain: demoShop, orderIds: [String(id)], assignee } });

  await assign("unheard");
  await ctx.sql`insert into shop_settings (shop, "values", updated_at, updated_by) values (${demoShop}, '{"flowTriggers": true}', ${ctx.now}, 'test')`;
  await assign("maya");
  await app.settle();
  const { triggers } = await (await fetch(`${app.shopify.url}/_local/flow-triggers`)).json();

  expect(triggers).toEqual([expect.objectContaining({ shop: demoShop, handle: "order-assigned", payload: { order_id: Number(id), Assignee: "maya", "Previous assignee": "unheard", Source: "manual", "Event id": expect.any(String) } })]);
});
