import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { findChromium } from "#test/browser/chromium.ts";
import { launchBrowser } from "#test/browser/embedded.ts";
import { startStandInApp } from "../testing/stand-in-app.ts";
import { testShopify } from "../testing/test-shopify.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser(await findChromium());
}, 60_000);
afterAll(() => browser.close());

/** The admin in a browser, with an app in it that uses all of App Bridge. */
async function openAdmin(path = "", width = 1280) {
  let url = "";
  const app = await startStandInApp(() => url);
  onTestFinished(app.stop);
  const shopify = await testShopify({ appUrl: app.url });
  ({ url } = shopify);
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  onTestFinished(() => page.close());
  const problems: string[] = [];
  page.on("pageerror", ({ message }) => problems.push(message));
  await page.goto(`${url}/store/demo/apps/local-api-key${path}`);
  const frame = page.frameLocator("#app");
  await frame.locator("#path").waitFor();
  return { page, frame, shopify, app, problems, url };
}

const said = (frame: FrameLocator) => frame.locator("#out").textContent();
const pathOf = (page: Page) => new URL(page.url()).pathname + new URL(page.url()).search;

test("opens the app at the path of the address and keeps the address in step with it", async () => {
  const { page, frame, problems } = await openAdmin("/orders?tab=mine");

  expect(await frame.locator("#path").textContent()).toBe("/orders");
  expect(pathOf(page)).toBe("/store/demo/apps/local-api-key/orders?tab=mine");
  await page.locator("#app-nav a", { hasText: "Settings" }).click();
  await expect.poll(() => pathOf(page)).toBe("/store/demo/apps/local-api-key/settings");
  expect(await frame.locator("#path").textContent()).toBe("/settings");
  expect(await page.locator("#app-nav a").allTextContents()).toEqual(["Orders", "Returns", "Settings"]);
  expect(problems).toEqual([]);
});

test("sends the session token with what the app fetches, once more with a fresh one when that was refused", async () => {
  const { frame, app, shopify } = await openAdmin();

  await frame.locator("#fetch").click();
  await expect.poll(() => said(frame)).toBe("200 true");

  expect(app.authorizations).toHaveLength(2);
  expect(app.authorizations[0]).toMatch(/^Bearer /);
  expect(shopify.url).toBeTruthy();
});

test("shows toasts, whose action goes back to the app", async () => {
  const { page, frame } = await openAdmin();

  await frame.locator("#toast").click();
  await page.locator(".toast", { hasText: "Order #1001 assigned" }).getByText("Undo").click();
  await expect.poll(() => said(frame)).toBe("undone");
  await page.locator(".toast").getByLabel("Dismiss").click();

  expect(await page.locator(".toast").count()).toBe(0);
});

test("shows the save bar while there is something to save, and the title bar's buttons", async () => {
  const { page, frame } = await openAdmin();

  await frame.locator("#dirty").click();
  await page.locator("#save-bar").waitFor({ state: "visible" });
  await page.locator("#save-bar button", { hasText: "Discard" }).click();
  await page.locator("#save-bar").waitFor({ state: "hidden" });
  expect(await said(frame)).toBe("discarded");
  expect(await page.locator("#title").textContent()).toBe("Work queue");
  await page.locator("#title-buttons button", { hasText: "Refresh" }).click();
  await expect.poll(() => said(frame)).toBe("refreshed");
});

test("opens modals with the title and the buttons of their title bar", async () => {
  const { page, frame } = await openAdmin();

  await page.locator("#title-buttons button", { hasText: "Assign" }).click();
  const dialog = frame.locator("dialog");
  await dialog.waitFor();
  expect(await dialog.textContent()).toContain("Who should work on it?");
  await dialog.locator("button.primary").click();

  await dialog.waitFor({ state: "hidden" });
  expect(await said(frame)).toBe("assigned");
});

test("brings a page that was opened without a session token back with one", async () => {
  const { page, frame, app } = await openAdmin();
  const inner = page.frames().find((each) => each.url().startsWith(app.url));

  await inner?.goto(`${app.url}/returns?shop=demo.myshopify.com`);

  await expect.poll(() => frame.locator("#path").textContent()).toBe("/returns");
  expect(pathOf(page)).toBe("/store/demo/apps/local-api-key/returns");
});

test("looks at the app as another of the staff", async () => {
  const { page, frame, app } = await openAdmin();
  const subject = async () => {
    await frame.locator("#fetch").click();
    await expect.poll(() => said(frame)).toBe("200 true");
    return JSON.parse(atob(app.authorizations.at(-1)?.split(".")[1] ?? "")).sub as string;
  };
  const owner = await subject();

  await page.locator("#staff").selectOption("viewer");
  await expect.poll(() => said(frame)).toBe("");

  expect(await subject()).not.toBe(owner);
});

test("leads from the app to the store's own orders", async () => {
  const { page, frame, shopify } = await openAdmin();
  await shopify.control("orders", { shop: "demo", template: "shipped" });

  await frame.locator("#order").click();
  await page.getByRole("link", { name: "#1001" }).click();

  await page.getByText("Carrier: delivered").click();
  await page.locator(".badge", { hasText: "Delivered" }).waitFor();
  expect(await page.locator("main").textContent()).toContain("Webhooks sent");
});

test("fits a phone: the navigation comes when it is asked for", async () => {
  const { page } = await openAdmin("", 390);

  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.locator("#menu").click();
  await page.locator("#app-nav a", { hasText: "Returns" }).click();

  await expect.poll(() => pathOf(page)).toBe("/store/demo/apps/local-api-key/returns");
  await expect.poll(() => page.locator("#side").evaluate((side) => side.getBoundingClientRect().right)).toBeLessThanOrEqual(0);
});

test("says that the app is away, and tries again", async () => {
  const shopify = await testShopify({ appUrl: "http://localhost:9" });
  const page = await browser.newPage();
  onTestFinished(() => page.close());

  await page.goto(`${shopify.url}/`);

  await page.getByRole("heading", { name: "The app does not answer" }).waitFor();
  expect(await page.locator("#retry").isVisible()).toBe(true);
});
