import { expect, test, vi } from "vitest";
import { orderRow, orderTarget } from "#test/factories/order-rows.ts";
import { textOf } from "#test/setup/render.tsx";
import { EmptyOrders } from "./empty-orders.tsx";
import { listText } from "./list-text.ts";
import { noFilters, tabs, viewOf } from "./list-view.ts";
import { OrderCard } from "./order-card.tsx";
import { OrdersTable } from "./orders-table.tsx";
import { countsOf, nothing, withOrders } from "./selection.ts";
import { SelectionNote } from "./selection-note.tsx";
import type { OrderSelection } from "./use-selection.ts";

const selectionOf = (targets: ReturnType<typeof orderTarget>[], page = targets, overrides: Partial<OrderSelection> = {}): OrderSelection => ({
  has: () => true,
  counts: countsOf(withOrders(nothing, targets, true), page),
  targets,
  set: () => {},
  clear: () => {},
  selectMatching: () => Promise.resolve(),
  finding: undefined,
  isMatching: false,
  failure: undefined,
  ...overrides,
});

const busy = orderRow({
  name: "#1042",
  payment: { gateway: "cod", cod: true, codStatus: "pending" },
  shipment: { status: "delayed", tracking: { number: "BD1", carrier: "Blue Dart", url: "https://example.com/BD1" }, lastUpdateAt: null },
  returnStatus: "inspection",
  priority: "urgent",
  assignedTo: "maya",
  tags: ["gift", "vip"],
  alerts: [
    { id: "1", kind: "support", severity: "warning", title: "waiting for support", openedAt: "", closedAt: null },
    { id: "2", kind: "delayed", severity: "critical", title: "silent since Friday", openedAt: "", closedAt: null },
  ],
});

test("says in words everything that a row shows in colour", () => {
  const text = textOf(
    <OrdersTable orders={[busy]} selection={selectionOf([])} selectAllLabel={undefined} selecting={false} loading={false} empty={null} onAction={() => {}} onTransition={() => {}} />,
  );

  for (const words of ["#1042", "Yesterday at 3:30 PM", "Noor Sample", "₹499.00", "COD due", "Unfulfilled", "Delayed", "BD1", "maya", "Urgent", "Support", "In inspection", "gift, vip"]) expect(text).toContain(words);
  expect(text).toContain("waiting for support; silent since Friday");
});

test("shows the same on a narrow screen", () => {
  const text = textOf(<OrderCard order={busy} selected onSelect={() => {}} />);

  for (const words of ["#1042", "Noor Sample", "COD due", "Unfulfilled", "Delayed", "In inspection", "Urgent", "maya", "Select #1042"]) expect(text).toContain(words);
});

test("explains every empty tab, and an empty search", () => {
  const onView = vi.fn();
  for (const tab of tabs) {
    const text = textOf(<EmptyOrders view={{ ...viewOf(new URLSearchParams()), tab }} onView={onView} />);
    expect(text).toContain(listText.empty[tab].title);
    expect(text).toContain(listText.empty[tab].body);
  }

  const searched = { ...viewOf(new URLSearchParams()), filters: { ...noFilters, search: "kettle" } };
  expect(textOf(<EmptyOrders view={searched} onView={onView} />)).toContain("Clear search and filters");
});

test("says how many of the selected orders are out of sight", () => {
  const [here, there] = [orderTarget({ name: "#1" }), orderTarget({ name: "#2" })];

  expect(textOf(<SelectionNote selection={selectionOf([here, there], [here])} total="9" progress={undefined} />)).toContain("2 orders selected · 1 of them on another page");
});

test("says that all that match now are selected, and nothing that comes later", () => {
  const note = <SelectionNote selection={selectionOf([orderTarget({ name: "#1" }), orderTarget({ name: "#2" })], [], { isMatching: true })} total="2" progress={undefined} />;

  expect(textOf(note)).toContain("All 2 orders that match now are selected. Orders that come later are not.");
});

test("tells who may not act why, once", () => {
  const text = textOf(<SelectionNote selection={selectionOf([orderTarget()])} total="1" progress={undefined} />, "viewer");

  expect(text.match(/Your role \(viewer\)/g)).toHaveLength(1);
});
