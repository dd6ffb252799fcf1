import { expect, test } from "vitest";
import { orderRow, orderTarget } from "#test/factories/order-rows.ts";
import { expectedPatch, patched } from "./patches.ts";
import { actionsReducer, type ActionsState, type FailedSubmission, idle, patchesOf, progressOf } from "./submissions.ts";

const draft = { action: "assign" as const, assignee: "maya" };
const [first, second] = [orderTarget({ name: "#1" }), orderTarget({ name: "#2" })];
const rows = [orderRow({ name: "#1" }), orderRow({ name: "#2" })];
const owners = (state: ActionsState) => rows.map((row) => patched(row, patchesOf(state, row.id)).assignedTo);
const submitted = actionsReducer(idle, { type: "submitted", id: "s1", draft, targets: [first, second] });
const failed: FailedSubmission = { draft, failure: { status: 409, message: "No.", errors: [] }, problems: [], requests: [], targets: [second], doneBefore: 1 };

test("shows at once what is expected", () => {
  expect(owners(submitted)).toEqual(["maya", "maya"]);
  expect(progressOf(submitted)).toEqual({ done: 0, count: 2 });
});

test("shows what was done until the data are there, and takes back what was not", () => {
  const settled = actionsReducer(submitted, { type: "settled", id: "s1", done: [first], updatedOrders: [{ id: first.id, assignedTo: "Maya" }], failed });

  expect(owners(settled)).toEqual(["Maya", null]);
  expect(settled.failed).toEqual(failed);
  expect(owners(actionsReducer(settled, { type: "reloaded", id: "s1" }))).toEqual([null, null]);
});

test("keeps a failure until it is dismissed or something else is submitted", () => {
  const settled = actionsReducer(submitted, { type: "settled", id: "s1", done: [], updatedOrders: [], failed });

  expect(actionsReducer(settled, { type: "reloaded", id: "s1" }).failed).toEqual(failed);
  expect(actionsReducer(settled, { type: "dismissed" }).failed).toBeUndefined();
  expect(actionsReducer(settled, { type: "submitted", id: "s2", draft, targets: [second] }).failed).toBeUndefined();
});

test("lets the later of two submissions show", () => {
  const both = actionsReducer(submitted, { type: "submitted", id: "s2", draft: { action: "assign", assignee: null }, targets: [second] });

  expect(owners(both)).toEqual(["maya", null]);
});

test("shows a fulfilment with its tracking, and an escalation as urgent", () => {
  const shown = patched(orderRow(), [
    expectedPatch({ action: "fulfill", number: "BD1", carrier: "Blue Dart", url: "", notifyCustomer: false }),
    expectedPatch({ action: "support", note: "late", conversationId: "" }),
    expectedPatch({ action: "returns", step: "open", reason: "r", note: "" }),
  ]);

  expect(shown).toMatchObject({ fulfillmentStatus: "fulfilled", priority: "urgent", returnStatus: "awaiting_label", shipment: { tracking: { number: "BD1", carrier: "Blue Dart", url: null } } });
});
