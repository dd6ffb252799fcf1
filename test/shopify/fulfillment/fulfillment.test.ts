import { expect, test } from "vitest";
import { testShopify, type Loose, type TestShopify } from "../testing/test-shopify.ts";

const create = "mutation ($fulfillment: FulfillmentInput!) { fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id name status displayStatus trackingInfo { company number url } } userErrors { field message } } }";
const event = "mutation ($event: FulfillmentEventInput!) { fulfillmentEventCreate(fulfillmentEvent: $event) { fulfillmentEvent { id status } userErrors { field message } } }";
const read = "query ($id: ID!) { order(id: $id) { updatedAt displayFulfillmentStatus lineItems(first: 9) { nodes { id quantity unfulfilledQuantity } } fulfillments { id displayStatus inTransitAt deliveredAt updatedAt } fulfillmentOrders(first: 9) { nodes { id status supportedActions { action } assignedLocation { location { id } } fulfillmentHolds { id handle } lineItems(first: 9) { nodes { id totalQuantity remainingQuantity } } } } } }";

/** An order of three units of one thing. */
async function threeUnits(shopify: TestShopify) {
  const { data } = await shopify.call("{ products(first: 1) { nodes { variants(first: 1) { nodes { id inventoryItem { id } } } } } locations(first: 5) { nodes { id } } }");
  const [variant] = data.products.nodes[0].variants.nodes;
  const order = { email: "a@example.com", lineItems: [{ variantId: variant.id, quantity: 3 }] };
  const { order: made } = await shopify.mutate("mutation ($order: OrderCreateOrderInput!) { orderCreate(order: $order, options: { inventoryBehaviour: DECREMENT_IGNORING_POLICY }) { order { id } userErrors { message } } }", { order });
  const fulfillmentOrder = (await orderOf(shopify, made.id)).fulfillmentOrders.nodes[0];
  return { id: made.id, fulfillmentOrder, line: fulfillmentOrder.lineItems.nodes[0], item: variant.inventoryItem.id, locations: data.locations.nodes.map((each: Loose) => each.id) };
}

async function orderOf(shopify: TestShopify, id: string): Promise<Loose> {
  const { data, errors } = await shopify.call(read, { id });
  expect(errors).toBeUndefined();
  return data.order;
}

async function stockAt(shopify: TestShopify, item: string, location: string): Promise<Record<string, number>> {
  const { data } = await shopify.call('query ($item: ID!, $location: ID!) { inventoryItem(id: $item) { inventoryLevel(locationId: $location) { quantities(names: ["available", "committed", "on_hand"]) { name quantity } } } }', { item, location });
  return Object.fromEntries(data.inventoryItem.inventoryLevel.quantities.map(({ name, quantity }: Loose) => [name, quantity]));
}

test("sends units part by part, and takes them out of what is committed", async () => {
  const shopify = await testShopify();
  await shopify.install();
  const { id, fulfillmentOrder, line, item, locations } = await threeUnits(shopify);
  const before = await stockAt(shopify, item, locations[0]);
  const send = (quantity: number) => shopify.mutate(create, { fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: fulfillmentOrder.id, fulfillmentOrderLineItems: [{ id: line.id, quantity }] }] } });

  const first = await shopify.webhooksOf(() => send(2));
  const partly = await orderOf(shopify, id);
  const second = await shopify.webhooksOf(() => send(1));
  const wholly = await orderOf(shopify, id);

  expect(partly).toMatchObject({ displayFulfillmentStatus: "PARTIALLY_FULFILLED", lineItems: { nodes: [{ unfulfilledQuantity: 1 }] }, fulfillmentOrders: { nodes: [{ status: "IN_PROGRESS", lineItems: { nodes: [{ totalQuantity: 3, remainingQuantity: 1 }] } }] } });
  expect(wholly).toMatchObject({ displayFulfillmentStatus: "FULFILLED", fulfillments: [{ displayStatus: "FULFILLED" }, { displayStatus: "FULFILLED" }], fulfillmentOrders: { nodes: [{ status: "CLOSED" }] } });
  expect(first.map(({ topic }) => topic).sort()).toEqual(["fulfillments/create", "orders/partially_fulfilled", "orders/updated"]);
  expect(second.map(({ topic }) => topic).sort()).toEqual(["fulfillments/create", "orders/fulfilled", "orders/updated"]);
  expect(await stockAt(shopify, item, locations[0])).toEqual({ available: before.available, committed: before.committed! - 3, on_hand: before.on_hand! - 3 });
});

test("links the tracking numbers of carriers that it knows, and keeps given links", async () => {
  const shopify = await testShopify();
  const { fulfillmentOrder } = await threeUnits(shopify);

  const { fulfillment } = await shopify.mutate(create, { fulfillment: { trackingInfo: { company: "Blue Dart", number: "BD 1" }, lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: fulfillmentOrder.id }] } });
  const { fulfillment: updated } = await shopify.mutate(
    "mutation ($id: ID!, $t: FulfillmentTrackingInput!) { fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: $t) { fulfillment { trackingInfo { company number url } } userErrors { message } } }",
    { id: fulfillment.id, t: { company: "Local Van", numbers: ["1", "2"], urls: ["https://example.com/1", "https://example.com/2"] } },
  );

  expect(fulfillment).toMatchObject({ name: "#1001-F1", status: "SUCCESS", trackingInfo: [{ company: "Blue Dart", number: "BD 1", url: expect.stringContaining("BD%201") }] });
  expect(updated.trackingInfo).toEqual([
    { company: "Local Van", number: "1", url: "https://example.com/1" },
    { company: "Local Van", number: "2", url: "https://example.com/2" },
  ]);
});

test("refuses to send what is not there to be sent", async () => {
  const shopify = await testShopify();
  const { fulfillmentOrder, line } = await threeUnits(shopify);
  const other = await threeUnits(shopify);
  const refusal = async (groups: object[]) => (await shopify.call(create, { fulfillment: { lineItemsByFulfillmentOrder: groups } })).data.fulfillmentCreate.userErrors[0].message;
  const group = (quantity: number, lineId = line.id) => ({ fulfillmentOrderId: fulfillmentOrder.id, fulfillmentOrderLineItems: [{ id: lineId, quantity }] });

  expect(await refusal([group(4)])).toBe("Invalid fulfillment order line item quantity requested.");
  expect(await refusal([group(0)])).toBe("Quantity must be greater than 0");
  expect(await refusal([group(1, "gid://shopify/FulfillmentOrderLineItem/1")])).toBe("Fulfillment order line item does not exist.");
  expect(await refusal([{ fulfillmentOrderId: "gid://shopify/FulfillmentOrder/1" }])).toBe("Fulfillment order does not exist.");
  expect(await refusal([group(1), { fulfillmentOrderId: other.fulfillmentOrder.id }])).toMatch(/^All fulfillment orders must belong to the same order\./);
  await shopify.mutate(create, { fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: fulfillmentOrder.id }] } });
  expect(await refusal([{ fulfillmentOrderId: fulfillmentOrder.id }])).toMatch(/^Fulfillment order \d+ has an unfulfillable status= closed\.$/);
});

test("follows a shipment by its events, whatever the order they are told in, and leaves the order's updatedAt", async () => {
  let now = Date.parse("2026-03-01T00:00:00Z");
  const shopify = await testShopify({ now: () => now });
  await shopify.install();
  const { id, fulfillmentOrder } = await threeUnits(shopify);
  const { fulfillment } = await shopify.mutate(create, { fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: fulfillmentOrder.id }] } });
  now += 3_600_000;
  const tell = (status: string, happenedAt: string) => shopify.mutate(event, { event: { fulfillmentId: fulfillment.id, status, happenedAt } });

  const webhooks = await shopify.webhooksOf(() => tell("DELIVERED", "2026-03-01T00:50:00Z"));
  await tell("IN_TRANSIT", "2026-03-01T00:20:00Z");

  const order = await orderOf(shopify, id);
  expect(order.fulfillments).toEqual([{ id: fulfillment.id, displayStatus: "DELIVERED", inTransitAt: "2026-03-01T00:20:00Z", deliveredAt: "2026-03-01T00:50:00Z", updatedAt: "2026-03-01T01:00:00Z" }]);
  expect(order.updatedAt).toBe("2026-03-01T00:00:00Z");
  expect(webhooks.map(({ topic }) => topic).sort()).toEqual(["fulfillment_events/create", "fulfillments/update"]);
});

test("takes a shipment back: its units are to be sent again", async () => {
  const shopify = await testShopify();
  const { id, fulfillmentOrder, item, locations } = await threeUnits(shopify);
  const before = await stockAt(shopify, item, locations[0]);
  const { fulfillment } = await shopify.mutate(create, { fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: fulfillmentOrder.id }] } });

  await shopify.mutate("mutation ($id: ID!) { fulfillmentCancel(id: $id) { fulfillment { id } userErrors { message } } }", { id: fulfillment.id });

  expect(await orderOf(shopify, id)).toMatchObject({ displayFulfillmentStatus: "UNFULFILLED", fulfillments: [{ displayStatus: "CANCELED" }], fulfillmentOrders: { nodes: [{ status: "OPEN", lineItems: { nodes: [{ remainingQuantity: 3 }] } }] } });
  expect(await stockAt(shopify, item, locations[0])).toEqual(before);
});

const hold = "mutation ($id: ID!, $hold: FulfillmentOrderHoldInput!) { fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) { fulfillmentHold { id handle reason heldByRequestingApp heldByApp { title } } fulfillmentOrder { id status } remainingFulfillmentOrder { id status } userErrors { field message code } } }";
const release = "mutation ($id: ID!, $holdIds: [ID!]) { fulfillmentOrderReleaseHold(id: $id, holdIds: $holdIds) { fulfillmentOrder { status } userErrors { message } } }";

test("holds and releases, one hold at a time", async () => {
  const shopify = await testShopify();
  const { id, fulfillmentOrder } = await threeUnits(shopify);
  const place = (handle: string) => shopify.call(hold, { id: fulfillmentOrder.id, hold: { reason: "INCORRECT_ADDRESS", reasonNotes: "No street", handle } });

  const first = (await place("address")).data.fulfillmentOrderHold;
  const twin = (await place("address")).data.fulfillmentOrderHold;
  await place("fraud");
  const held = await orderOf(shopify, id);
  const sent = await shopify.call(create, { fulfillment: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: fulfillmentOrder.id }] } });
  const one = await shopify.mutate(release, { id: fulfillmentOrder.id, holdIds: [first.fulfillmentHold.id] });
  const all = await shopify.mutate(release, { id: fulfillmentOrder.id });

  expect(first).toMatchObject({ fulfillmentHold: { handle: "address", reason: "INCORRECT_ADDRESS", heldByRequestingApp: true }, fulfillmentOrder: { status: "ON_HOLD" }, remainingFulfillmentOrder: null });
  expect(twin.userErrors).toMatchObject([{ code: "DUPLICATE_FULFILLMENT_HOLD_HANDLE" }]);
  expect(held).toMatchObject({ displayFulfillmentStatus: "ON_HOLD", fulfillmentOrders: { nodes: [{ fulfillmentHolds: [{ handle: "address" }, { handle: "fraud" }] }] } });
  expect(sent.data.fulfillmentCreate.userErrors[0].message).toContain("unfulfillable status= on_hold");
  expect([one.fulfillmentOrder.status, all.fulfillmentOrder.status]).toEqual(["ON_HOLD", "OPEN"]);
});

test("holds a part of the units, and puts the two halves together again", async () => {
  const shopify = await testShopify();
  const { id, fulfillmentOrder, line } = await threeUnits(shopify);

  const { remainingFulfillmentOrder } = await shopify.mutate(hold, { id: fulfillmentOrder.id, hold: { reason: "OTHER", fulfillmentOrderLineItems: [{ id: line.id, quantity: 1 }] } });
  const halves = (await orderOf(shopify, id)).fulfillmentOrders.nodes;
  await shopify.mutate(release, { id: fulfillmentOrder.id });
  const whole = (await orderOf(shopify, id)).fulfillmentOrders.nodes;

  const unitsOf = (nodes: Loose[]) => nodes.map(({ status, lineItems }) => [status, lineItems.nodes[0]?.remainingQuantity]);
  expect(remainingFulfillmentOrder.status).toBe("OPEN");
  expect(unitsOf(halves)).toEqual([["ON_HOLD", 1], ["OPEN", 2]]);
  expect(unitsOf(whole)).toEqual([["OPEN", 3], ["CLOSED", undefined]]);
});

const move = "mutation ($id: ID!, $to: ID!, $lines: [FulfillmentOrderLineItemInput!]) { fulfillmentOrderMove(id: $id, newLocationId: $to, fulfillmentOrderLineItems: $lines) { movedFulfillmentOrder { id status assignedLocation { location { id } } } originalFulfillmentOrder { id status } remainingFulfillmentOrder { id } userErrors { field message code } } }";

test("moves units to another location, with the stock that is committed to them", async () => {
  const shopify = await testShopify();
  const { id, fulfillmentOrder, line, item, locations } = await threeUnits(shopify);
  const [from, to] = [await stockAt(shopify, item, locations[0]), await stockAt(shopify, item, locations[1])];

  const part = await shopify.mutate(move, { id: fulfillmentOrder.id, to: locations[1], lines: [{ id: line.id, quantity: 1 }] });
  const { nodes } = (await orderOf(shopify, id)).fulfillmentOrders;

  expect(part.movedFulfillmentOrder.id).not.toBe(fulfillmentOrder.id);
  expect(nodes.map((each: Loose) => [each.assignedLocation.location.id, each.lineItems.nodes[0].totalQuantity])).toEqual([[locations[0], 2], [locations[1], 1]]);
  expect(await stockAt(shopify, item, locations[0])).toMatchObject({ available: from.available! + 1, committed: from.committed! - 1 });
  expect(await stockAt(shopify, item, locations[1])).toMatchObject({ available: to.available! - 1, committed: to.committed! + 1 });
});

test("moves all units in place, and refuses a location that it does not know", async () => {
  const shopify = await testShopify();
  const { fulfillmentOrder, locations } = await threeUnits(shopify);

  const unknown = await shopify.call(move, { id: fulfillmentOrder.id, to: "gid://shopify/Location/1" });
  const nobody = await shopify.call(move, { id: "gid://shopify/FulfillmentOrder/1", to: locations[1] });
  const whole = await shopify.mutate(move, { id: fulfillmentOrder.id, to: locations[1] });

  expect(unknown.data.fulfillmentOrderMove.userErrors).toMatchObject([{ field: ["id"], message: "Location not found." }]);
  expect(nobody.errors).toMatchObject([{ message: "Invalid id: gid://shopify/FulfillmentOrder/1", extensions: { code: "RESOURCE_NOT_FOUND" } }]);
  expect(whole.movedFulfillmentOrder).toEqual({ id: fulfillmentOrder.id, status: "OPEN", assignedLocation: { location: { id: locations[1] } } });
});

test("reports progress, takes it back, and says what may be done next", async () => {
  const shopify = await testShopify();
  const { id, fulfillmentOrder } = await threeUnits(shopify);
  const actions = async () => (await orderOf(shopify, id)).fulfillmentOrders.nodes[0].supportedActions.map(({ action }: Loose) => action);

  const open = await actions();
  await shopify.mutate('mutation ($id: ID!) { fulfillmentOrderReportProgress(id: $id, progressReport: { reasonNotes: "picking" }) { fulfillmentOrder { id } userErrors { message } } }', { id: fulfillmentOrder.id });
  const order = await orderOf(shopify, id);
  await shopify.mutate("mutation ($id: ID!) { fulfillmentOrderOpen(id: $id) { fulfillmentOrder { id } userErrors { message } } }", { id: fulfillmentOrder.id });

  expect(open).toEqual(["CREATE_FULFILLMENT", "REPORT_PROGRESS", "MOVE", "HOLD", "SPLIT"]);
  expect(order.displayFulfillmentStatus).toBe("IN_PROGRESS");
  expect(await actions()).toEqual(open);
});

test("lists the queue of the whole shop", async () => {
  const shopify = await testShopify();
  await threeUnits(shopify);
  await shopify.order("shipped");
  const held = await threeUnits(shopify);
  await shopify.mutate(hold, { id: held.fulfillmentOrder.id, hold: { reason: "OTHER" } });
  const query = "query ($q: String, $closed: Boolean) { fulfillmentOrders(first: 10, query: $q, includeClosed: $closed) { nodes { orderName status } } }";
  const names = async (q: string | null, closed = false) => (await shopify.call(query, { q, closed })).data.fulfillmentOrders.nodes.map((each: Loose) => `${each.orderName} ${each.status}`);

  expect(await names(null)).toEqual(["#1001 OPEN", "#1003 ON_HOLD"]);
  expect(await names("status:on_hold")).toEqual(["#1003 ON_HOLD"]);
  expect(await names(null, true)).toEqual(["#1001 OPEN", "#1002 CLOSED", "#1003 ON_HOLD"]);
});
