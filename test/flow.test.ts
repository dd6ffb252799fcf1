import { createHmac, randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { readExtensions } from "#scripts/build-extensions.ts";
import { buildOrder } from "./factories/orders.ts";
import { demoShop, secondShop, startTestApp, type TestApp } from "./setup/app.ts";

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

const actions = [
  ["assign", { assignee: "maya" }],
  ["escalate", { note: "look at this" }],
  ["transition", { state: "cancelled" }],
] as const;

test.each(actions)("refuses to %s what Shopify has not signed, what is another shop's, and for shops that have not installed the app", async (action, properties) => {
  const { id } = await buildOrder(await app.context());
  const elsewhere = await buildOrder(await app.context(secondShop));
  const ask = (order: bigint, how: Partial<FlowRun> = {}) => flow(action, { properties: { order_id: Number(order), ...properties }, ...how });

  const answers = [await ask(id, { secret: "another" }), await ask(elsewhere.id), await ask(id, { shop: "stranger.myshopify.com" })];

  expect(answers.map(({ status }) => status)).toEqual([401, 404, 404]);
  expect(await detail(id)).toMatchObject({ assignedTo: null, priority: "normal", workflowState: "paid" });
  expect((await app.request("GET", `/sync/orders/${elsewhere.id}`, { shop: secondShop })).body.order).toMatchObject({ assignedTo: null, priority: "normal", workflowState: "paid" });
});

async function turnTriggersOn(): Promise<void> {
  const { body } = await app.request("GET", "/api/settings", { as: "owner" });
  await app.request("PUT", "/api/settings", { as: "owner", body: { version: body.version, values: { flowTriggers: true } } });
}

async function triggers(): Promise<{ shop: string; handle: string; payload: Record<string, unknown> }[]> {
  await app.settle();
  return (await (await fetch(`${app.shopify.url}/_local/flow-triggers`)).json()).triggers;
}

test("starts the shop's workflows, when the shop wants it", async () => {
  const { id } = await buildOrder(await app.context());
  const assign = (assignee: string) => app.request("POST", "/sync/orders/assign", { body: { shop_domain: demoShop, orderIds: [String(id)], assignee } });

  await assign("unheard");
  await turnTriggersOn();
  await assign("maya");

  expect(await triggers()).toEqual([expect.objectContaining({ shop: demoShop, handle: "order-assigned", payload: { order_id: Number(id), Assignee: "maya", "Previous assignee": "unheard", Source: "manual", "Event id": expect.any(String) } })]);
});

test("tells Flow of alerts, returns, exceptions and assignments, each with the fields that its extension declares", async () => {
  const { id } = await buildOrder(await app.context(), { fulfillmentStatus: "fulfilled" });
  await turnTriggersOn();

  await app.request("POST", "/sync/orders/support", { body: { shop_domain: demoShop, orderId: String(id), note: "where is it" } });
  await app.request("POST", "/sync/orders/returns", { body: { shop_domain: demoShop, orderId: String(id), action: "open", note: "too small" } });
  await app.request("POST", "/v1/events", { body: { tenant: demoShop, source: "erp", event_id: randomUUID(), event_type: "erp.unheard_of", occurred_at: new Date().toISOString(), data: {} } });
  const told = await triggers();

  for (const { handle, settings } of readExtensions().filter(({ type }) => type === "flow_trigger")) {
    const { payload = {} } = told.findLast((trigger) => trigger.handle === handle) ?? {};
    const declared = settings.fields.map(({ type, key }) => key ?? (type === "order_reference" ? "order_id" : type));
    expect({ handle, keys: Object.keys(payload).filter((key) => !declared.includes(key)) }).toEqual({ handle, keys: [] });
    expect({ handle, known: Object.values(payload).some((value) => value !== "") }).toEqual({ handle, known: true });
  }
  expect(told.findLast(({ handle }) => handle === "alert-opened")?.payload).toMatchObject({ order_id: Number(id), Kind: "support" });
  expect(told.findLast(({ handle }) => handle === "return-state-changed")?.payload).toMatchObject({ order_id: Number(id), "New state": "awaiting_label" });
  expect(told.findLast(({ handle }) => handle === "exception-opened")?.payload).toMatchObject({ Reason: "UNKNOWN_EVENT_TYPE", "Event type": "erp.unheard_of" });
});
