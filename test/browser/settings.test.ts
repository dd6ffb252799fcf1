import type { FrameLocator } from "playwright-core";
import { expect, test } from "vitest";
import { openAdmin, withBrowser } from "./admin.ts";

withBrowser();

/** Opens a section of the settings, when the page listens: what is typed before its script runs is lost. */
async function openSection(section: string) {
  const opened = await openAdmin(`/app/settings?section=${section}`);
  await listening(opened.app);
  return opened;
}

/** React marks the elements whose events it takes. */
async function listening(app: FrameLocator) {
  const save = app.getByRole("button", { name: "Save" });
  await expect.poll(() => save.evaluate((button) => Object.keys(button).some((key) => key.startsWith("__reactProps"))), { timeout: 20_000 }).toBe(true);
}

const patiently = { timeout: 10_000 };

test("an admin changes a limit, makes a key that is shown once, revokes it, and finds all of it in the audit log", async () => {
  const { page, app, errors } = await openSection("limits");

  await app.getByRole("spinbutton", { name: "No carrier's word" }).fill("36");
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
  const kept = await app.getByRole("spinbutton", { name: "No carrier's word" }).inputValue();
  await page.getByRole("link", { name: "Audit log" }).click();
  for (const event of ["Settings changed", "API key created", "API key revoked", "No carrier's word: 24 → 36", "Name: Warehouse · Role: Operator"]) await app.getByText(event).first().waitFor();

  expect(key).toMatch(/^odk_/);
  expect(shownAgain).toBe(0);
  expect(kept).toBe("36");
  expect(errors).toEqual([]);
  await page.close();
});

test("what does not fit is said beside its field, and stays typed", async () => {
  const { page, app } = await openSection("limits");

  await app.getByRole("spinbutton", { name: "No tracking number" }).fill("-5");
  await app.getByRole("button", { name: "Save" }).click();
  await app.getByText("Nothing was changed. What you typed is still here.").waitFor();
  await app.getByText("must be at least a quarter of an hour", { exact: true }).waitFor();

  expect(await app.getByRole("spinbutton", { name: "No tracking number" }).inputValue()).toBe("-5");
  await page.close();
});

test("assignment rules are added, filled in and put in order by keyboard, and what does not fit is said beside its field", async () => {
  const { page, app, errors } = await openSection("assignment");
  const rule = (number: number) => app.getByRole("group", { name: `Rule ${number}` });
  const focused = () => app.locator(":focus");

  await app.getByRole("button", { name: "Add rule" }).press("Enter");
  await expect.poll(() => rule(1).getByLabel("Countries").evaluate((element) => element.matches(":focus")), patiently).toBe(true);
  await page.keyboard.type("IN, DE");
  await app.getByRole("button", { name: "Add rule" }).press("Enter");
  await rule(2).getByLabel("Tags").fill("vip");
  await rule(2).getByLabel("Goes to").selectOption("A team");
  await rule(2).getByLabel("Team's name").fill("Delhi");
  await app.getByRole("button", { name: "Save" }).click();
  await rule(1).getByText("fill this in").waitFor();
  await rule(1).getByLabel("Name", { exact: true }).fill("Asha Rao");
  await app.getByRole("button", { name: "Move Rule 2 up" }).press("Enter");
  const moved = await focused().getAttribute("aria-label");
  await app.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved", { exact: true }).waitFor();
  await page.reload();

  await expect.poll(() => rule(1).getByLabel("Team's name").inputValue(), patiently).toBe("Delhi");
  expect(await rule(1).getByLabel("Tags").inputValue()).toBe("vip");
  expect(await rule(2).getByLabel("Countries").inputValue()).toBe("IN, DE");
  expect(await rule(2).getByLabel("Name", { exact: true }).inputValue()).toBe("Asha Rao");
  expect(moved).toBe("Move Rule 1 down");
  expect(errors).toEqual([]);
  await page.close();
});

test("somebody of the team has a capacity and a shift, and is taken out again", async () => {
  const { page, app } = await openSection("assignment");
  const member = app.getByRole("group", { name: /^(Team member 1|Dev Pillai)$/ });

  await app.getByRole("button", { name: "Add team member" }).press("Enter");
  await member.getByLabel("Name", { exact: true }).fill("Dev Pillai");
  await member.getByLabel("Open orders at a time").fill("-1");
  await member.getByLabel("Works").selectOption("On these days and hours");
  await member.getByLabel("Fri").uncheck();
  await app.getByRole("button", { name: "Save" }).click();
  await member.getByText("must not be negative").waitFor();
  await member.getByLabel("Open orders at a time").fill("5");
  await app.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved", { exact: true }).waitFor();
  await page.reload();
  await listening(app);
  await expect.poll(() => member.getByLabel("Open orders at a time").inputValue(), patiently).toBe("5");
  const friday = await member.getByLabel("Fri").isChecked();
  await app.getByRole("button", { name: "Remove Dev Pillai" }).press("Enter");
  await expect.poll(() => app.locator(":focus").innerText(), patiently).toContain("Add team member");
  await app.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved", { exact: true }).first().waitFor();
  await page.reload();
  await app.getByText("Nobody is named", { exact: false }).waitFor();

  expect(friday).toBe(false);
  await page.close();
});

test("limits count business hours when an admin says so", async () => {
  const { page, app } = await openSection("limits");

  await app.getByLabel("Saturday", { exact: true }).check();
  await app.getByLabel("Saturday: closes").fill("13:00");
  await app.getByRole("group", { name: "Limits that count business hours only" }).getByLabel("No tracking number").check();
  await app.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved", { exact: true }).waitFor();
  await page.reload();

  await expect.poll(() => app.getByLabel("Saturday: closes").inputValue(), patiently).toBe("13:00");
  expect(await app.getByRole("group", { name: "Limits that count business hours only" }).getByLabel("No tracking number").isChecked()).toBe(true);
  await page.close();
});

test("an endpoint is added, gets another secret, and is removed; each secret is shown once", async () => {
  const { page, app, errors } = await openAdmin("/app/settings?section=webhooks");
  const secret = app.locator("code");

  await app.getByLabel("Address").fill("https://example.com/orders");
  await app.getByRole("button", { name: "Add endpoint" }).click();
  await secret.waitFor();
  const first = await secret.innerText();
  await app.getByRole("button", { name: "Rotate secret" }).click();
  await app.getByText(/carry the signature of the old secret too/).waitFor();
  const second = await secret.innerText();
  await app.getByRole("button", { name: "Remove" }).click();
  await app.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await app.getByText("No endpoint yet.", { exact: false }).waitFor();
  await app.getByText("Nothing has been sent yet.").waitFor();

  expect(new Set([first, second]).size).toBe(2);
  expect(errors).toEqual([]);
  await page.close();
});

test("on a phone the tab of the section that is shown is in view, and the page stays where it is", async () => {
  const { page, app } = await openAdmin("/app/settings?section=keys", { width: 390, height: 844 });
  const left = async (name: string, role: "tab" | "heading") => Math.round((await app.getByRole(role, { name }).evaluate((element) => element.getBoundingClientRect())).x);

  await expect.poll(() => left("API keys", "tab"), patiently).toBeLessThan(390);
  expect(await left("API keys", "tab")).toBeGreaterThan(0);
  expect(await left("API keys", "heading")).toBeGreaterThanOrEqual(0);
  await page.close();
});

test("who is no admin is told so", async () => {
  const { page, app } = await openAdmin("/app/settings", { user: "operator" });

  await app.getByText("Your role does not include this page").first().waitFor();

  expect(await page.getByRole("link", { name: "Settings" }).count()).toBe(0);
  await page.close();
});
