import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, inject } from "vitest";
import { sessionToken } from "#scripts/demo-shop.ts";
import { type AdminPage, launchBrowser, openEmbedded, type OpenOptions } from "./embedded.ts";

let browser: Browser;

/** Starts a browser for a test file; what a test opens in it is closed when the test ends. */
export function withBrowser(): void {
  beforeAll(async () => {
    browser = await launchBrowser(inject("chromium"));
  });
  // A page that stays open goes on following the shop, at the expense of the tests that come after.
  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
  afterAll(() => browser.close());
}

/** Opens a page of the app in local Shopify's admin, as a member of staff does. */
export function openAdmin(path?: string, { shopifyUrl = inject("shopifyUrl"), ...options }: OpenOptions & { shopifyUrl?: string } = {}): Promise<AdminPage> {
  return openEmbedded(browser, shopifyUrl, path, options);
}

/** Asks local Shopify's control endpoints. */
export async function local<T>(path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${inject("shopifyUrl")}/_local/${path}`, body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`/_local/${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

const shop = "demo.myshopify.com";

/** Orders that local Shopify takes now; they reach the app as webhooks, and it has worked through them when this returns. */
export async function takeOrders(template: string, count = 1): Promise<string[]> {
  const { orders } = await local<{ orders: string[] }>("orders", { shop, template, count });
  const known = async () => {
    const answers = await Promise.all(orders.map((order) => askApp(`/sync/orders/${encodeURIComponent(order)}`)));
    return answers.every(({ ok }) => ok) && (await (await askApp("/v1/health")).json()).pending === 0;
  };
  await expect.poll(known, { timeout: 30_000 }).toBe(true);
  return orders;
}

/** Asks the app's API, as an agent of the shop. */
async function askApp(path: string, init: RequestInit = {}): Promise<Response> {
  const token = await sessionToken({ shopifyUrl: inject("shopifyUrl"), shop }, "agent");
  return fetch(`${inject("appUrl")}${path}`, { ...init, headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" } });
}

export interface StoreOrder {
  status: { financial: string };
  order: { cancelledAt: string | null; name: string; fulfillments: { status: string; tracking: { company: string | null; number: string | null }[] }[]; returns: { status: string }[] };
  metafields: { key: string; value: string }[];
}

/** What local Shopify has of an order. */
export function storeOrder(order: string): Promise<StoreOrder> {
  return local(`order?${new URLSearchParams({ shop, order })}`);
}

export async function namesOf(orders: readonly string[]): Promise<string[]> {
  return Promise.all(orders.map(async (id) => (await storeOrder(id)).order.name));
}

/** Assigns an order over the API, as somebody else who works at the same time. */
export async function assignElsewhere(order: string, assignee: string): Promise<void> {
  const response = await askApp("/sync/orders/assign", { method: "POST", body: JSON.stringify({ shop_domain: shop, orderIds: [order], assignee }) });
  if (!response.ok) throw new Error(`The order could not be assigned: ${response.status} ${await response.text()}`);
}
