import { expect, test } from "vitest";
import { type FollowFacts, ledBy } from "./shopify-status.ts";

const open: FollowFacts = { state: "awaiting_label", before: "open", endedFrom: null, endedThere: false, refundUnderWay: false };

test("a return that Shopify ended is open again when Shopify says so, whatever else was heard between", () => {
  const ended: FollowFacts = { ...open, state: "cancelled", endedFrom: "awaiting_label", endedThere: true };

  for (const before of ["canceled", "requested"] as const) expect(ledBy("open", { ...ended, before })).toEqual({ action: "shopify.reopened", to: "awaiting_label" });
});

test("a return that was ended here stays so while Shopify has not heard of it", () => {
  expect(ledBy("open", { ...open, state: "cancelled", endedFrom: "awaiting_label" })).toBeUndefined();
});
