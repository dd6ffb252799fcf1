import { expect, inject, test } from "vitest";
import { sessionToken } from "#scripts/demo-shop.ts";
import { local, openAdmin, type StoreOrder, withBrowser } from "./admin.ts";

withBrowser();

const shop = "second.myshopify.com";

interface Request {
  operation: string;
  status: number;
}

/** How Shopify has answered the app since a time. */
async function answers(since: string, operation: string): Promise<number[]> {
  const { requests } = await local<{ requests: Request[] }>(`requests?${new URLSearchParams({ since, operation })}`);
  return requests.map(({ status }) => status);
}

/** An order that both the store and the app know. */
async function takeOrder(): Promise<string> {
  const { orders: [order = ""] } = await local<{ orders: string[] }>("orders", { shop, template: "unfulfilled", count: 1 });
  await expect.poll(async () => (await askApp(`/sync/orders/${encodeURIComponent(order)}`)).status).toBe(200);
  return order;
}

/** Has the app send something to Shopify. */
async function fulfil(order: string): Promise<void> {
  expect((await askApp("/sync/orders/fulfill", { method: "POST", body: JSON.stringify({ shop_domain: shop, orderIds: [order] }) })).status).toBe(200);
}

async function askApp(path: string, init: RequestInit = {}): Promise<Response> {
  const token = await sessionToken({ shopifyUrl: inject("shopifyUrl"), shop }, "agent");
  return fetch(`${inject("appUrl")}${path}`, { ...init, headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" } });
}

const isFulfilled = async (order: string) => (await local<StoreOrder>(`order?${new URLSearchParams({ shop, order })}`)).order.fulfillments.length > 0;

test("gets a new access token by itself for one that Shopify takes no more", async () => {
  const order = await takeOrder();
  const began = new Date().toISOString();
  await local("faults", { fail: { operation: "OrderFulfillment", times: 1, status: 401 } });

  await fulfil(order);

  await expect.poll(() => isFulfilled(order)).toBe(true);
  expect(await answers(began, "refresh_token")).toEqual([200]);
});

test("gets a new access token from whoever opens the app, where it cannot by itself", async () => {
  const order = await takeOrder();
  const began = new Date().toISOString();
  await local("faults", { dropWebhooks: 1_000 });
  await local("uninstall", { shop });
  await fulfil(order);
  await expect.poll(() => answers(began, "refresh_token")).toContain(400);
  expect(await isFulfilled(order)).toBe(false);

  await openAdmin("/app", { shop: "second" });
  await local("faults", { dropWebhooks: 0 });

  await expect.poll(() => isFulfilled(order)).toBe(true);
});
