import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { orderWebhook } from "#test/factories/webhooks.ts";
import { local, openAdmin, withBrowser } from "./admin.ts";
import type { AdminPage } from "./embedded.ts";

withBrowser();

let database: pg.Client;
beforeAll(async () => {
  database = new pg.Client({ connectionString: inject("databaseUrl") });
  await database.connect();
});
afterAll(() => database.end());

/** An order that was processed, and whose delivery then came again with another total. */
async function conflict(): Promise<{ number: string }> {
  const payload = orderWebhook({ total_price: "10.00" });
  const webhookId = randomUUID();
  const tell = (body: object) => local("webhooks", { shop: "demo.myshopify.com", topic: "orders/create", payload: body, webhookId });
  await tell(payload);
  const status = async () => (await database.query("select status from events_processed where idempotency_key like $1", [`%${webhookId}`])).rows[0]?.status;
  await expect.poll(status, { timeout: 10_000 }).toBe("processed");
  await tell({ ...payload, total_price: "12.00", updated_at: "2026-11-20T16:00:00+05:30" });
  return { number: String(payload["id"]) };
}

async function figure({ app }: AdminPage, name: string): Promise<number> {
  return Number(await app.locator(`[data-figure=${name}]`).innerText());
}

async function openFirst(admin: AdminPage): Promise<void> {
  await admin.app.locator(".live-indicator[data-status=live]").waitFor();
  await admin.app.locator(".queue-row").first().waitFor();
  await admin.app.locator(".queue-row [data-primary-link]").first().focus();
  await admin.page.keyboard.press("Enter");
  await admin.app.getByRole("heading", { name: "FIRST and LAST" }).waitFor();
}

/** Chooses, says why, and resolves; gives how the number of open exceptions and of processed events changed on the page. */
async function decide(admin: AdminPage, choice: string): Promise<{ open: number; processed: number; ignored: number }> {
  const { app } = admin;
  const before = { open: await figure(admin, "open"), processed: await figure(admin, "processed"), ignored: await figure(admin, "ignored") };
  await app.getByText(choice, { exact: true }).click();
  await app.getByRole("textbox", { name: "Why" }).fill("compared with the till");
  await app.getByRole("button", { name: "Resolve", exact: true }).click();
  await app.getByRole("heading", { name: "Decision" }).waitFor();
  await expect.poll(() => figure(admin, "open")).toBe(before.open - 1);
  return { open: (await figure(admin, "open")) - before.open, processed: (await figure(admin, "processed")) - before.processed, ignored: (await figure(admin, "ignored")) - before.ignored };
}

test("drives a conflict to LAST: both sides marked, the change seen before, the figures after", async () => {
  const { number } = await conflict();
  const admin = await openAdmin("/app/exceptions", { user: "operator" });

  await openFirst(admin);
  const marked = await admin.app.locator("tr[data-mark=material]").allInnerTexts();
  const passing = await admin.app.locator("tr[data-mark=volatile]").count();
  await admin.app.getByText("orders · total: 10 → 12").waitFor();
  const change = await decide(admin, "Replay LAST");

  expect(marked.join()).toContain("total_price");
  expect(passing).toBe(1);
  expect(change).toEqual({ open: -1, processed: 1, ignored: 0 });
  await admin.app.getByRole("link", { name: number }).click();
  await admin.app.getByText("₹12.00").first().waitFor();
  expect(admin.errors).toEqual([]);
});

test("drives a conflict aside: the order stays, the warning about money is read before", async () => {
  await conflict();
  const admin = await openAdmin("/app/exceptions", { user: "operator", width: 390, height: 844 });

  await openFirst(admin);
  await admin.app.getByText("Set aside", { exact: true }).click();
  await admin.app.getByText("about money").waitFor();
  const change = await decide(admin, "Set aside");

  expect(change).toEqual({ open: -1, processed: 0, ignored: 1 });
  expect(admin.errors).toEqual([]);
});

test("validates a merge patch while it is typed, and resolves a whole group at once", async () => {
  await conflict();
  await conflict();
  const admin = await openAdmin("/app/exceptions", { user: "operator" });
  const { app } = admin;

  await openFirst(admin);
  const patch = app.getByRole("textbox", { name: "Merge patch" });
  await patch.fill('{"payload": ');
  await app.getByText("not JSON yet").waitFor();
  await patch.fill('{"payload": {"total_price": "eleven", "created_at": "never"}}');
  await app.getByText(/created_at/).last().waitFor();
  await patch.fill('{"payload": {"total_price": "11.00"}}');
  await app.getByText("orders · total: 10 → 11").waitFor();

  const queue = await openAdmin("/app/exceptions", { user: "operator" });
  await queue.app.locator(".live-indicator[data-status=live]").waitFor();
  await queue.app.getByRole("button", { name: /^Resolve all/ }).first().click();
  await queue.app.getByLabel("Why").fill("the till sends twice");
  await queue.app.getByRole("button", { name: "Resolve", exact: true }).click();

  await expect.poll(() => figure(queue, "open")).toBe(0);
  expect([...admin.errors, ...queue.errors]).toEqual([]);
});

test("shows an agent the queue and lets them decide nothing", async () => {
  await conflict();
  const admin = await openAdmin("/app/exceptions", { user: "agent" });

  await openFirst(admin);

  expect(await admin.app.getByRole("button", { name: "Resolve", exact: true }).isDisabled()).toBe(true);
});
