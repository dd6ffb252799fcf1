import { expect, test } from "vitest";
import { local, openAdmin, withBrowser } from "./admin.ts";
import { rowOf } from "./orders-list.ts";

withBrowser();

const shop = "second.myshopify.com";

test("reads in what a new shop has, and shows the first steps until they are put away", async () => {
  await local("uninstall", { shop });
  const { orders } = await local<{ orders: string[] }>("orders", { shop, count: 5, ageHours: [1, 48], webhooks: false });
  const { order } = await local<{ order: { name: string } }>(`order?${new URLSearchParams({ shop, order: orders[0] ?? "" })}`);

  const { page, app, errors } = await openAdmin("/app", { shop: "second" });

  const steps = app.getByRole("region", { name: "First steps" });
  await steps.getByText("Have your orders read in").waitFor();
  await rowOf(app, order.name).waitFor({ timeout: 45_000 });

  await steps.getByRole("button", { name: "Put the first steps away" }).click();
  await steps.waitFor({ state: "detached" });
  await page.reload();
  await rowOf(app, order.name).waitFor();
  expect(await steps.count()).toBe(0);
  expect(errors).toEqual([]);
});
