import type { FrameLocator } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { sessionToken } from "#scripts/demo-shop.ts";
import type { Stack } from "#scripts/stack.ts";
import { assignElsewhere, namesOf, openAdmin, storeOrder, takeOrders, withBrowser } from "./admin.ts";
import { openAction, rowOf, select } from "./orders-list.ts";
import { dashboardOf, type Instance, remoteInstance } from "./remote-instance.ts";

withBrowser();

let instance: Instance;
let dashboard: Stack;
beforeAll(async () => {
  instance = await remoteInstance();
  await instance.start();
  dashboard = await dashboardOf(instance.url);
});
afterAll(async () => {
  await dashboard.stop();
  await instance.kill();
});

const open = (path?: string) => openAdmin(path, { shopifyUrl: dashboard.shopifyUrl });
const statusOf = (app: FrameLocator) => app.locator(".live-indicator").first().getAttribute("data-status");

test("shows and changes the orders of another instance, keeps its last good page while that is away, and goes on when it is back", async () => {
  const [order = "", other = ""] = await takeOrders("unfulfilled", 2);
  const [name = "", otherName = ""] = await namesOf([order, other]);
  const { app, errors } = await open();
  await select(app, name);
  const assign = await openAction(app, "Assign");
  await assign.getByLabel("Somebody else").check({ force: true });
  await assign.getByLabel("Name").fill("From elsewhere");
  await assign.getByRole("button", { name: "Assign", exact: true }).click();
  await rowOf(app, name).getByText("From elsewhere").waitFor();
  await expect.poll(async () => (await storeOrder(order)).metafields.map(({ value }) => value)).toContain("From elsewhere");
  await assignElsewhere(other, "Who works there");
  await rowOf(app, otherName).getByText("Who works there").waitFor();
  await select(app, name);

  await instance.kill();
  const banner = app.locator(".Polaris-Banner--withinPage").filter({ hasText: "This page could not be refreshed" });
  await banner.getByText(/You see the last known state, of today/i).waitFor();
  await banner.getByText(/HTTP 503: Sync at .* could not be reached/).waitFor();
  await rowOf(app, otherName).getByText("Who works there").waitFor();
  expect(await app.getByRole("button", { name: "Assign", exact: true }).isDisabled()).toBe(true);

  const opened = await open("/app/shipments");
  await opened.app.getByText("Sample data, not your shop's").waitFor();
  expect(inject("appUrl")).not.toBe(dashboard.appUrl);

  await instance.start();
  await banner.waitFor({ state: "detached" });
  await opened.app.getByText("Sample data, not your shop's").waitFor({ state: "detached" });
  await expect.poll(() => statusOf(app)).toMatch(/live|polling/);
  await app.getByText("1 selected").first().waitFor();
  expect(await app.getByRole("button", { name: "Assign", exact: true }).isDisabled()).toBe(false);
  expect([...errors, ...opened.errors]).toEqual([]);
});

test("what happens at one process is told by another, and by a third to whoever lost that stream, from where they were", async () => {
  const token = await sessionToken({ shopifyUrl: inject("shopifyUrl"), shop: "demo.myshopify.com" }, "agent");
  const listen = async (url: string, lastEventId?: string) => {
    const response = await fetch(`${url}/sync/orders/alerts`, { headers: { Accept: "text/event-stream", Authorization: `Bearer ${token}`, ...(lastEventId ? { "Last-Event-ID": lastEventId } : {}) } });
    return response.body?.pipeThrough(new TextDecoderStream()).getReader();
  };
  const [first = "", second = ""] = await takeOrders("prepaid", 2);
  const stream = await listen(instance.url);
  await assignElsewhere(first, "Told elsewhere");
  const told = await heard(stream, first);
  const [, id = ""] = /id: (\d+)\nevent: refresh/.exec(told) ?? [];

  await instance.kill();
  await assignElsewhere(second, "Told later");
  const resumed = await heard(await listen(inject("appUrl"), id), second);
  await instance.start();
  const back = await heard(await listen(instance.url, id), second);

  expect(resumed).not.toContain(first);
  expect(eventOf(back, second)).toBe(eventOf(resumed, second));
});

/** The event of a stream that names an order. */
const eventOf = (said: string, order: string) => said.split("\n\n").find((event) => event.includes(order));

/** What a stream says until it names an order. */
async function heard(reader: ReadableStreamDefaultReader<string> | undefined, order: string): Promise<string> {
  let text = "";
  for (let part = await reader?.read(); part && !part.done && !(text += part.value).includes(order); part = await reader?.read());
  await reader?.cancel();
  return text;
}
