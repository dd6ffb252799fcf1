import type { FrameLocator } from "playwright-core";
import { expect, test } from "vitest";
import { namesOf, openAdmin, storeOrder, takeOrders, withBrowser } from "./admin.ts";
import { openAction, rowOf, select } from "./orders-list.ts";

withBrowser();

const timeline = (app: FrameLocator) => app.locator(".timeline").first().locator("xpath=ancestor::*[.//h2[text()='Timeline']][1]");

test("lets staff assign, fulfil, escalate and open a return, and keeps all of it here, on the timelines and in Shopify", async () => {
  const [first = "", second = "", third = ""] = await namesOf(await takeOrders("prepaid", 3));
  const [delivered = ""] = await namesOf(await takeOrders("delivered"));
  const { page, app, errors } = await openAdmin();
  for (const name of [first, second, third, delivered]) await rowOf(app, name).waitFor();

  await select(app, first, second);
  const assign = await openAction(app, "Assign");
  await assign.getByLabel("Dev Pillai").check({ force: true });
  await assign.getByRole("button", { name: "Assign", exact: true }).click();
  await page.getByText("Assigned…").waitFor();

  await select(app, second);
  const fulfill = await openAction(app, "Mark fulfilled");
  await fulfill.getByLabel("Tracking number").fill("BD1234567890");
  await fulfill.getByLabel("Carrier").fill("Blue Dart");
  await fulfill.getByRole("button", { name: "Mark fulfilled" }).click();
  await page.getByText("Marked…").waitFor();

  await select(app, third);
  const support = await openAction(app, "Escalate to support");
  await support.getByLabel("What should support know?").fill("The customer wants another address.");
  await support.getByRole("button", { name: "Escalate" }).click();
  await page.getByText("Support requested…").waitFor();

  await select(app, delivered);
  const openReturn = await openAction(app, "Open return");
  await openReturn.getByLabel("Reason").selectOption({ label: "Damaged or defective" });
  await openReturn.getByRole("button", { name: "Open return" }).click();
  await page.getByText("Return updated…").waitFor();

  await page.reload();
  await rowOf(app, first).getByText("Dev Pillai").waitFor();
  await rowOf(app, second).getByText("BD1234567890").waitFor();
  await rowOf(app, third).getByText("Urgent").waitFor();
  await rowOf(app, delivered).getByText("Awaiting label").waitFor();

  for (const [name, words] of [
    [first, ["Assigned to Dev Pillai"]],
    [second, ["Assigned to Dev Pillai", "Fulfillment requested"]],
    [third, ["Escalated to support", "Assigned to assistant"]],
    [delivered, ["Return opened, waits for its label"]],
  ] as const) {
    await app.getByRole("link", { name, exact: true }).click();
    await app.getByRole("heading", { name, exact: true }).waitFor();
    for (const happening of words) await timeline(app).getByText(happening).first().waitFor();
    await app.getByRole("link", { name: "Orders" }).click();
    await rowOf(app, name).waitFor();
  }

  await expect.poll(async () => (await storeOrder(first)).metafields.map(({ value }) => value).join(), { timeout: 15_000 }).toContain("Dev Pillai");
  await expect.poll(async () => (await storeOrder(second)).order.fulfillments, { timeout: 15_000 }).toEqual([expect.objectContaining({ status: "SUCCESS", tracking: [expect.objectContaining({ company: "Blue Dart", number: "BD1234567890" })] })]);
  await expect.poll(async () => (await storeOrder(third)).metafields.map(({ value }) => value).join(), { timeout: 15_000 }).toContain("assistant");
  await expect.poll(async () => (await storeOrder(delivered)).order.returns.map(({ status }) => status), { timeout: 15_000 }).toEqual(["OPEN"]);
  expect(errors).toEqual([]);
});
