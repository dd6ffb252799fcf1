import { expect, test } from "vitest";
import { wordsOfDetails, wordsOfMatched } from "./ops-words.ts";

const moneyOf = (amount: string) => `₹${amount}`;
const timeOf = (at: string) => `at ${at}`;

test.each([
  [{ fulfillment_attempt: 2 }, "Attempt 2"],
  [{ shipment_contract: { version: 3, hash: "0123456789abcdef" } }, "Version 3, 01234567"],
  [{ amount: "10.00", reason: "Dented" }, "₹10.00 · Dented"],
  [{ amount: "10.00", payment_id: "p1" }, "₹10.00"],
  [{ payment_id: "p1", matched: { id: "p1", at: "noon" } }, undefined],
  [null, undefined],
])("says of %j what it came to", (details, words) => {
  expect(wordsOfDetails(details, moneyOf)).toBe(words);
});

test("names the earlier record that was met, and when it was made", () => {
  const met = wordsOfMatched({ payment_id: "p1", matched: { id: "p1", at: "noon" } }, timeOf);

  expect(met).toContain("p1");
  expect(met).toContain("at noon");
  expect(wordsOfMatched({ payment_id: "p1" }, timeOf)).toBeUndefined();
});
