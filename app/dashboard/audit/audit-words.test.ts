import { expect, test } from "vitest";
import { pageOf, titleOf, wordsOfEvent, type Names } from "./audit-words.ts";

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
  ["settings.api_key_created", { name: "ERP", role: "operator" }, ["Name: ERP · Role: Operator"]],
  ["settings.webhook_endpoint_added", { url: "https://erp.example.com/" }, ["Address: https://erp.example.com/"]],
  ["workflow.run_started", { note: "", apply: 2, failed: 0, toState: "cancelled" }, ["Apply: 2 · To state: Cancelled"]],
  ["inventory.reconciled", { corrected: [{ from: 3, to: 0 }, { from: 4, to: 1 }] }, ["Corrected: 2"]],
  ["incident.captured", { incident_id: "i1", title: "Courier late" }, ["Title: Courier late"]],
  ["ops.action.refused", { message: "The order is not cash on delivery." }, ["The order is not cash on delivery."]],
])("says of %s in words what was done", (event, details, words) => {
  expect(wordsOfEvent({ event, details }, names)).toEqual(words);
});

test.each([
  ["settings.api_key_created", null, "API key created"],
  ["outbox.event_resolved", "fix_and_replay", "Failed event: fix and replay"],
  ["ops.action.executed", "mark-cod-captured", "Mark cash collected"],
  ["support.noted", null, "Support noted"],
])("calls %s with the action %s what it is", (event, action, words) => {
  expect(titleOf({ event, action })).toBe(words);
});

test("leads to the exception or incident that an event is about", () => {
  expect(pageOf({ details: { exception_id: "e1" } })).toBe("/app/exceptions/e1");
  expect(pageOf({ details: { incident_id: "i1" } })).toBe("/app/ops/incidents/i1");
  expect(pageOf({ details: { userId: "1" } })).toBeUndefined();
});
