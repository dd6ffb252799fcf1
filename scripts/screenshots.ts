// The pictures of the documentation, taken from the app itself: `npm run screenshots`, or `npm run screenshots -- orders`.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser, FrameLocator } from "playwright-core";
import { findChromium } from "#test/browser/chromium.ts";
import { launchBrowser, openEmbedded, type OpenOptions } from "#test/browser/embedded.ts";
import { openAction, rowOf, select } from "#test/browser/orders-list.ts";
import { giveRoles, installApp, sessionToken, takeOrders } from "./demo-shop.ts";
import { startStack, type Stack } from "./stack.ts";

const folder = resolve(import.meta.dirname, "../docs/images");
const shop = "demo.myshopify.com";
const phone = { width: 390, height: 844 };

interface Picture extends OpenOptions {
  name: string;
  path?: string;
  /** Whether the page hears of changes; it does when nothing is said. */
  live?: boolean;
  /** Brings the page to what the picture shows, and waits until it is there. */
  prepare: (app: FrameLocator) => Promise<unknown>;
  after?: (app: FrameLocator) => Promise<unknown>;
}

const pictures: Picture[] = [
  // The first picture, since it puts away what it shows.
  {
    name: "first-steps",
    prepare: (app) => app.getByRole("region", { name: "First steps" }).waitFor(),
    after: (app) => app.getByRole("button", { name: "Put the first steps away" }).click(),
  },
  { name: "orders", prepare: (app) => rowOf(app, "#1038").waitFor() },
  { name: "orders-selected", prepare: (app) => select(app, "#1040", "#1039") },
  { name: "orders-phone", ...phone, prepare: (app) => app.getByRole("link", { name: "#1038" }).waitFor() },
  {
    name: "assign",
    prepare: async (app) => {
      await select(app, "#1040", "#1039");
      await openAction(app, "Assign");
    },
  },
  {
    name: "fulfil",
    prepare: async (app) => {
      await select(app, "#1033");
      await openAction(app, "Mark fulfilled");
    },
  },
  { name: "order", height: 1400, prepare: (app) => openOrder(app, "#1035") },
  { name: "order-phone", ...phone, prepare: (app) => openOrder(app, "#1035") },
  { name: "settings", path: "/app/settings?section=workflow", live: false, prepare: (app) => app.getByRole("heading", { name: "The order's workflow" }).waitFor() },
  ...["exceptions", "shipments", "returns"].map((name) => ({ name, path: `/app/${name}`, prepare: (app: FrameLocator) => app.getByRole("heading", { level: 1 }).waitFor() })),
];

const wanted = process.argv.slice(2);
const dataDir = mkdtempSync(join(tmpdir(), "orders-screenshots-"));
const stack = await startStack({ dataDir, port: 0, shopifyPort: 0, postgres: { fsync: "off" }, report: (step) => console.log(step) });
try {
  await setUp(stack);
  mkdirSync(folder, { recursive: true });
  const browser = await launchBrowser(await findChromium());
  for (const picture of pictures) {
    if (wanted.length > 0 && !wanted.includes(picture.name)) continue;
    await take(browser, picture);
    console.log(`docs/images/${picture.name}.png`);
  }
  await browser.close();
} finally {
  await stack.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** A shop in the middle of its day: orders of the last days, some of them taken by somebody, one with support. */
async function setUp({ appUrl, shopifyUrl }: Stack) {
  await installApp({ appUrl, shopifyUrl, shop });
  await giveRoles({ appUrl, shopifyUrl, shop });
  await takeOrders({ appUrl, shopifyUrl, shop });
  const token = await sessionToken({ shopifyUrl, shop }, "operator");
  const act = async (action: string, body: object) => {
    const response = await fetch(`${appUrl}/sync/orders/${action}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
      body: JSON.stringify({ shop_domain: shop, ...body }),
    });
    if (!response.ok) throw new Error(`${action} answered ${response.status}: ${await response.text()}`);
  };
  await act("assign", { orderIds: ["#1040", "#1037", "#1036", "#1031", "#1029"], assignee: "Dev Pillai" });
  await act("assign", { orderIds: ["#1038", "#1034", "#1030", "#1027"], assignee: "Asha Rao" });
  await act("support", { orderId: "#1035", conversationId: "chat-8841", note: "The customer asks where the parcel is." });
}

async function openOrder(app: FrameLocator, name: string) {
  await app.getByRole("link", { name, exact: true }).click();
  await app.getByRole("heading", { name: "Timeline" }).waitFor();
}

async function take(browser: Browser, { name, path, live = true, prepare, after, ...options }: Picture) {
  const { page, app } = await openEmbedded(browser, stack.shopifyUrl, path, options);
  if (live) await app.getByText("Live", { exact: true }).waitFor();
  await prepare(app);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
  await after?.(app);
  await page.context().close();
}
