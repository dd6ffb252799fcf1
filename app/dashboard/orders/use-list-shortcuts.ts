import { useMemo, useState } from "react";
import { targetOf } from "#app/dashboard/actions/drafts.ts";
import type { OrderRow, OrdersPage } from "#app/domains/orders/schema.ts";
import { type Shortcut, useShortcuts } from "#app/ui/shortcuts.ts";
import { turn } from "./list-footer.tsx";
import { listText } from "./list-text.ts";
import type { ListView } from "./list-view.ts";
import type { OrderSelection } from "./use-selection.ts";

const text = listText.shortcuts;

export interface ListShortcutsOptions {
  view: ListView;
  pageInfo: OrdersPage["pageInfo"];
  orders: readonly OrderRow[];
  selection: OrderSelection;
  onView: (view: ListView) => void;
}

/** The list's keys. Moving through the rows moves the focus from one order's link to the next, so Enter opens it as any link. */
export function useListShortcuts({ view, pageInfo, orders, selection, onView }: ListShortcutsOptions) {
  const [helpIsOpen, setHelpIsOpen] = useState(false);
  const [searches, setSearches] = useState(0);

  const list: Shortcut[] = [
    { key: "j", label: text.next, run: () => focusRow(1) },
    { key: "k", label: text.previous, run: () => focusRow(-1) },
    {
      key: "x",
      label: text.select,
      run: () => {
        const order = orders[focusedRow(rowLinks())];
        if (order) selection.set([targetOf(order)], !selection.has(order.id));
      },
    },
    { key: "/", label: text.search, run: () => setSearches((count) => count + 1) },
    { key: "]", label: text.nextPage, run: () => turn(view, pageInfo.nextCursor, "next", onView) },
    { key: "[", label: text.previousPage, run: () => turn(view, pageInfo.previousCursor, "prev", onView) },
    { key: "?", label: text.help, run: () => setHelpIsOpen(true) },
  ];
  useShortcuts(list);

  const shown = useMemo(() => ({ showHelp: () => setHelpIsOpen(true), hideHelp: () => setHelpIsOpen(false) }), []);
  return { ...shown, helpIsOpen, searches, list: [...list.slice(0, 2), { key: "Enter", label: text.open }, ...list.slice(2)] };
}

function rowLinks(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(".orders-table [data-primary-link]")];
}

function focusedRow(links: readonly HTMLElement[]): number {
  return links.findIndex((link) => link === document.activeElement);
}

function focusRow(step: number): void {
  const links = rowLinks();
  const from = focusedRow(links);
  const next = from === -1 ? (step > 0 ? 0 : links.length - 1) : from + step;
  const link = links[next];
  link?.focus();
  link?.scrollIntoView({ block: "nearest" });
}
