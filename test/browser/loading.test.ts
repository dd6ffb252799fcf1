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

test("pages keep what they showed last, with its age and their actions off, while they cannot be refreshed", async () => {
  const shown = [["/app/inventory", "Drift"], ["/app/ops", "Where it goes"], ["/app/sync", "Reports that did not arrive"]] as const;
  const pages = await Promise.all(
    shown.map(async ([path, heading]) => {
      const { page, app, errors } = await openAdmin(path);
      await app.getByRole("heading", { name: heading }).waitFor();
      await page.route(new RegExp(`${path}(\\.data\\b|\\?.*\\b_data=)`), (route) => route.abort("connectionrefused"));
      return { page, app, errors, heading, banner: app.locator(".Polaris-Banner--withinPage").filter({ hasText: "This page could not be refreshed" }) };
    }),
  );
  const capture = pages[1]?.app.getByRole("button", { name: "Capture incident" });

  await takeOrders("prepaid");

  for (const { app, banner, heading } of pages) {
    await banner.getByText("You see the last known state, of today", { exact: false }).waitFor();
    expect(await app.getByRole("heading", { name: heading }).isVisible()).toBe(true);
  }
  expect(await capture?.isDisabled()).toBe(true);

  for (const { page } of pages) await page.unrouteAll();
  for (const { banner } of pages) await banner.waitFor({ state: "detached" });
  expect(await capture?.isDisabled()).toBe(false);
  for (const { page, errors } of pages) {
    expect(errors).toEqual([]);
    await page.close();
  }
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
