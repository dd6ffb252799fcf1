import type { FrameLocator } from "playwright-core";
import { expect, test } from "vitest";
import { openAdmin, withBrowser } from "./admin.ts";

withBrowser();

/** Types into a field as soon as the page takes it: what is typed before its script runs is lost. */
async function type(app: FrameLocator, label: string, value: string) {
  const field = app.getByLabel(label);
  await expect.poll(() => field.fill("").then(() => field.fill(value)).then(() => app.getByRole("button", { name: "Save" }).isEnabled()), { timeout: 10_000 }).toBe(true);
}

test("an admin changes a limit, makes a key that is shown once, revokes it, and finds all of it in the audit log", async () => {
  const { page, app, errors } = await openAdmin("/app/settings?section=limits");

  await type(app, "No carrier's word", "36");
  await app.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved", { exact: true }).waitFor();
  await app.getByRole("tab", { name: "API keys" }).click();
  await app.getByLabel("Name", { exact: true }).fill("Warehouse");
  await app.getByRole("button", { name: "Create key" }).click();
  const key = await app.locator("code").innerText();
  await app.getByRole("button", { name: "Revoke Warehouse" }).click();
  await app.getByRole("dialog").getByRole("button", { name: "Revoke", exact: true }).click();
  await app.getByText(/Revoked/).first().waitFor();
  await page.reload();
  await app.getByText("Warehouse").first().waitFor();
  const shownAgain = await app.getByText(key).count();
  await app.getByRole("tab", { name: "Limits" }).click();
  const kept = await app.getByLabel("No carrier's word").inputValue();
  await page.getByRole("link", { name: "Audit log" }).click();
  for (const event of ["Settings changed", "Settings api key created", "Settings api key revoked"]) await app.getByText(event).first().waitFor();

  expect(key).toMatch(/^odk_/);
  expect(shownAgain).toBe(0);
  expect(kept).toBe("36");
  expect(errors).toEqual([]);
  await page.close();
});

test("what does not fit is said beside its field, and stays typed", async () => {
  const { page, app } = await openAdmin("/app/settings?section=limits");

  await type(app, "No tracking number", "-5");
  await app.getByRole("button", { name: "Save" }).click();
  await app.getByText("Nothing was changed. What you typed is still here.").waitFor();

  expect(await app.getByLabel("No tracking number").inputValue()).toBe("-5");
  await page.close();
});

test("who is no admin is told so", async () => {
  const { page, app } = await openAdmin("/app/settings", { user: "operator" });

  await app.getByText("Your role does not include this page").first().waitFor();

  expect(await page.getByRole("link", { name: "Settings" }).count()).toBe(0);
  await page.close();
});
