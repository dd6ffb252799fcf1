import { readFileSync } from "node:fs";
import type { FrameLocator, Locator } from "playwright-core";
import { expect, test } from "vitest";
import { namesOf, openAdmin, storeOrder, takeOrders, withBrowser } from "./admin.ts";
import { openAction, rowOf, select } from "./orders-list.ts";

withBrowser();

/** Opens an order from the list, once the page takes clicks itself. */
async function openOrder(app: FrameLocator, name: string): Promise<void> {
  await app.getByText("Live", { exact: true }).waitFor();
  await app.getByRole("link", { name, exact: true }).click();
  await app.getByRole("heading", { name: "Workflow" }).waitFor();
}

const lineOf = (dialog: Locator, name: string) => dialog.getByRole("row").filter({ hasText: name });

test("plans a transition of several orders, applies exactly that, and keeps who did it and why", async () => {
  const [first = "", second = ""] = await namesOf(await takeOrders("cod", 2));
  const [paid = ""] = await namesOf(await takeOrders("prepaid"));
  const { page, app, errors } = await openAdmin();
  for (const name of [first, second, paid]) await rowOf(app, name).waitFor();

  await select(app, first, second, paid);
  const dialog = await openAction(app, "Apply workflow transition…");
  await dialog.getByLabel("Target state").selectOption("paid");
  await dialog.getByLabel("Note").fill("Bank transfer of Friday");
  await dialog.getByRole("button", { name: "Show plan" }).click();
  await dialog.getByText("nothing has changed yet").waitFor();
  for (const name of [first, second]) await lineOf(dialog, name).getByText("Will apply: Mark paid").waitFor();
  await lineOf(dialog, paid).getByText(/^No change/).waitFor();
  expect((await storeOrder(first)).status.financial).not.toBe("PAID");

  await dialog.getByRole("button", { name: "Apply to 2 orders" }).click();
  await dialog.getByText("2 orders changed.").waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Download results (CSV)" }).click()]);
  expect(readFileSync(await file.path(), "utf8")).toContain(`${first},gid://shopify/Order/`);
  await dialog.getByRole("button", { name: "Close" }).last().click();

  await rowOf(app, first).getByText("Paid", { exact: true }).first().waitFor();
  await openOrder(app, first);
  const log = app.getByRole("row").filter({ hasText: "Mark paid" });
  await log.getByText("Bank transfer of Friday").waitFor();
  await log.getByText("Pending", { exact: true }).waitFor();
  await app.getByRole("button", { name: "Ship", exact: true }).waitFor();
  await expect.poll(async () => (await storeOrder(first)).status.financial, { timeout: 15_000 }).toBe("PAID");
  expect(errors).toEqual([]);
});

test("offers an order's next steps, and says of the others which guard refuses them", async () => {
  const [name = ""] = await namesOf(await takeOrders("prepaid"));
  const { app } = await openAdmin();
  await openOrder(app, name);

  await app.getByRole("button", { name: "Cancel", exact: true }).click();
  const dialog = app.getByRole("dialog");
  await dialog.getByLabel("Note").fill("Changed their mind");
  await dialog.getByRole("button", { name: "Apply", exact: true }).click();
  await dialog.getByText("1 order changed.").waitFor();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await app.getByText("No step leads on from here.").waitFor();

  await expect.poll(async () => (await storeOrder(name)).order.cancelledAt, { timeout: 15_000 }).toBeTruthy();
  const mails = await openAdmin("/app/mails");
  await mails.app.getByRole("heading", { name: `${name} is cancelled` }).waitFor();
  const runs = await openAdmin("/app/workflow");
  await runs.app.getByRole("row").filter({ hasText: "1 applied" }).first().waitFor();
});

test("lets a viewer see the steps, and take none", async () => {
  const [name = ""] = await namesOf(await takeOrders("cod"));
  const { app } = await openAdmin("/app", { user: "viewer" });
  await openOrder(app, name);

  await app.getByText(/Your role \(viewer\) does not include this/).first().waitFor();

  expect(await app.getByRole("button", { name: "Mark paid", exact: true }).count()).toBe(0);
});
