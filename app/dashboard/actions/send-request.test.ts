import { expect, test } from "vitest";
import { outcomeOf } from "./send-request.ts";

test("reads the orders that an answer updates", () => {
  expect(outcomeOf(200, { ok: true, message: "Assigned.", updatedOrders: [{ id: "gid://1", assignedTo: null }, { nonsense: true }] })).toEqual({ ok: true, message: "Assigned.", updatedOrders: [{ id: "gid://1", assignedTo: null }] });
});

test("reads a failure with its errors", () => {
  expect(outcomeOf(409, { ok: false, failure: { status: 409, message: "No.", errors: [{ path: "orderIds.0", message: "gone" }] } })).toEqual({ ok: false, failure: { status: 409, message: "No.", errors: [{ path: "orderIds.0", message: "gone" }] } });
});

test("takes for a failure whatever is no answer, such as the HTML of a sign-in page", () => {
  expect(outcomeOf(200, undefined)).toMatchObject({ ok: false, failure: { status: 0 } });
  expect(outcomeOf(502, undefined)).toMatchObject({ ok: false, failure: { status: 502 } });
  expect(outcomeOf(500, { anything: "else" })).toMatchObject({ ok: false, failure: { status: 500 } });
});
