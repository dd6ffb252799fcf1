import { expect, test } from "vitest";
import { pageOf, wordsOfEvent, type Names } from "./audit-words.ts";

const names: Names = {
  staff: (userId) => (userId === "80000000004" ? "Dev Pillai" : `Staff ${userId}`),
  money: (value) => (typeof value === "string" ? `₹${value}` : `${value.currencyCode} ${value.amount}`),
  time: (at) => `at ${at}`,
};

test.each([
  ["settings.staff_role_changed", { userId: "80000000004", from: "agent", to: "operator" }, ["Dev Pillai: Agent → Operator"]],
  ["settings.changed", { changes: [{ setting: "delayedHours", from: 24, to: 12 }, { setting: "flowTriggers", from: false, to: true }] }, ["No carrier's word: 24 → 12", "Tell Shopify Flow: off → on"]],
  ["settings.changed", { changes: [{ setting: "mailTeamOn", from: [], to: ["paid", "shipped"] }, { setting: "mailTeamAddress", from: null, to: "ops@example.com" }] }, ["The team gets a mail when an order is: none → paid, shipped", "Team's address: none → ops@example.com"]],
  ["settings.changed", { changes: [{ setting: "assignmentRules", from: [], to: [{ countries: ["IN"] }] }] }, ["Assignment rules: changed"]],
  ["ops.action.executed", { refund_id: "r1", amount: "120.00", reason: "Dented" }, ["₹120.00 · Dented"]],
  ["exception.override_proposed", { exception_id: "e1", actor: "Asha", amount: { amount: "900.00", currencyCode: "EUR" } }, ["Actor: Asha · Amount: EUR 900.00"]],
  ["incident.captured", { incident_id: "i1", title: "Courier late" }, ["Title: Courier late"]],
  ["ops.action.refused", { message: "The order is not cash on delivery." }, ["The order is not cash on delivery."]],
])("says of %s in words what was done", (event, details, words) => {
  expect(wordsOfEvent({ event, details }, names)).toEqual(words);
});

test("leads to the exception or incident that an event is about", () => {
  expect(pageOf({ details: { exception_id: "e1" } })).toBe("/app/exceptions/e1");
  expect(pageOf({ details: { incident_id: "i1" } })).toBe("/app/ops/incidents/i1");
  expect(pageOf({ details: { userId: "1" } })).toBeUndefined();
});
