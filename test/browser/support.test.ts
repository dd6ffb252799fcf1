import { expect, test } from "vitest";
import { assignElsewhere, namesOf, openAdmin, takeOrders, withBrowser } from "./admin.ts";
import { openAction, rowOf, select } from "./orders-list.ts";

withBrowser();

test("shows what was escalated in the queue and in the tray, and gives it back to whoever had it", async () => {
  const [name = ""] = await namesOf(await takeOrders("prepaid"));
  await assignElsewhere(name, "Dev Pillai");
  const { app, errors } = await openAdmin();
  await select(app, name);
  const support = await openAction(app, "Escalate to support");
  await support.getByLabel("What should support know?").fill(`The customer of ${name} waits.`);
  await support.getByRole("button", { name: "Escalate" }).click();

  await app.getByText(/^\d+ new$/).waitFor();
  await app.getByRole("button", { name: "Notifications" }).click();
  await app.getByRole("list", { name: "Notifications" }).getByRole("link", { name: new RegExp(name) }).waitFor();
  await app.getByRole("button", { name: "Notifications" }).click();
  await expect.poll(() => app.getByText(/^\d+ new$/).count()).toBe(0);

  const queue = await openAdmin(`/app/support?q=${encodeURIComponent(name)}`);
  const thread = queue.app.getByRole("listitem").filter({ hasText: `The customer of ${name} waits.` });
  await thread.getByText("had by Dev Pillai before").waitFor();
  await thread.getByRole("button", { name: `Give ${name} back` }).click();
  const dialog = queue.app.getByRole("dialog");
  await dialog.getByText("It goes back to Dev Pillai").waitFor();
  await dialog.getByLabel("What came of it?").fill("Answered.");
  await dialog.getByRole("button", { name: "Give back" }).click();
  await queue.app.getByText("Nothing was found").waitFor();

  await rowOf(app, name).getByText("Dev Pillai").waitFor();
  expect([...errors, ...queue.errors]).toEqual([]);
});
