import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import pg from "pg";
import type { Locator } from "playwright-core";
import { expect, inject, test } from "vitest";
import { openAdmin, takeOrders, withBrowser } from "./admin.ts";

withBrowser();

const shop = "demo.myshopify.com";
const screenshots = "test/.output/screenshots";

async function inDatabase<T extends object>(text: string, values: unknown[]): Promise<T[]> {
  const client = new pg.Client({ connectionString: inject("databaseUrl") });
  await client.connect();
  const { rows } = await client.query<T>(text, values);
  await client.end();
  return rows;
}

/** An event that nobody can send as it is. */
async function failedEvent(): Promise<string> {
  const id = randomUUID();
  await inDatabase(
    `insert into outbox_events (shop, id, type, stream, payload, status, attempts, failures, last_error, next_attempt_at, correlation_id, created_at, failed_at)
     values ($1, $2::uuid, 'shopify.assignment_metafield', $2::uuid::text, '{"orderId": "1", "version": "one"}', 'FAILED', 1, 1, 'The payload does not fit: version', now(), 'browser', now(), now())`,
    [shop, id],
  );
  return id;
}

/** Presses a button until it shows something: a page that has just come may not listen yet. */
async function press(button: Locator, shown: Locator): Promise<void> {
  await button.waitFor();
  await expect.poll(async () => (await button.click(), shown.waitFor({ timeout: 1_500 }).then(() => true, () => false)), { timeout: 20_000 }).toBe(true);
}

const stateOf = (id: string) => inDatabase<{ status: string; decision: string }>("select status, decision from outbox_events where shop = $1 and id = $2", [shop, id]);

test.each([1280, 390])("a failed event is mended and replayed from the list (%i px)", async (width) => {
  const id = await failedEvent();
  const { page, app, errors } = await openAdmin("/app/ops", { user: "operator", width });

  const dialog = app.getByRole("dialog");
  await press(app.getByRole("button", { name: "Fix and replay" }).first(), dialog.getByLabel("Changes to the payload"));
  await dialog.getByLabel("Changes to the payload").fill('{"version": 1}');
  await dialog.getByLabel("Note").fill("The version is a number");
  await page.screenshot({ path: `${screenshots}/ops-fix-${width}.png` });
  await dialog.getByRole("button", { name: "Fix and replay" }).click();
  await dialog.waitFor({ state: "detached" });

  expect(await stateOf(id)).toMatchObject([{ decision: "fix_and_replay" }]);
  await page.screenshot({ path: `${screenshots}/ops-${width}.png`, fullPage: true });
  await inDatabase("update outbox_events set status = 'IGNORED' where shop = $1", [shop]);
  expect(errors).toEqual([]);
});

test("after an outage all that failed is sent again with one note, and a destination that was put right is tried at once", async () => {
  const ids = [await failedEvent(), await failedEvent()];
  await inDatabase("update outbox_events set payload = '{\"orderId\": \"1\", \"version\": 1}' where shop = $1 and status = 'FAILED'", [shop]);
  const waiting = randomUUID();
  await inDatabase(
    `insert into outbox_events (shop, id, type, stream, payload, attempts, failures, last_error, next_attempt_at, correlation_id, created_at)
     values ($1, $2::uuid, 'mail.send', $2::uuid::text, '{}', 3, 3, 'Connection refused', now() + interval '1 hour', 'browser', now())`,
    [shop, waiting],
  );
  await inDatabase("insert into outbox_circuits (shop, destination, failures, last_error, blocked_until, updated_at) values ($1, 'mail', 5, 'Connection refused', now() + interval '10 minutes', now())", [shop]);
  const { app, errors } = await openAdmin("/app/ops", { user: "operator" });
  const dialog = app.getByRole("dialog");

  await press(app.getByRole("button", { name: "Replay all 2" }), dialog.getByLabel("Note"));
  await dialog.getByLabel("Note").fill("Shopify answers again");
  await dialog.getByRole("button", { name: "Replay all 2" }).click();
  await dialog.waitFor({ state: "detached" });
  await app.getByRole("button", { name: "Try now: Mail" }).click();

  for (const id of ids) expect(await stateOf(id)).toMatchObject([{ decision: "replay" }]);
  await expect.poll(() => stateOf(waiting)).toMatchObject([{ status: "FAILED" }]);
  await inDatabase("update outbox_events set status = 'IGNORED' where shop = $1", [shop]);
  expect(errors).toEqual([]);
});

test.each([1280, 390])("an incident is captured, holds Shopify back, and is left by its plan (%i px)", async (width) => {
  const { page, app, errors } = await openAdmin("/app/ops", { user: "operator", width });

  await press(app.getByRole("button", { name: "Capture incident" }).first(), app.getByLabel("What happened?"));
  await app.getByLabel("What happened?").fill("Shopify does not answer");
  await app.getByRole("dialog").getByRole("button", { name: "Capture incident" }).click();
  await app.getByRole("heading", { name: "Checklist" }).waitFor();
  await app.getByRole("button", { name: "Turn incident mode on" }).first().click();
  await app.getByRole("dialog").getByLabel("Shopify").check();
  await app.getByRole("dialog").getByRole("button", { name: "Turn incident mode on" }).click();
  await app.getByText("Incident mode is on").waitFor();
  await page.screenshot({ path: `${screenshots}/incident-${width}.png`, fullPage: true });
  const agent = await openAdmin("/app", { user: "agent", width });
  await agent.app.getByText("Incident: Shopify does not answer").waitFor();
  await app.getByRole("button", { name: "Leave incident mode" }).first().click();
  await app.getByRole("dialog").getByText("Sending to Shopify goes on").waitFor();
  await app.getByRole("dialog").getByLabel("Note").fill("It answers again");
  await page.screenshot({ path: `${screenshots}/incident-leave-${width}.png` });
  await app.getByRole("dialog").getByRole("button", { name: "Confirm and leave" }).click();
  await app.getByText("Closed").waitFor();

  expect(await inDatabase("select 1 from pauses where shop = $1", [shop])).toEqual([]);
  expect(errors).toEqual([]);
});

test("what waits to leave is a list behind its number, and its order says so", async () => {
  const [orderId = ""] = (await takeOrders("prepaid", 1)).map((gid) => gid.split("/").at(-1) ?? "");
  const id = randomUUID();
  await inDatabase(
    `insert into outbox_events (shop, id, type, stream, order_id, payload, attempts, failures, last_error, next_attempt_at, correlation_id, created_at)
     values ($1, $2::uuid, 'shopify.fulfillment_create', $2::uuid::text, $3, '{}', 3, 3, 'Shopify answered 500.', now() + interval '1 hour', 'browser', now())`,
    [shop, id, orderId],
  );
  const { page, app, errors } = await openAdmin("/app/ops", { user: "operator" });

  await app.getByRole("link", { name: /^Waiting to leave/ }).click();
  const row = app.getByRole("row").filter({ hasText: "Shopify answered 500." });
  await row.getByText("Tried again").waitFor();
  await page.screenshot({ path: `${screenshots}/ops-outbox-1280.png` });
  await row.getByRole("link").click();
  await app.getByText("Something done here is still on its way").waitFor();
  await inDatabase("update outbox_events set status = 'FAILED', failed_at = now() where shop = $1 and id = $2", [shop, id]);
  const later = await openAdmin(`/app/orders/${orderId}`, { user: "operator", width: 390 });
  await later.app.getByRole("link", { name: "Decide in Operations" }).waitFor();

  await inDatabase("update outbox_events set status = 'IGNORED' where shop = $1", [shop]);
  expect(errors).toEqual([]);
});

test("a page stands, with all that was typed, while nobody can be reached; afterwards it goes on, and what was captured is given away as a file", async () => {
  const { page, app, errors } = await openAdmin("/app/ops", { user: "operator" });
  await press(app.getByRole("button", { name: "Capture incident" }).first(), app.getByLabel("What happened?"));
  await app.getByLabel("What happened?").fill("The network is away");
  const dialog = app.getByRole("dialog");

  await page.route(/\/app\/(ops|incident|alerts)/, (route) => route.abort());
  await dialog.getByRole("button", { name: "Capture incident" }).click();
  await dialog.getByText("No answer:").waitFor();
  await page.screenshot({ path: `${screenshots}/ops-unreachable-1280.png` });
  const typed = await app.getByLabel("What happened?").inputValue();
  await page.unroute(/\/app\/(ops|incident|alerts)/);
  await dialog.getByRole("button", { name: "Capture incident" }).click();
  await app.getByRole("heading", { name: "Checklist" }).waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), app.getByRole("button", { name: "Download JSON" }).click()]);

  expect(typed).toBe("The network is away");
  expect(JSON.parse(await text(await file.createReadStream()))).toMatchObject({ title: "The network is away", metrics: {}, outboxFailures: [], drift: {}, checks: expect.any(Array) });
  expect(errors).toEqual([]);
});
