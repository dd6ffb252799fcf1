import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { Ctx } from "#app/platform/ctx.ts";
import { arrival, deliver } from "#test/factories/arrivals.ts";
import { orderWebhook } from "#test/factories/webhooks.ts";
import { operator, testContext } from "#test/setup/context.ts";
import { ListOrders } from "./list-query.ts";
import { listOrders } from "./list-orders.server.ts";
import { findOrders } from "./resolve-references.server.ts";
import { OrdersPage, Tab } from "./schema.ts";

/** The shop is in India, five and a half hours ahead of UTC: its days begin at 18:30 of the day before. */
const times = ["2026-11-17T18:29:59.999Z", "2026-11-17T18:30:00.000Z", "2026-11-18T09:00:00.000Z", "2026-11-18T18:29:59.999Z", "2026-11-18T18:30:00.000Z", "2026-11-19T23:00:00.000Z"];
const people = [["Noor", "Sample", "noor@example.com"], ["Älva", "Öberg", "alva.oberg@example.org"], ["Noora", "Klein-Sample", "n.klein@example.com"]] as const;
const skus = ["KET-BLUE", "KET-RED", "CUP-9"];
const assignees = [null, operator.label, "Bo"];
const priorities = ["low", "normal", "high", "urgent"] as const;
const states = ["pending", "paid", "shipped", "fulfilled", "cancelled"] as const;
const fulfilments = ["unfulfilled", "partial", "fulfilled", "restocked"] as const;
const stages = ["none", "tracking_pending", "in_transit", "delayed", "delivered"] as const;
const returnStates = [null, "requested", "inspection", "completed", "denied", "cancelled", "awaiting_refund"] as const;

interface Known {
  id: number;
  name: string;
  createdAt: string;
  person: (typeof people)[number];
  sku: string;
  number: string | null;
  assignee: string | null;
  priority: (typeof priorities)[number];
  state: (typeof states)[number];
  fulfilment: (typeof fulfilments)[number];
  stage: (typeof stages)[number];
  returned: (typeof returnStates)[number];
  support: boolean;
  cod: boolean;
  /** In Shopify, whatever its workflow says. */
  cancelled: boolean;
  archived: boolean;
}

/** Every value beside many of every other: the cycles have lengths without a common divisor, or are shifted. */
const known: Known[] = Array.from({ length: 120 }, (_, n) => ({
  id: 700_001 + n,
  name: `#${1001 + n}`,
  createdAt: times[n % 6] ?? "",
  person: people[Math.floor(n / 6) % 3] ?? people[0],
  sku: skus[n % 3] ?? "",
  number: n % 5 < 2 ? `TRK-${5000 + n}` : null,
  assignee: assignees[Math.floor(n / 2) % 3] ?? null,
  priority: priorities[Math.floor(n / 3) % 4] ?? "normal",
  state: states[n % 5] ?? "paid",
  fulfilment: fulfilments[Math.floor(n / 5) % 4] ?? "partial",
  stage: stages[Math.floor(n / 7) % 5] ?? "none",
  returned: returnStates[n % 7] ?? null,
  support: n % 11 < 3,
  cod: n % 13 < 6,
  cancelled: n % 17 < 3,
  archived: n % 19 < 3,
}));

let ctx: Ctx;
beforeAll(async () => {
  ctx = await testContext();
  await deliver(ctx, ...known.map((order) => arrival(ctx, "orders/create", webhookOf(order))));
  const rows = JSON.stringify(known);
  await ctx.sql`
    update orders o set assigned_to = k.assignee, priority = k.priority, workflow_state = k.state, fulfillment_status = k.fulfilment, shipment_status = k.stage, return_status = k.returned,
      support_thread_id = case when k.support then gen_random_uuid() end, cod = k.cod, cancelled_at = case when k.cancelled then now() end, closed_at = case when k.archived then now() end
    from jsonb_to_recordset(${rows}::jsonb) as k(id bigint, assignee text, priority text, state text, fulfilment text, stage text, returned text, support boolean, cod boolean, cancelled boolean, archived boolean)
    where o.shop = ${ctx.shop} and o.id = k.id`;
}, 60_000);

function webhookOf({ id, name, createdAt, person: [first, last, email], sku, number }: Known) {
  const line = { id: id * 10, title: "Thing", sku, quantity: 1, current_quantity: 1, price: "10.00", requires_shipping: true };
  const fulfillment = { id: id * 10 + 1, order_id: id, name: `${name}.1`, status: "success", tracking_number: number, tracking_numbers: [number], tracking_company: "DHL", line_items: [], created_at: createdAt, updated_at: createdAt };
  return orderWebhook({
    id, name, order_number: Number(name.slice(1)), created_at: createdAt, processed_at: createdAt, updated_at: createdAt, email,
    customer: { id: id * 10, first_name: first, last_name: last, email }, shipping_address: null, line_items: [line], fulfillments: number ? [fulfillment] : [],
  });
}

/** Which orders a tab is for, in the words of whoever opens it. */
const isOpen = ({ state, cancelled, archived }: Known) => ["pending", "paid", "shipped"].includes(state) && !cancelled && !archived;
const shows: Record<Tab, (order: Known) => boolean> = {
  all: () => true,
  unfulfilled: (order) => isOpen(order) && (order.fulfilment === "unfulfilled" || order.fulfilment === "partial"),
  unassigned: (order) => isOpen(order) && order.assignee === null,
  mine: ({ assignee }) => assignee === operator.label,
  urgent: (order) => isOpen(order) && order.priority === "urgent",
  tracking_pending: ({ stage }) => stage === "tracking_pending",
  delayed: ({ stage }) => stage === "delayed",
  returns: ({ returned }) => returned !== null && !["completed", "denied", "cancelled"].includes(returned),
  support: ({ support }) => support,
  cod: ({ cod, cancelled }) => cod && !cancelled,
  closed: (order) => !isOpen(order),
};
const tabCounts = Object.fromEntries(Tab.options.map((tab) => [tab, known.filter(shows[tab]).length]));

interface Query {
  tab?: Tab;
  status?: string;
  priority?: string;
  assigned_to?: string;
  date_start?: string;
  date_end?: string;
  q?: string;
}

const some = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined, freq: 2 });
const day = fc.constantFrom("2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20");
const moment = fc.constantFrom(...times);
const queries: fc.Arbitrary<Query> = fc
  .record({
    tab: some(fc.constantFrom(...Tab.options)),
    status: some(fc.subarray([...states], { minLength: 1 }).map((list) => list.join(","))),
    priority: some(fc.constantFrom(...priorities)),
    assigned_to: some(fc.constantFrom("none", operator.label, "Bo", "nobody")),
    date_start: some(fc.oneof(day, moment)),
    date_end: some(fc.oneof(day, moment)),
    q: some(fc.constantFrom("noor", "Noor Sample", "sample", "ÖBERG", "alva.oberg", "noor@example.com", "ket-blue", "KET", "cup-9", "TRK-5011", "trk-50", "#1042", "1042", "absent")),
  })
  .map((query) => Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)));

/** When a filter's day begins or ends in the shop's time zone; a moment is itself. */
function instant(value: string, end: boolean): number {
  if (value.includes("T")) return Date.parse(value) + (end ? 1 : 0);
  return Date.parse(`${value}T00:00:00+05:30`) + (end ? 86_400_000 : 0);
}

/** What somebody would look for in an order: each of its words from its beginning on, in any case. */
function isFound({ name, person: [first, last, email], sku, number }: Known, q: string): boolean {
  const texts = [name, name.slice(1), `${first} ${last}`, last, email, sku, number ?? ""].flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}#]+/u)]);
  return texts.some((text) => text.toLowerCase().startsWith(q.toLowerCase()));
}

function wanted({ tab = "all", status, priority, assigned_to: assignee, date_start: start, date_end: end, q }: Query): string[] {
  return known
    .filter(shows[tab])
    .filter((order) => !status || status.split(",").includes(order.state))
    .filter((order) => !priority || order.priority === priority)
    .filter((order) => !assignee || order.assignee === (assignee === "none" ? null : assignee))
    .filter((order) => !start || Date.parse(order.createdAt) >= instant(start, false))
    .filter((order) => !end || Date.parse(order.createdAt) < instant(end, true))
    .filter((order) => !q || isFound(order, q))
    .sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt) || b.id - a.id)
    .map(({ name }) => name);
}

test.each(Tab.options)("the tab %s shows the orders that it is for, and every tab is counted", async (tab) => {
  const { orders, pageInfo, tabs } = OrdersPage.parse(JSON.parse((await listOrders(ctx, ListOrders.parse({ pageSize: "250", tab }))).text));

  expect(orders.map(({ name }) => name)).toEqual(wanted({ tab }));
  expect(pageInfo.total).toBe(orders.length);
  expect(tabs).toEqual(tabCounts);
});

test("tabs and filters in every combination find what a plain filter over the orders finds, in order, and count it", async () => {
  await fc.assert(
    fc.asyncProperty(queries, async (query) => {
      const parsed = ListOrders.safeParse({ pageSize: "250", ...query });
      fc.pre(parsed.success);
      const { orders, pageInfo } = OrdersPage.parse(JSON.parse((await listOrders(ctx, parsed.data)).text));
      expect(orders.map(({ name }) => name)).toEqual(wanted(query));
      expect(pageInfo.total).toBe(orders.length);
    }),
    { numRuns: 400 },
  );
}, 60_000);

test.each([
  ["2026-11-18", "2026-11-18", [times[1], times[2], times[3]]],
  ["2026-11-17", "2026-11-17", [times[0]]],
  [times[1] ?? "", times[3] ?? "", [times[1], times[2], times[3]]],
])("from %s to %s are the orders of the shop's own days, both ends included", async (start, end, found) => {
  const { orders } = OrdersPage.parse(JSON.parse((await listOrders(ctx, ListOrders.parse({ pageSize: "250", date_start: start, date_end: end }))).text));
  expect(new Set(orders.map(({ createdAt }) => createdAt))).toEqual(new Set(found));
});

test.each([["name", "#1042"], ["number", "1042"], ["email", "n.klein@example.com"], ["customer", "Klein-Sample"], ["SKU", "CUP-9"], ["tracking number", "TRK-5011"]])("finds orders by their %s", async (_field, q) => {
  const { orders } = OrdersPage.parse(JSON.parse((await listOrders(ctx, ListOrders.parse({ pageSize: "250", q }))).text));

  expect(orders.length).toBeGreaterThan(0);
  expect(orders.map(({ name }) => name)).toEqual(wanted({ q }));
});

test("an order is found by every way of naming it, digits as an id before they are a number", async () => {
  const id = 700_001;
  const twin = { id: 900_900, name: "EN1001-A", order_number: id };
  await deliver(ctx, arrival(ctx, "orders/create", orderWebhook({ ...twin, created_at: "2025-01-01T00:00:00Z" })));
  const references = [`gid://shopify/Order/${id}`, String(id), "#1001", "1001", "EN1001-A", "900900", "#9999", "9999", "gid://shopify/Order/1", "en1001-a"];

  expect(Object.fromEntries(await findOrders(ctx, references))).toEqual({
    [`gid://shopify/Order/${id}`]: BigInt(id), [String(id)]: BigInt(id), "#1001": BigInt(id), "1001": BigInt(id), "EN1001-A": 900_900n, "900900": 900_900n,
  });
});

test.each([
  ["2026-11-18T20:00:00Z", "2026-11-18", true],
  ["2026-11-18", "2026-11-18T04:00:00Z", true],
  ["2026-11-19", "2026-11-18", false],
  ["2026-11-20T20:00:00Z", "2026-11-18", false],
  ["2026-11-18T10:00:00Z", "2026-11-18T09:59:59Z", false],
])("takes orders from %s to %s: %s", (start, end, taken) => {
  expect(ListOrders.safeParse({ date_start: start, date_end: end }).success).toBe(taken);
});
