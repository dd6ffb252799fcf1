import { expect, test } from "vitest";
import { openAdmin, takeOrders, withBrowser } from "./admin.ts";

withBrowser();

test("an operator marks cash as collected, is told what a second press met, and finds both in the audit log", async () => {
  const [order = ""] = await takeOrders("cod");
  const number = order.split("/").at(-1) ?? "";
  const { app, page, errors } = await openAdmin(`/app/orders/${number}`, { user: "operator" });
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
  const [order = ""] = await takeOrders("cod");
  const { app, page } = await openAdmin(`/app/orders/${order.split("/").at(-1) ?? ""}`, { user: "agent" });

  await app.getByRole("button", { name: "Run an action" }).click();
  await app.getByText(/Your role \(agent\) does not include this/).first().waitFor();

  expect(await page.getByRole("link", { name: "Audit log" }).count()).toBe(0);
  await page.close();
});
