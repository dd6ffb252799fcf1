import { chromium as playwright, type Browser, type FrameLocator, type Page } from "playwright-core";
import { afterAll, beforeAll, inject } from "vitest";
import { type DemoUser, sessionToken } from "#scripts/demo-shop.ts";

/** Shopify's library refuses robots; HeadlessChrome is one to it. */
const userAgent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";

export interface AdminPage {
  page: Page;
  /** The app, inside the admin. */
  app: FrameLocator;
  /** What went wrong on the page without anybody clicking: exceptions and refused resources. */
  errors: string[];
}

let browser: Browser;

/** Starts a browser for a test file. */
export function withBrowser(): void {
  beforeAll(async () => {
    const { executablePath, env } = inject("chromium");
    const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
    browser = await playwright.launch({ executablePath, args, env: { ...process.env, ...env } });
  });
  afterAll(() => browser.close());
}

export interface OpenOptions {
  shop?: string;
  user?: DemoUser;
  width?: number;
  height?: number;
}

/** Opens a page of the app in local Shopify's admin, as a member of staff does. */
export async function openAdmin(path = "/app", { shop = "demo", user = "owner", width = 1280, height = 900 }: OpenOptions = {}): Promise<AdminPage> {
  const context = await browser.newContext({ userAgent, viewport: { width, height } });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(`${inject("shopifyUrl")}/store/${shop}/apps/local-api-key${path}${path.includes("?") ? "&" : "?"}user=${user}`);
  return { page, app: page.frameLocator("iframe[name=app-iframe]"), errors };
}

/** Asks local Shopify's control endpoints. */
export async function local<T>(path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${inject("shopifyUrl")}/_local/${path}`, body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`/_local/${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

const shop = "demo.myshopify.com";

/** Orders that local Shopify takes now; they reach the app as webhooks. */
export async function takeOrders(template: string, count = 1): Promise<string[]> {
  const { orders } = await local<{ orders: string[] }>("orders", { shop, template, count });
  return orders;
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
  const token = await sessionToken({ shopifyUrl: inject("shopifyUrl"), shop }, "agent");
  const response = await fetch(`${inject("appUrl")}/sync/orders/assign`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({ shop_domain: shop, orderIds: [order], assignee }),
  });
  if (!response.ok) throw new Error(`The order could not be assigned: ${response.status} ${await response.text()}`);
}

/** Where screenshots of a run go. */
export const screenshots = "test/.output/screenshots";
