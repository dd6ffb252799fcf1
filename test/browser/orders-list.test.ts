import { expect, test } from "vitest";
import { assignElsewhere, local, namesOf, openAdmin, takeOrders, withBrowser } from "./admin.ts";
import { openAction, rowOf, select } from "./orders-list.ts";

withBrowser();

const shop = "demo.myshopify.com";

test("changes by itself when a webhook has been processed", async () => {
  const [order = ""] = await takeOrders("shipped");
  const [name = ""] = await namesOf([order]);
  const { app, errors } = await openAdmin();
  await rowOf(app, name).getByText("In transit").waitFor();
  // A page that was loaded again would have lost this.
  await app.locator("body").evaluate((body) => body.setAttribute("data-loaded", "once"));

  await local("carrier", { shop, order, status: "delivered" });
  const [arrived = ""] = await namesOf(await takeOrders("cod"));

  await rowOf(app, name).getByText("Delivered").waitFor();
  await rowOf(app, arrived).getByText("COD due").waitFor();
  expect(await app.locator("body").getAttribute("data-loaded")).toBe("once");
  expect(errors).toEqual([]);
});

test("keeps what is selected and where one has scrolled to, while the list changes by itself", async () => {
  const email = `stay-${Date.now()}@example.com`;
  const { orders } = await local<{ orders: string[] }>("orders", { shop, template: "prepaid", count: 25, email });
  const [order = ""] = orders;
  const [name = ""] = await namesOf([order]);
  const { app } = await openAdmin(`/app?q=${email}`);
  await app.getByText("1 to 25 of 25").waitFor();
  await select(app, name);
  const scrolled = () => app.locator("body").evaluate(() => Math.round(window.scrollY));
  await app.locator("body").evaluate(() => window.scrollTo(0, 200));
  await expect.poll(scrolled).toBe(200);

  await assignElsewhere(order, "Dev Pillai");
  await rowOf(app, name).getByText("Dev Pillai").waitFor();

  expect(await scrolled()).toBe(200);
  expect(await rowOf(app, name).getByRole("checkbox").isChecked()).toBe(true);
});

test("shows a change before it is confirmed", async () => {
  const [name = ""] = await namesOf(await takeOrders("prepaid"));
  const { page, app } = await openAdmin();
  await select(app, name);
  let goOn = () => {};
  const confirmed = new Promise<void>((resolve) => (goOn = resolve));
  await page.route("**/app/actions/assign*", async (route) => {
    await confirmed;
    await route.continue();
  });

  const dialog = await openAction(app, "Assign");
  await dialog.getByLabel("Kabir Menon").check({ force: true });
  await dialog.getByRole("button", { name: "Assign", exact: true }).click();

  await rowOf(app, name).getByText("Kabir Menon").waitFor();
  expect(await page.getByText("Assigned…").isVisible()).toBe(false);
  goOn();
  await page.getByText("Assigned…").waitFor();
  await rowOf(app, name).getByText("Kabir Menon").waitFor();
});

test("says in a banner with which status and why a change was refused, and takes it back", async () => {
  const [order = ""] = await takeOrders("prepaid");
  const [name = ""] = await namesOf([order]);
  await expect.poll(() => assignElsewhere(order, "Dev Pillai").then(() => true, () => false)).toBe(true);
  const { app } = await openAdmin();
  await rowOf(app, name).getByText("Dev Pillai").waitFor();
  await select(app, name);
  const dialog = await openAction(app, "Assign");
  await dialog.getByLabel("Somebody else").check({ force: true });
  await dialog.getByLabel("Name").fill("Night shift");

  await assignElsewhere(order, "Kabir Menon");
  await dialog.getByRole("button", { name: "Assign", exact: true }).click();

  const banner = app.locator(".Polaris-Banner--withinPage").filter({ hasText: "HTTP 409" });
  await banner.getByText(name).first().waitFor();
  await rowOf(app, name).getByText("Kabir Menon").waitFor();
  await banner.getByRole("button", { name: "Edit and try again" }).click();
  expect(await app.getByRole("dialog").getByLabel("Name").inputValue()).toBe("Night shift");
});

test("selects the page first, and all that match only when asked again", async () => {
  const email = `select-${Date.now()}@example.com`;
  await local("orders", { shop, template: "prepaid", count: 5, email });
  const { app } = await openAdmin(`/app?pageSize=3&q=${email}`);
  await app.getByText("1 to 3 of 5").waitFor();

  await app.getByRole("checkbox", { name: "Select all orders" }).first().check({ force: true });
  await app.getByText("3 selected").first().waitFor();
  await app.getByRole("button", { name: "Select all 5 matching" }).click();
  await app.getByText("All 5 orders that match now are selected").first().waitFor();
  await app.getByRole("button", { name: "Next page" }).click();
  await app.getByText("4 to 5 of 5").waitFor();
  expect(await app.locator("tbody input:checked").count()).toBe(2);
});
