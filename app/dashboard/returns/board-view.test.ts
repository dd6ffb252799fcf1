import { expect, test } from "vitest";
import { boardTabs, countOf, paramsFor, queryOf, tabOf } from "./board-view.ts";

test.each([
  ["", "status=open"],
  ["tab=overdue", "status=open&overdue=true"],
  ["tab=inspection&cursor=ret%3A1", "status=inspection&cursor=ret%3A1"],
  ["tab=closed", "status=completed%2Cdenied%2Ccancelled"],
  ["tab=all", ""],
  ["tab=nonsense", "status=open"],
])("asks the feed for what ?%s shows", (address, query) => {
  expect(queryOf(new URLSearchParams(address)).toString()).toBe(query);
});

test("finds every tab again by its address", () => {
  expect(boardTabs.map((tab) => tabOf(paramsFor(tab)))).toEqual([...boardTabs]);
});

test("counts what is open once, and overdue returns beside it", () => {
  const counts = { requested: 2, inspection: 1, overdue: 1 };

  expect([countOf("open", counts), countOf("overdue", counts), countOf("in_transit", counts), countOf("all", counts)]).toEqual([3, 1, 0, undefined]);
});
