import { expect, test } from "vitest";
import { outcomeOf } from "./send-request.ts";

test("reads the orders that an answer updates", () => {
  expect(outcomeOf({ ok: true, answer: { message: "Assigned.", updatedOrders: [{ id: "gid://1", assignedTo: null }, { nonsense: true }] } })).toEqual({ ok: true, message: "Assigned.", updatedOrders: [{ id: "gid://1", assignedTo: null }] });
});

test("takes for a failure an answer that tells of no orders", () => {
  expect(outcomeOf({ ok: true, answer: { message: "Assigned." } })).toMatchObject({ ok: false, failure: { status: 0 } });
});
