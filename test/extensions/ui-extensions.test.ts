import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { type BuiltTarget, buildExtensions } from "#scripts/build-extensions.ts";
import { buildOrder } from "#test/factories/orders.ts";
import { demoShop, staffToken, startTestApp, type TestApp } from "#test/setup/app.ts";
import { customerToken } from "#test/setup/customer-token.ts";
import { openExtension } from "./page.ts";

let app: TestApp;
let built: BuiltTarget[];
beforeAll(async () => {
  app = await startTestApp();
  built = await buildExtensions(mkdtempSync(join(tmpdir(), "extensions-")), app.url);
});

const gid = (id: bigint) => `gid://shopify/Order/${id}`;
const asStaff = (orders: bigint[]) => ({ built, appUrl: app.url, token: () => staffToken(app.shopify, "agent"), orders: orders.map(gid) });

function type(field: Element, value: string, event = "input"): void {
  Object.assign(field, { value });
  field.dispatchEvent(new (Reflect.get(field.ownerDocument.defaultView ?? {}, "Event"))(event, { bubbles: true }));
}

function press(button: Element): void {
  button.dispatchEvent(new (Reflect.get(button.ownerDocument.defaultView ?? {}, "Event"))("click", { bubbles: true }));
}

async function detail(id: bigint) {
  return (await app.request("GET", `/sync/orders/${id}`)).body.order;
}

describe("in the admin", () => {
  test("shows who owns an order and how far it is", async () => {
    const { id } = await buildOrder(await app.context());
    await app.request("POST", "/sync/orders/assign", { body: { shop_domain: demoShop, orderIds: [String(id)], assignee: "maya" } });

    const { document, find } = await openExtension("order-operations", asStaff([id]));
    await find("s-link");

    expect(document.body.textContent).toContain("maya");
    expect(document.body.textContent).toContain("paid");
  });

  test("says in the app's words why it shows nothing, and offers to try again", async () => {
    const { document, find } = await openExtension("order-operations", asStaff([1n]));
    await find("s-banner");

    expect(document.body.textContent).toMatch(/order/i);
    expect(document.querySelector("s-button")).not.toBeNull();
  });

  test("assigns the order that is shown", async () => {
    const { id } = await buildOrder(await app.context());
    const { find, closed } = await openExtension("assign-order", asStaff([id]));

    type(await find("s-text-field"), "ravi");
    press(await find("s-button[slot=primary-action]"));

    await expect.poll(closed).toBe(true);
    expect(await detail(id)).toMatchObject({ assignedTo: "ravi" });
  });

  test("escalates the order that is shown", async () => {
    const { id } = await buildOrder(await app.context());
    const { find, closed } = await openExtension("escalate-order", asStaff([id]));

    type(await find("s-text-area"), "customer calls daily");
    await expect.poll(async () => (await find("s-button[slot=primary-action]")).hasAttribute("disabled")).toBe(false);
    press(await find("s-button[slot=primary-action]"));

    await expect.poll(closed).toBe(true);
    expect(await detail(id)).toMatchObject({ priority: "urgent", supportThread: expect.any(String) });
  });

  test("opens a return of the order that is shown, or says why not", async () => {
    const { id } = await buildOrder(await app.context(), { fulfillmentStatus: "fulfilled" });
    const { find, closed } = await openExtension("open-return", asStaff([id]));

    press(await find("s-button[slot=primary-action]"));

    await expect.poll(closed).toBe(true);
    expect(await detail(id)).toMatchObject({ returnStatus: "awaiting_label" });
  });

  test("assigns all selected orders", async () => {
    const orders = [await buildOrder(await app.context()), await buildOrder(await app.context())];
    const { find, closed } = await openExtension("assign-orders", asStaff(orders.map(({ id }) => id)));

    type(await find("s-text-field"), "asha");
    press(await find("s-button[slot=primary-action]"));

    await expect.poll(closed).toBe(true);
    for (const { id } of orders) expect(await detail(id)).toMatchObject({ assignedTo: "asha" });
  });

  test("says first which of the selected orders will change", async () => {
    const { id } = await buildOrder(await app.context());
    const { document, find } = await openExtension("transition-orders", asStaff([id]));

    type(await find("s-select"), "cancelled", "change");
    press(await find("s-button:not([slot])"));
    await expect.poll(() => document.body.textContent).toContain("1 of 1 orders will change.");

    expect(await detail(id)).toMatchObject({ workflowState: "paid" });
  });
});

describe("for customers", () => {
  test("offers the steps that are open, and asks for one", async () => {
    const { id, customerId } = await buildOrder(await app.context());
    const token = () => customerToken(customerId);
    const { document, find } = await openExtension("order-status", { built, appUrl: app.url, token, orders: [gid(id)] });

    type(await find("s-text-field"), "ordered twice");
    press(await find("s-button"));
    await find("s-banner[tone=info]");

    expect(document.querySelectorAll("s-button").length).toBe(0);
    expect((await detail(id)).support[0].notes[0].note).toContain("ordered twice");
  });
});
