import { expect, test } from "vitest";
import { orderTarget, orderTargets } from "#test/factories/order-rows.ts";
import { findMatching, type TargetsPage } from "./find-matching.ts";
import { countsOf, mostSelected, nothing, tableCounts, targetsOf, withOrders } from "./selection.ts";

const firstPage = orderTargets(3);
const secondPage = orderTargets(6).slice(3);

test("selects the orders of a page, and only those", () => {
  const selection = withOrders(nothing, firstPage, true);

  expect(countsOf(selection, firstPage)).toEqual({ total: 3, onPage: 3, elsewhere: 0, wholePage: true });
  expect(countsOf(selection, secondPage)).toEqual({ total: 3, onPage: 0, elsewhere: 3, wholePage: false });
});

test("ticks the header's checkbox for a page that is selected, and for no other with as many orders", () => {
  const selection = withOrders(nothing, firstPage, true);
  const ticked = (page: typeof firstPage) => {
    const { itemCount, selectedItemsCount } = tableCounts(countsOf(selection, page), page.length);
    return itemCount === selectedItemsCount;
  };

  expect(ticked(firstPage)).toBe(true);
  expect(ticked(secondPage)).toBe(false);
});

test("counts the orders of other pages in, in what the bar says", () => {
  const selection = withOrders(withOrders(nothing, firstPage, true), secondPage.slice(0, 1), true);

  expect(tableCounts(countsOf(selection, secondPage), secondPage.length).selectedItemsCount).toBe(4);
});

test("deselects a page without touching the others", () => {
  const both = withOrders(withOrders(nothing, firstPage, true), secondPage, true);

  expect(targetsOf(withOrders(both, secondPage, false), secondPage)).toEqual(firstPage);
});

test("hands actions the orders as they are now, where the page shows them", () => {
  const selection = withOrders(nothing, [orderTarget({ name: "#1", assignmentVersion: 1 }), orderTarget({ name: "#9", assignmentVersion: 4 })], true);

  const targets = targetsOf(selection, [orderTarget({ name: "#1", assignmentVersion: 2 })]);

  expect(targets.map(({ assignmentVersion }) => assignmentVersion)).toEqual([2, 4]);
});

test("selects no more than can be changed at once", () => {
  expect(withOrders(nothing, orderTargets(mostSelected + 5), true).size).toBe(mostSelected);
});

test("looks orders up page by page, each once, and stops at the limit", async () => {
  const pages: Record<string, TargetsPage> = {
    first: { targets: orderTargets(3), nextCursor: "second" },
    second: { targets: orderTargets(5).slice(2), nextCursor: "third" },
    third: { targets: orderTargets(9).slice(5), nextCursor: null },
  };
  const asked: (string | null)[] = [];
  const fetchPage = (cursor: string | null) => {
    asked.push(cursor);
    return Promise.resolve(pages[cursor ?? "first"]!);
  };

  expect((await findMatching(fetchPage, 100, () => {})).map(({ name }) => name)).toEqual(orderTargets(9).map(({ name }) => name));
  expect(asked).toEqual([null, "second", "third"]);
  expect(await findMatching(fetchPage, 4, () => {})).toHaveLength(4);
  expect(asked).toEqual([null, "second", "third", null, "second"]);
});
