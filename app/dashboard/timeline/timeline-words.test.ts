import { expect, test } from "vitest";
import { formatsFor } from "#app/ui/format.ts";
import { groupByDay, mergeTimeline, readOnFrom } from "./merge-timeline.ts";
import { wordsOf } from "./timeline-words.ts";

const { money, dayKey } = formatsFor({ locale: "en", timeZone: "Asia/Kolkata" });
const at = (ts: string, event = "order.edited", details: Record<string, unknown> = {}) => ({ ts, event, details });
const words = (event: string, details: Record<string, unknown> = {}) => wordsOf(at("2026-11-20T10:00:00.000Z", event, details), money);

test.each([
  ["assignment.changed", { from: null, to: "maya" }, "Assigned to maya"],
  ["assignment.changed", { from: "maya", to: "dev" }, "Reassigned from maya to dev"],
  ["assignment.changed", { from: "maya", to: null }, "Taken from maya"],
  ["workflow.ship", { from: "paid", to: "shipped" }, "State changed from Paid to Shipped"],
  ["payment.refund", { amount: "499.00", currencyCode: "INR" }, "Refund made · ₹499.00"],
  ["payment.sale", { status: "success", amount: "499.00", currencyCode: "INR" }, "Payment taken · ₹499.00"],
  ["payment.sale", { status: "pending", amount: "499.00", currencyCode: "INR" }, "Payment expected · ₹499.00"],
  ["payment.refund", { status: "failure" }, "Refund failed"],
  ["return.awaiting_refund", { amount: "100.00", currencyCode: "INR" }, "Refund approved · ₹100.00"],
  ["return.awaiting_refund", { amount: "0.00", currencyCode: "INR" }, "Return approved, nothing to give back"],
  ["return.completed", { amount: "0", currencyCode: "INR" }, "Return completed"],
  ["fulfillment.created", { carrier: "Blue Dart", number: "BD1" }, "Fulfilled in Shopify · Blue Dart BD1"],
  ["fulfillment.tracking_changed", { from: null, to: "BD1" }, "Tracking set to BD1"],
  ["fulfillment.tracking_changed", { from: "BD1", to: "BD1" }, "Tracking set to BD1"],
  ["something.nobody_foresaw", {}, "Something nobody foresaw"],
])("puts %s into words", (event, details, title) => {
  expect(words(event, details).title).toBe(title);
});

test("quotes what was said, unless that is the title again", () => {
  expect(words("support.escalated", { note: "late" }).quote).toBe("late");
  expect(words("shipment.out_for_delivery", { message: "Out for delivery" }).quote).toBeUndefined();
});

test("puts the entries of several answers together, each happening once, newest first", () => {
  const [a, b, c] = [at("2026-11-20T10:00:00.000Z", "c"), at("2026-11-20T09:00:00.000Z", "b"), at("2026-11-20T09:00:00.000Z", "a")];

  expect(mergeTimeline([b, c], [a, b]).map(({ event }) => event)).toEqual(["c", "b", "a"]);
});

test("reads on so that no entry of the same moment is missed", () => {
  expect(readOnFrom([at("2026-11-20T10:00:00.000Z"), at("2026-11-20T09:00:00.000Z")])).toBe("2026-11-20T09:00:00.001Z");
  expect(readOnFrom([])).toBeUndefined();
});

test("groups entries by the shop's days", () => {
  const days = groupByDay([at("2026-11-20T18:31:00.000Z"), at("2026-11-20T18:29:00.000Z"), at("2026-11-20T10:00:00.000Z")], dayKey);

  expect(days.map(({ day, entries }) => [day, entries.length])).toEqual([["2026-11-21", 1], ["2026-11-20", 2]]);
});
