import pg from "pg";
import { expect, inject, test } from "vitest";
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
  await thread.getByText("was with Dev Pillai before").waitFor();
  await thread.getByRole("button", { name: `Give ${name} back` }).click();
  const dialog = queue.app.getByRole("dialog");
  await dialog.getByText("It goes back to Dev Pillai").waitFor();
  await dialog.getByLabel("What came of it?").fill("Answered.");
  await dialog.getByRole("button", { name: "Give back" }).click();
  await queue.app.getByText("Nothing was found").waitFor();

  await rowOf(app, name).getByText("Dev Pillai").waitFor();
  expect([...errors, ...queue.errors]).toEqual([]);
});

test("adds what was sent again, because its answer was lost, once", async () => {
  const [id = ""] = await takeOrders("prepaid");
  const { app, page } = await openAdmin(`/app/orders/${id.split("/").at(-1)}`);
  await app.getByRole("button", { name: "Escalate to support" }).first().click();
  await app.getByLabel("What should support know?").fill("Where is it?");
  await app.getByRole("button", { name: "Escalate", exact: true }).click();
  await app.getByRole("button", { name: "Add a note" }).click();
  const dialog = app.getByRole("dialog");
  await dialog.getByLabel("Note").fill(`The courier lost ${id}.`);
  await page.route("**/app/support/notes*", (route) => route.fetch().then(() => route.abort()), { times: 1 });
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await dialog.getByText("It is not known whether it was done", { exact: false }).waitFor();
  await dialog.getByRole("button", { name: "Add", exact: true }).click();
  await dialog.waitFor({ state: "detached" });

  const database = new pg.Client({ connectionString: inject("databaseUrl") });
  await database.connect();
  const { rowCount } = await database.query("select 1 from support_notes where note = $1", [`The courier lost ${id}.`]);
  await database.end();
  expect(rowCount).toBe(1);
});
