import { expect, test } from "vitest";
import { namesOf, openAdmin, takeOrders, withBrowser } from "./admin.ts";
import { rowOf } from "./orders-list.ts";

withBrowser();

/** The page of a new order, reached by its row: it is there when the app has heard of it. */
async function openNewOrder(user: "operator" | "agent") {
  const [name = ""] = await namesOf(await takeOrders("cod"));
  const opened = await openAdmin("/app", { user });
  // Before that, the page is what the server sent, and takes no clicks.
  await opened.app.locator('[data-status="live"]').first().waitFor();
  await rowOf(opened.app, name).getByRole("link", { name }).click();
  await opened.app.getByRole("heading", { name: "Ops actions" }).waitFor();
  return opened;
}

test("an operator marks cash as collected, is told what a second press met, and finds both in the audit log", async () => {
  const { app, page, errors } = await openNewOrder("operator");
  const markCollected = async () => {
    await app.getByRole("button", { name: "Run an action" }).click();
    await app.getByRole("menuitem", { name: /Mark cash collected/ }).click();
    await app.getByRole("button", { name: "Mark collected" }).click();
  };

  await markCollected();
  await app.getByText("Mark cash collected: applied").waitFor();
  await markCollected();
  await app.getByText(/Mark cash collected: no change needed/).waitFor();
  await app.getByRole("link", { name: "See the audit log" }).click();
  await app.getByRole("heading", { name: "Audit log" }).waitFor();
  await app.getByRole("row").filter({ hasText: "No change needed" }).waitFor();

  expect(await app.getByRole("row").filter({ hasText: "Mark cash collected" }).count()).toBe(2);
  expect(errors).toEqual([]);
  await page.close();
});

test("an agent sees why the actions are off, and has no audit log", async () => {
  const { app, page } = await openNewOrder("agent");

  await app.getByRole("button", { name: "Run an action" }).click();
  await app.getByText(/Your role \(agent\) does not include this/).first().waitFor();

  expect(await page.getByRole("link", { name: "Audit log" }).count()).toBe(0);
  await page.close();
});
