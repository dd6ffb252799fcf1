import { expect, test } from "vitest";
import { bodyOf, groupOrders, type OrderGroup } from "./order-groups.ts";
import { readLines } from "./read-lines.ts";

const gid = (type: string, id: number) => `gid://shopify/${type}/${id}`;
const money = { shopMoney: { amount: "10.00" } };
const order = (id: number, more: object = {}) => ({
  id: gid("Order", id), name: `#${id}`, number: id, createdAt: "2026-01-01T00:00:00Z", processedAt: "2026-01-01T00:00:00Z", updatedAt: "2026-01-02T00:00:00Z", cancelledAt: null, closedAt: null, test: false,
  currencyCode: "INR", totalPriceSet: money, totalOutstandingSet: money, displayFinancialStatus: "PAID", displayFulfillmentStatus: "UNFULFILLED", paymentGatewayNames: [], email: null, phone: null, note: null,
  sourceName: "web", tags: [], shippingAddress: null, fulfillments: [], refunds: [], ...more,
});
const line = (id: number, of: number) => ({ id: gid("LineItem", id), title: "Kettle", variantTitle: null, sku: "K", quantity: 1, currentQuantity: 1, unfulfilledQuantity: 1, requiresShipping: true, weight: { value: 1, unit: "KILOGRAMS" }, originalUnitPriceSet: money, variant: null, product: null, __parentId: gid("Order", of) });
const now = new Date("2026-11-21T00:00:00Z");

const file = (...lines: object[]) => lines.map((each) => `${JSON.stringify(each)}\n`).join("");
/** A download in pieces of so many bytes. */
function download(text: string, { piece = 7, status = 200 } = {}) {
  const bytes = Buffer.from(text);
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (let at = 0; at < bytes.length; at += piece) controller.enqueue(new Uint8Array(bytes.subarray(at, at + piece)));
      controller.close();
    },
  });
  return new Response(body, { status });
}
async function groupsOf(response: Response, from = 0): Promise<OrderGroup[]> {
  const groups: OrderGroup[] = [];
  for await (const group of groupOrders(readLines(response, from))) groups.push(group);
  return groups;
}

test("puts each order together with its lines, whichever comes first, and each line once", async () => {
  const groups = await groupsOf(download(file(order(1), line(11, 1), line(12, 1), line(11, 1), line(21, 2), order(2))));

  expect(groups.map(({ id, order: own, lineItems }) => [id, own?.name, lineItems.length])).toEqual([
    [gid("Order", 1), "#1", 2],
    [gid("Order", 2), "#2", 1],
  ]);
});

test("goes on after the last order that was taken in, with and without ranges", async () => {
  const text = file(order(1, { note: "größer" }), line(11, 1), order(2), order(3));
  const [first] = await groupsOf(download(text));

  const all = await groupsOf(download(text), first!.end);
  const ranged = await groupsOf(download(Buffer.from(text).subarray(first!.end).toString(), { status: 206 }), first!.end);

  expect(all.map(({ order: own }) => own?.name)).toEqual(["#2", "#3"]);
  expect(ranged.map(({ order: own }) => own?.name)).toEqual(["#2", "#3"]);
  expect(ranged.at(-1)?.end).toBe(Buffer.byteLength(text));
});

test("does not take a file that was cut off for the whole", async () => {
  const text = file(order(1), order(2));

  await expect(groupsOf(download(text.slice(0, -5)))).rejects.toThrow();
});

test("has what the file does not tell read by itself: refunds, recent parcels, an order without its own line", async () => {
  const fulfillment = { id: gid("Fulfillment", 5), name: "#1.1", status: "SUCCESS", displayStatus: "IN_TRANSIT", createdAt: "2026-01-01T00:00:00Z", updatedAt: "2026-01-02T00:00:00Z", trackingInfo: [], location: null };
  const recent = { updatedAt: "2026-11-20T00:00:00Z", fulfillments: [fulfillment] };
  const [refunded, moving, old, orphan] = await groupsOf(download(file(order(1, { refunds: [{ id: gid("Refund", 9) }] }), order(2, recent), order(3, { fulfillments: [fulfillment] }), line(41, 4))));

  expect([refunded, moving, orphan].map((group) => bodyOf(group!, now))).toEqual([undefined, undefined, undefined]);
  expect(bodyOf(old!, now)).toMatchObject({ id: "3", fulfillments: [{ id: "5", shipment_status: "in_transit" }] });
});
