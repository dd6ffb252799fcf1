import { chromium as playwright, type Browser, type FrameLocator, type Page } from "playwright-core";
import type { DemoUser } from "#scripts/demo-shop.ts";
import type { Chromium } from "./chromium.ts";

/** Shopify's library refuses robots; HeadlessChrome is one to it. */
const userAgent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";
const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

export interface AdminPage {
  page: Page;
  /** The app, inside the admin. */
  app: FrameLocator;
  /** What went wrong on the page without anybody clicking: exceptions, but for what the page itself gave up to load something newer. */
  errors: string[];
}

export interface OpenOptions {
  shop?: string;
  user?: DemoUser;
  width?: number;
  height?: number;
}

export function launchBrowser({ executablePath, env }: Chromium): Promise<Browser> {
  return playwright.launch({ executablePath, args, env: { ...process.env, ...env } });
}

/** Opens a page of the app in local Shopify's admin, as a member of staff does. */
export async function openEmbedded(browser: Browser, shopifyUrl: string, path = "/app", { shop = "demo", user = "owner", width = 1280, height = 900 }: OpenOptions = {}): Promise<AdminPage> {
  const context = await browser.newContext({ userAgent, viewport: { width, height } });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const errors: string[] = [];
  // When a navigation overtakes a load, the decoder that Remix reads its answers with (turbo-stream) leaves the abort unhandled.
  page.on("pageerror", (error) => error.name === "AbortError" || errors.push(error.message));
  await page.goto(`${shopifyUrl}/store/${shop}/apps/local-api-key${path}${path.includes("?") ? "&" : "?"}user=${user}`);
  const app = page.frameLocator("iframe[name=app-iframe]");
  // Until then the page is what the server sent, and takes no clicks.
  await app.locator("html[data-hydrated]").waitFor();
  return { page, app, errors };
}
