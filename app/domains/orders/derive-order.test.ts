import { expect, test } from "vitest";
import { type ShopLimits, ShopSettings } from "#app/domains/shops/index.server.ts";
import { deriveOrder, type OrderFacts } from "./derive-order.ts";
import type { CarrierFact, ShipmentFact } from "./parcels.ts";

const limits: ShopLimits = ShopSettings.parse({});
const placed = new Date("2026-11-20T10:00:00Z");
const hours = (count: number, milliseconds = 0) => new Date(placed.getTime() + count * 3_600_000 + milliseconds);

function order(overrides: Partial<OrderFacts> = {}): OrderFacts {
  return { createdAt: placed, isOpen: true, isDeleted: false, acknowledgedAt: null, shopifyFulfillmentStatus: "fulfilled", requiresShipping: true, shipments: [], events: [], pendingFulfillment: null, refusedFulfillmentAt: null, ...overrides };
}

function shipment(overrides: Partial<ShipmentFact> = {}): ShipmentFact {
  return { id: "1", status: "success", toldStatus: null, trackingNumber: "TRK", trackingCompany: "DHL", trackingUrl: null, trackingNumbers: ["TRK"], createdAt: placed, updatedAt: placed, ...overrides };
}

let events = 0;
function said(status: string, at: Date, overrides: Partial<CarrierFact> = {}): CarrierFact {
  return { id: `courier:${(events += 1)}`, shipmentId: null, trackingNumber: "TRK", carrier: null, status, happenedAt: at, estimatedDeliveryAt: null, deleted: false, ...overrides };
}

const throughShopify = { id: "shopify:1", shipmentId: "1", trackingNumber: null };

test.each([
  ["tracking_pending", order({ shopifyFulfillmentStatus: "unfulfilled" }), hours(2)],
  ["delayed", order({ shipments: [shipment()], events: [said("in_transit", hours(1))] }), hours(25, 1)],
  ["unscanned", order({ shipments: [shipment()] }), hours(72)],
  ["attempt_failed", order({ shipments: [shipment()], events: [said("attempted_delivery", hours(1))] }), hours(5)],
  ["failed", order({ shipments: [shipment()], events: [said("failure", hours(1))] }), hours(1)],
  ["unmarked", order({ shipments: [shipment()], events: [said("delivered", hours(1))] }), hours(25)],
  ["untracked", order({ isOpen: false, shipments: [shipment({ trackingNumber: null, trackingNumbers: [], createdAt: hours(5) })] }), hours(7)],
] as const)("lets '%s' begin to hold to the millisecond, and knows before when that will be", (rule, facts, from) => {
  const justBefore = new Date(from.getTime() - 1);

  expect(deriveOrder(facts, limits, justBefore).holding).not.toContain(rule);
  expect(deriveOrder(facts, limits, justBefore).nextCheckAt).toEqual(from);
  expect(deriveOrder(facts, limits, from).holding).toContain(rule);
});

test.each([["unscannedHours", "unscanned"], ["failedAttemptHours", "attempt_failed"], ["unmarkedHours", "unmarked"]] as const)("does without a rule whose limit '%s' is off", (limit, rule) => {
  const facts = { unscanned: [], attempt_failed: [said("attempted_delivery", placed)], unmarked: [said("delivered", placed)] };

  const derived = deriveOrder(order({ shipments: [shipment()], events: facts[rule] }), { ...limits, [limit]: null, delayedHours: 600 }, hours(100));

  expect([...derived.holding]).toEqual([]);
});

test("counts opening hours alone for the limits that are said to, and every hour for the others", () => {
  // Placed on a Friday at 10:00 UTC, an hour and a half before Kolkata's working day ends.
  const business = { limits: ["trackingPendingHours" as const], calendar: { timeZone: "Asia/Kolkata", openDays: [1, 2, 3, 4, 5].map((day) => ({ day, from: "09:00", to: "17:00" })) } };
  const facts = order({ shopifyFulfillmentStatus: "unfulfilled" });
  const monday = new Date("2026-11-23T04:00:00Z");

  expect(deriveOrder(facts, { ...limits, business }, hours(2))).toMatchObject({ holding: new Set(), nextCheckAt: monday });
  expect(deriveOrder(facts, { ...limits, business }, monday)).toMatchObject({ holding: new Set(["tracking_pending"]), nextCheckAt: null });
  expect(deriveOrder(facts, { ...limits, business: { ...business, limits: ["delayedHours"] } }, hours(2)).holding).toContain("tracking_pending");
});

test("stops alerting about a parcel that nobody has spoken of for thirty days", () => {
  const facts = order({ shipments: [shipment()] });

  expect(deriveOrder(facts, limits, hours(30 * 24, -1))).toMatchObject({ holding: new Set(["unscanned"]), nextCheckAt: hours(30 * 24) });
  expect(deriveOrder(facts, limits, hours(30 * 24))).toMatchObject({ holding: new Set(), nextCheckAt: null });
});

test("does not take Shopify's summary of an event for news of its own", () => {
  const facts = order({ shipments: [shipment({ toldStatus: "in_transit", updatedAt: hours(20) })], events: [said("in_transit", hours(1), throughShopify)] });

  expect(deriveOrder(facts, limits, hours(26)).shipmentStatus).toBe("delayed");
});

test("believes Shopify where the event itself was lost", () => {
  const facts = order({ shipments: [shipment({ toldStatus: "delivered", updatedAt: hours(20) })], events: [said("in_transit", hours(1), throughShopify)] });

  expect(deriveOrder(facts, limits, hours(26))).toMatchObject({ shipmentStatus: "delivered", shipmentUpdatedAt: hours(20) });
});

test("falls back to the word before when a carrier takes one back", () => {
  const taken = said("delivered", hours(5), { ...throughShopify, id: "shopify:2", deleted: true });
  const facts = order({ shipments: [shipment({ toldStatus: "delivered", updatedAt: hours(5) })], events: [said("in_transit", hours(1), throughShopify), taken] });

  expect(deriveOrder(facts, limits, hours(6))).toMatchObject({ shipmentStatus: "in_transit", shipmentUpdatedAt: hours(1) });
});

test("knows the tracking number that only a carrier has told, and waits for none", () => {
  const derived = deriveOrder(order({ shopifyFulfillmentStatus: "unfulfilled", events: [said("in_transit", hours(1), { trackingNumber: "X-9", carrier: "Courier X" })] }), limits, hours(3));

  expect(derived).toMatchObject({ shipmentStatus: "in_transit", tracking: { number: "X-9", carrier: "Courier X" }, parcels: [{ shipmentId: null }], holding: new Set() });
});

test("gives a carrier's number to the one fulfilment that has none", () => {
  const untracked = shipment({ trackingNumber: null, trackingNumbers: [] });

  const derived = deriveOrder(order({ shipments: [untracked], events: [said("in_transit", hours(1), { trackingNumber: "X-9" })] }), limits, hours(3));

  expect(derived).toMatchObject({ shipmentStatus: "in_transit", tracking: { number: "X-9" }, parcels: [{ shipmentId: "1" }] });
});

test("takes an unknown word for a sign of life, and not for a place", () => {
  const facts = order({ shipments: [shipment()], events: [said("in_transit", hours(1)), said("customs_cleared", hours(20))] });

  expect(deriveOrder(facts, limits, hours(26))).toMatchObject({ shipmentStatus: "in_transit", nextCheckAt: hours(44, 1) });
});

test("lets the parcel that needs most attention speak for the order", () => {
  const second = shipment({ id: "2", trackingNumber: "TRK-2", trackingNumbers: ["TRK-2"] });
  const facts = order({ shipments: [shipment(), second], events: [said("delivered", hours(2), throughShopify), said("failure", hours(1), { trackingNumber: "TRK-2" })] });

  expect(deriveOrder(facts, limits, hours(3))).toMatchObject({ shipmentStatus: "failed", tracking: { number: "TRK-2" }, holding: new Set(["failed"]) });
});

test("silences what was wrong when staff said that the order is on its way, and nothing that comes after", () => {
  const facts = order({ acknowledgedAt: hours(26), shipments: [shipment()], events: [said("in_transit", hours(1))] });
  const later = order({ ...facts, events: [...facts.events, said("out_for_delivery", hours(30))] });

  expect(deriveOrder(facts, limits, hours(27))).toMatchObject({ shipmentStatus: "delayed", holding: new Set() });
  expect(deriveOrder(later, limits, hours(55))).toMatchObject({ holding: new Set(["delayed"]) });
});

test("has nothing to say about an order that was deleted", () => {
  const facts = order({ isDeleted: true, shipments: [shipment()], events: [said("in_transit", hours(1))] });

  expect(deriveOrder(facts, limits, hours(100))).toMatchObject({ holding: new Set(), nextCheckAt: null });
});
