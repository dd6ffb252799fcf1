import { expect, test } from "vitest";
import { formatsFor } from "./format.ts";

const kolkata = formatsFor({ locale: "en", timeZone: "Asia/Kolkata" });
const now = new Date("2026-11-21T08:00:00Z"); // 13:30 on Saturday in Kolkata

test.each([
  ["2026-11-21T05:02:00.000Z", "Today at 10:32 AM"],
  ["2026-11-20T18:30:00.000Z", "Today at 12:00 AM"], // midnight there, still Friday in UTC
  ["2026-11-20T18:29:59.000Z", "Yesterday at 11:59 PM"],
  ["2026-11-17T05:02:00.000Z", "Tuesday at 10:32 AM"],
  ["2026-11-10T05:02:00.000Z", "Nov 10 at 10:32 AM"],
  ["2025-11-10T05:02:00.000Z", "Nov 10, 2025 at 10:32 AM"],
])("writes the moment %s by the shop's clock", (iso, written) => {
  expect(kolkata.dateTime(iso, now)).toBe(written);
});

test("begins no word with a capital within a sentence that has none of its own", () => {
  const written = ["2026-11-21T05:02:00.000Z", "2026-11-20T05:02:00.000Z", "2026-11-17T05:02:00.000Z"].map((iso) => kolkata.inlineDateTime(iso, now));

  expect(written).toEqual(["today at 10:32 AM", "yesterday at 10:32 AM", "Tuesday at 10:32 AM"]);
});

test("names days by the shop's calendar", () => {
  expect(kolkata.day("2026-11-20T18:30:00.000Z", now)).toBe("Today");
  expect(kolkata.day("2026-11-20T18:29:00.000Z", now)).toBe("Yesterday");
  expect(kolkata.day("2026-11-10T05:00:00.000Z", now)).toBe("Tuesday, November 10");
  expect(kolkata.day("2025-11-10T05:00:00.000Z", now)).toBe("November 10, 2025");
});

test("leaves a calendar day where it is", () => {
  expect(formatsFor({ locale: "en", timeZone: "Pacific/Honolulu" }).calendarDay("2026-11-20")).toBe("Nov 20, 2026");
});

test.each([
  [10_000, "just now"],
  [5 * 60_000, "5 min ago"],
  [3 * 3_600_000, "3 h ago"],
  [24 * 3_600_000, "1 day ago"],
  [50 * 3_600_000, "2 days ago"],
  [-5_000, "just now"],
])("says how long ago %i ms are", (age, written) => {
  expect(kolkata.ago(new Date(now.getTime() - age).toISOString(), now)).toBe(written);
});

test.each([
  [0.4, "0 s"],
  [119, "119 s"],
  [534, "8 min"],
  [7_200, "2 h"],
  [200_000, "2 days"],
])("says that %d seconds are %s", (seconds, written) => {
  expect(kolkata.span(seconds)).toBe(written);
});

test("writes money with its currency's own decimals", () => {
  expect(kolkata.money({ amount: "1499.00", currencyCode: "INR" })).toBe("₹1,499.00");
  expect(kolkata.money({ amount: "1499", currencyCode: "JPY" })).toBe("¥1,499");
  expect(kolkata.money({ amount: "1.500", currencyCode: "KWD" })).toBe("KWD 1.500");
  expect(formatsFor({ locale: "de", timeZone: "UTC" }).money({ amount: "1499.50", currencyCode: "EUR" })).toBe("1.499,50 €");
});

test("falls back for a locale, time zone or currency that nobody knows", () => {
  const formats = formatsFor({ locale: "not a locale", timeZone: "Moon/Base" });
  expect(formats.time("2026-11-21T08:00:00Z")).toBe("8:00 AM");
  expect(formats.money({ amount: "5", currencyCode: "not a currency" })).toBe("5 not a currency");
});
