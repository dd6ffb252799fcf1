import type { FrameLocator, Locator } from "playwright-core";
import { expect, inject, test } from "vitest";
import { local, namesOf, openAdmin, withBrowser } from "./admin.ts";

withBrowser();

const shop = "demo.myshopify.com";
const rowOf = (app: FrameLocator, name: string) => app.getByRole("row").filter({ has: app.getByRole("link", { name, exact: true }) });

/** An order that was paid by card, whose customer asks to send something back. */
async function requestedReturn(): Promise<{ order: string; name: string }> {
  const { orders } = await local<{ orders: string[] }>("orders", { shop, template: "return_requested", count: 1, gateway: "bogus" });
  const [order = ""] = orders;
  const [name = ""] = await namesOf([order]);
  return { order, name };
}

async function step(app: FrameLocator, row: Locator, name: string): Promise<Locator> {
  await row.getByRole("button", { name, exact: true }).click();
  return app.getByRole("dialog");
}

/** What local Shopify's Admin API says of an order's returns and money. */
async function inShopify(orderId: string) {
  const { accessToken } = await local<{ accessToken: string }>(`access-token?shop=${shop}`);
  const query = `query Returns($id: ID!) { order(id: $id) { totalRefundedSet { shopMoney { amount } } returns(first: 5) { nodes { status refunds(first: 5) { nodes { id } } } } } }`;
  const response = await fetch(`${inject("shopifyUrl")}/admin/api/2026-10/graphql.json`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Shopify-Access-Token": accessToken },
    body: JSON.stringify({ query, variables: { id: orderId } }),
  });
  const { data }: { data: { order: { totalRefundedSet: { shopMoney: { amount: string } }; returns: { nodes: { status: string; refunds: { nodes: unknown[] } }[] } } } } = await response.json();
  return { refunded: Number(data.order.totalRefundedSet.shopMoney.amount), returns: data.order.returns.nodes.map(({ status, refunds }) => ({ status, refunds: refunds.nodes.length })) };
}

test("takes a customer's request through to the refund, and Shopify shows the same", async () => {
  const { order, name } = await requestedReturn();
  const { app, errors } = await openAdmin("/app/returns");
  const row = rowOf(app, name);
  await row.getByText("Return requested").waitFor();

  await step(app, row, "Approve request");
  const label = await step(app, row, "Add label");
  await label.getByLabel("Tracking number").fill("RET-100");
  await label.getByRole("button", { name: "Add label" }).click();
  await step(app, row, "Mark in transit");
  const inspection = await step(app, row, "Request inspection");
  await inspection.getByLabel("Condition").selectOption({ label: "As new" });
  await inspection.getByLabel("What becomes of it").selectOption({ label: "Back on the shelf" });
  await inspection.getByRole("button", { name: "Request inspection" }).click();
  await row.getByText("In inspection").waitFor();
  expect((await inShopify(order)).refunded).toBe(0);

  const refund = await step(app, row, "Approve refund");
  await refund.getByText("Can be given back").waitFor();
  expect(await refund.getByLabel("What becomes of it").inputValue()).toBe("restocked");
  await refund.getByLabel("Amount").fill("99999999");
  expect(await refund.getByRole("button", { name: /^Give back/ }).isDisabled()).toBe(true);
  await refund.getByLabel("Amount").fill("");
  await refund.getByRole("button", { name: /^Give back ./ }).click();

  await expect.poll(() => inShopify(order), { timeout: 20_000, interval: 250 }).toEqual({ refunded: expect.any(Number), returns: [{ status: "CLOSED", refunds: 1 }] });
  expect((await inShopify(order)).refunded).toBeGreaterThan(0);
  await row.waitFor({ state: "detached" });
  const closed = await openAdmin("/app/returns?tab=closed");
  await rowOf(closed.app, name).getByText("Return completed").waitFor();
  await rowOf(closed.app, name).getByText("In step").waitFor();
  expect(errors).toEqual([]);
});

test("asks why a return is denied, on the order's page too, and says it there", async () => {
  const { order, name } = await requestedReturn();
  const { app, errors } = await openAdmin("/app/returns");
  await rowOf(app, name).getByRole("link", { name, exact: true }).click();

  await app.getByRole("button", { name: "Deny", exact: true }).click();
  const dialog = app.getByRole("dialog");
  await dialog.getByRole("button", { name: "Deny" }).click();
  await dialog.getByText("Say why the return is denied.").waitFor();
  await dialog.getByLabel("Note", { exact: false }).first().fill("Worn outside.");
  await dialog.getByRole("button", { name: "Deny" }).click();

  await app.getByText("Worn outside.").first().waitFor();
  await expect.poll(() => inShopify(order), { timeout: 20_000, interval: 250 }).toMatchObject({ refunded: 0, returns: [{ status: "DECLINED" }] });
  expect(errors).toEqual([]);
});

test("offers a viewer no step", async () => {
  const { name } = await requestedReturn();
  const { app } = await openAdmin("/app/returns", { user: "viewer" });

  await rowOf(app, name).getByText("Return requested").waitFor();

  expect(await rowOf(app, name).getByRole("button", { name: "Approve request" }).isDisabled()).toBe(true);
});
