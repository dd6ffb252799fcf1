import { expect, test } from "vitest";
import { ListOrders } from "#app/domains/orders/list-query.ts";
import { Priority, Tab, WorkflowState } from "#app/domains/orders/schema.ts";
import { presetOf, rangeOfPreset } from "./date-presets.ts";
import { hasFilters, noFilters, paramsOf, priorities, queryOf, rangeOf, tabs, viewOf, workflowStates } from "./list-view.ts";

const full = "tab=urgent&status=paid%2Cshipped&priority=high&assigned_to=none&date_start=2026-11-01&date_end=2026-11-20&q=kettle&pageSize=25&cursor=ofs%3Ap&direction=prev";

test("knows every tab, state and priority of the contract", () => {
  expect(tabs).toEqual(Tab.options);
  expect(workflowStates).toEqual(WorkflowState.options);
  expect(priorities).toEqual(Priority.options);
});

test("keeps all of a view in its address", () => {
  expect(paramsOf(viewOf(new URLSearchParams(full))).toString()).toBe(full);
});

test("leaves out of the address what goes without saying", () => {
  expect(paramsOf(viewOf(new URLSearchParams("tab=all&pageSize=50&status=&q=+"))).toString()).toBe("");
});

test("asks for what the endpoint takes, and drops what Shopify puts into the address", () => {
  const query = queryOf(new URLSearchParams(`embedded=1&shop=demo.myshopify.com&id_token=secret&${full}`));

  expect(query.has("id_token")).toBe(false);
  expect(ListOrders.safeParse(Object.fromEntries(query)).success).toBe(true);
});

test("leaves a wrong value to the endpoint, which says what is wrong with it", () => {
  expect(queryOf(new URLSearchParams("cursor=nonsense")).get("cursor")).toBe("nonsense");
});

test("tells whether anything is filtered", () => {
  expect(hasFilters(noFilters)).toBe(false);
  expect(hasFilters({ ...noFilters, search: "  " })).toBe(false);
  expect(hasFilters({ ...noFilters, assignee: "none" })).toBe(true);
});

test("counts rows from their cursors", () => {
  expect(rangeOf({ startCursor: "ofs:1e", endCursor: "ofs:2r" })).toEqual({ from: 51, to: 100 });
  expect(rangeOf({ startCursor: null, endCursor: null })).toEqual({ from: 0, to: 0 });
});

test.each(["today", "last7", "last30"])("recognises the range %s that it has set", (preset) => {
  const range = rangeOfPreset(preset, "2026-03-01")!;

  expect(presetOf(range, "2026-03-01")).toBe(preset);
  expect(presetOf(range, "2026-03-02")).toBe("custom");
});

test("counts today as one of the last seven days", () => {
  expect(rangeOfPreset("last7", "2026-03-01")).toEqual({ from: "2026-02-23", to: "2026-03-01" });
});
