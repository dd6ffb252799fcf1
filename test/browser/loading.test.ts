import { expect, test } from "vitest";
import { openAdmin, takeOrders, withBrowser } from "./admin.ts";

withBrowser();

const inventoryData = /\/app\/inventory(\.data\b|\?.*\b_data=)/;

test("a page that lets itself be waited for shows its outline until it is there", async () => {
  const { page, app } = await openAdmin("/app");
  await app.getByText("Live", { exact: true }).waitFor();
  const held = Promise.withResolvers<void>();
  await page.route(inventoryData, async (route) => {
    await held.promise;
    await route.continue();
  });

  await page.getByRole("link", { name: "Inventory" }).click();
  const outline = app.getByRole("status").filter({ has: app.getByRole("heading", { name: "Inventory" }) });
  await outline.waitFor();
  held.resolve();
  await app.getByRole("heading", { name: "Drift" }).waitFor();

  expect(await outline.count()).toBe(0);
  await page.close();
});

test.each([
  ["/app/inventory", "Drift", undefined],
  ["/app/ops", "Where it goes", "Capture incident"],
  ["/app/sync", "Reports that did not arrive", undefined],
])("what %s showed last stays, with its age and its actions off, while it cannot be refreshed", async (path, heading, action) => {
  const { page, app, errors } = await openAdmin(path);
  await app.getByRole("heading", { name: heading }).waitFor();
  const button = action === undefined ? undefined : app.getByRole("button", { name: action });
  await page.route(new RegExp(`${path}(\\.data\\b|\\?.*\\b_data=)`), (route) => route.abort("connectionrefused"));

  await takeOrders("prepaid");
  const banner = app.locator(".Polaris-Banner--withinPage").filter({ hasText: "This page could not be refreshed" });
  await banner.getByText("You see the last known state, of today", { exact: false }).waitFor();
  await app.getByRole("heading", { name: heading }).waitFor();
  if (button) expect(await button.isDisabled()).toBe(true);
  await page.unrouteAll();

  await banner.waitFor({ state: "detached" });
  if (button) expect(await button.isDisabled()).toBe(false);
  expect(errors).toEqual([]);
  await page.close();
});

test("a page that cannot be had says what happened, that nothing was lost, and is there when it is asked for again", async () => {
  const { page, app } = await openAdmin("/app");
  await app.getByText("Live", { exact: true }).waitFor();
  await page.route(inventoryData, (route) => route.abort("connectionrefused"));

  await page.getByRole("link", { name: "Inventory" }).click();
  await app.getByText("Nothing was lost", { exact: false }).first().waitFor();
  await page.unroute(inventoryData);
  await app.getByRole("button", { name: "Try again" }).click();

  await app.getByRole("heading", { name: "Drift" }).waitFor();
  await page.close();
});
