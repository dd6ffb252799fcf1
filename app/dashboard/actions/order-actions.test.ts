import { expect, test } from "vitest";
import { permissionsOf, type Role } from "#app/platform/permissions.ts";
import { orderTarget } from "#test/factories/order-rows.ts";
import { fulfillProblems } from "./check-drafts.ts";
import { fulfillDraftOf } from "./drafts.ts";
import { labelOf, orderActions, whyNot } from "./order-actions.ts";
import { knownSteps, stepText } from "./return-steps.ts";

const as = (role: Role) => ({ role, permissions: permissionsOf(role) });
const offFor = (role: Role, ...targets: Parameters<typeof whyNot>[2]) => orderActions.filter((action) => whyNot(action, as(role), targets) !== undefined).map(({ id }) => id);

test("says why each action is off", () => {
  expect(offFor("agent", orderTarget())).toEqual([]);
  expect(offFor("viewer", orderTarget())).toEqual(["assign", "fulfill", "support", "returns"]);
  expect(offFor("agent")).toEqual(["assign", "fulfill", "support", "returns"]);
  expect(offFor("agent", orderTarget({ cancelled: true }))).toEqual(["fulfill"]);
  expect(offFor("agent", orderTarget({ hasOpenReturn: true }))).toEqual(["returns"]);
  expect(offFor("agent", orderTarget({ hasOpenReturn: true }), orderTarget())).toEqual([]);
});

test("says that actions are off while a page is not up to date", () => {
  const viewer = { ...as("agent"), held: "Off for now." };

  expect(orderActions.map((action) => whyNot(action, viewer, [orderTarget()]))).toEqual(orderActions.map(() => "Off for now."));
});

test("calls fulfilling what it is for orders that are fulfilled already", () => {
  const labels = (...targets: Parameters<typeof labelOf>[1]) => orderActions.map((action) => labelOf(action, targets));

  expect(labels(orderTarget({ fulfillmentStatus: "fulfilled" }))).toContain("Update tracking");
  expect(labels(orderTarget({ fulfillmentStatus: "fulfilled" }), orderTarget())).toContain("Mark fulfilled");
  expect(labels(orderTarget({ refused: true }))).toContain("Retry fulfillment");
  expect(labels(orderTarget({ refused: true }), orderTarget())).toContain("Mark fulfilled");
});

test("a change of tracking begins with the tracking that the order has", () => {
  const tracking = { number: "BD1", carrier: "Blue Dart", url: "https://example.com/BD1" };
  const shipped = orderTarget({ fulfillmentStatus: "fulfilled", tracking });

  expect(fulfillDraftOf([shipped])).toMatchObject(tracking);
  expect(fulfillDraftOf([orderTarget({ fulfillmentStatus: "fulfilled", tracking: { number: "BD1", carrier: null, url: null } })])).toMatchObject({ number: "BD1", carrier: "", url: "" });
  for (const others of [[shipped, shipped], [orderTarget({ tracking })], []]) expect(fulfillDraftOf(others)).toMatchObject({ number: "", carrier: "", url: "" });
});

test("finds what the endpoint would refuse of a fulfilment", () => {
  const typed = { action: "fulfill" as const, number: "", carrier: "", url: "", notifyCustomer: false };
  const wrong = (draft: Partial<typeof typed>, numberNeeded = false) => Object.keys(fulfillProblems({ ...typed, ...draft }, numberNeeded));

  expect(wrong({})).toEqual([]);
  expect(wrong({ number: "BD1" })).toEqual(["carrier"]);
  expect(wrong({ carrier: "Blue Dart" })).toEqual(["number"]);
  expect(wrong({ number: "BD1", carrier: "Blue Dart", url: "example.com" })).toEqual(["url"]);
  expect(wrong({ number: "BD1", carrier: "Blue Dart", url: "https://example.com/BD1" })).toEqual([]);
  expect(wrong({}, true)).toEqual(["number"]);
});

test("has words for every step that a return may take", () => {
  const steps = knownSteps(["deny", "approve_request", "unheard_of"]);

  expect(steps).toEqual(["approve_request", "deny"]);
  for (const step of steps) expect(stepText(step).effect).not.toBe("");
});
