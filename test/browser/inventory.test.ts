import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openAdmin, takeOrders, withBrowser } from "./admin.ts";

withBrowser();

/** Where screenshots of a run go. */
const screenshots = "test/.output/screenshots";

const database = new pg.Client({ connectionString: inject("databaseUrl") });
beforeAll(() => database.connect());
afterAll(() => database.end());

/** Sets one product's figure past the app, as somebody with a database console does. */
async function editByHand(): Promise<void> {
  await takeOrders("prepaid", 1);
  const edit = "update product_variants set reserved_stock = reserved_stock + 3, oversold = greatest(0, reserved_stock + 3 - stock) where (shop, id) in (select shop, id from product_variants where shop = 'demo.myshopify.com' and read_at is not null order by id limit 1)";
  await expect.poll(async () => (await database.query(edit)).rowCount, { timeout: 30_000 }).toBe(1);
}

test("an operator finds a drift with its cause, checks the correction, and makes it", async () => {
  await editByHand();
  const { page, app, errors } = await openAdmin("/app/inventory", { user: "operator" });
  await app.getByText("Edited by hand", { exact: false }).waitFor();
  await page.screenshot({ path: `${screenshots}/inventory-drift-1280.png`, fullPage: true });

  await app.getByRole("button", { name: "Check a correction" }).click();
  await app.getByRole("dialog").getByRole("listitem").first().waitFor();
  await page.screenshot({ path: `${screenshots}/inventory-reconcile-1280.png` });
  // An answer that does not come is told where it was asked for.
  await page.route(/\/app\/inventory\/reconcile/, (route) => route.fulfill({ status: 503, contentType: "text/html", body: "Sorry" }), { times: 1 });
  await app.getByRole("button", { name: "Correct 1 product" }).click();
  await app.getByRole("dialog").getByText("The answer could not be read", { exact: false }).waitFor();
  await app.getByRole("button", { name: "Correct 1 product" }).click();

  await app.getByText("Every product has exactly as much set aside", { exact: false }).waitFor();
  const left = await database.query("select 1 from inventory_edits where settled_at is null");
  const audit = await openAdmin("/app/audit", { user: "operator" });
  await audit.app.getByText("Inventory corrected").first().waitFor();
  expect(left.rowCount).toBe(0);
  expect(errors).toEqual([]);
});

test("a viewer sees the figures on a phone, and may correct nothing", async () => {
  await editByHand();
  const { page, app, errors } = await openAdmin("/app/inventory", { user: "viewer", width: 390, height: 844 });

  const button = app.getByRole("button", { name: "Check a correction" });
  await button.waitFor();
  await page.screenshot({ path: `${screenshots}/inventory-drift-390.png`, fullPage: true });

  expect(await button.isDisabled()).toBe(true);
  expect(errors).toEqual([]);
});

test("staff give an order back from support to whoever had it", async () => {
  const [id = ""] = await takeOrders("prepaid", 1);
  const orderId = id.split("/").at(-1) ?? "";
  const { page, app, errors } = await openAdmin(`/app/orders/${orderId}`, { user: "operator" });
  await app.getByRole("heading", { name: "Set aside" }).waitFor();
  await app.getByRole("button", { name: "Escalate to support" }).first().click();
  await app.getByLabel("What should support know?").fill("Where is the parcel?");
  await app.getByRole("button", { name: "Escalate", exact: true }).click();
  await app.getByText("With assistant").waitFor();
  await page.screenshot({ path: `${screenshots}/order-support-1280.png`, fullPage: true });

  await app.getByRole("button", { name: "Give back" }).click();
  await app.getByLabel("What came of it?").fill("It has arrived.");
  await page.screenshot({ path: `${screenshots}/order-support-release-1280.png` });
  await app.getByRole("dialog").getByRole("button", { name: "Give back" }).click();

  await app.getByText("Closed", { exact: true }).waitFor();
  expect(errors).toEqual([]);
});
