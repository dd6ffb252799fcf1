import { expect, test } from "vitest";
import { namesOf, openAdmin, takeOrders, withBrowser } from "./admin.ts";
import { rowOf } from "./orders-list.ts";

withBrowser();

test("notices within 30 seconds that the stream fell silent, goes on by polling, and comes back to the stream", async () => {
  const { page, app } = await openAdmin();
  // The page's clock can be moved on from here, so that nobody has to wait for its silence.
  await page.clock.install();
  await page.reload();
  const status = () => app.locator(".live-indicator").first().getAttribute("data-status");
  await expect.poll(status, { timeout: 30_000 }).toBe("live");
  await page.route("**/sync/orders/alerts*", (route) => (route.request().headers()["accept"]?.includes("event-stream") ? route.abort() : route.continue()));

  await page.clock.fastForward(29_000);
  await expect.poll(status, { timeout: 20_000 }).toBe("polling");
  const [name = ""] = await namesOf(await takeOrders("prepaid"));
  await page.clock.fastForward(10_000);
  await rowOf(app, name).waitFor();
  expect(await status()).toBe("polling");

  await page.unroute("**/sync/orders/alerts*");
  await page.clock.fastForward(31_000);
  await expect.poll(status, { timeout: 20_000 }).toBe("live");
});
