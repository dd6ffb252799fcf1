import { type AppliedFilterInterface, IndexFilters, IndexFiltersMode, useSetIndexFiltersMode } from "@shopify/polaris";
import { useEffect, useRef, useState } from "react";
import type { OrdersPage } from "#app/domains/orders/schema.ts";
import { type Formats, useFormats } from "#app/ui/frame.tsx";
import { t } from "#app/ui/text.ts";
import { AssigneeField, DateField, PriorityField, StatusField } from "./filter-fields.tsx";
import { listText } from "./list-text.ts";
import { hasFilters, type ListFilters, type ListView, noFilters, tabs } from "./list-view.ts";
import { stateText } from "./state-text.ts";

const text = listText.filters;
const typingMs = 300;

export interface OrdersFiltersProps {
  view: ListView;
  counts: OrdersPage["tabs"];
  /** Above this a count only says that there are more. */
  countsAreFloor: boolean;
  assignees: readonly string[];
  loading: boolean;
  narrow: boolean;
  /** Counts up whenever the search field is to have the focus. */
  focusSearch: number;
  onView: (view: ListView, options?: { replace?: boolean }) => void;
}

/** Tabs with their counts, search and filters. Everything chosen goes into the address. */
export function OrdersFilters({ view, counts, countsAreFloor, assignees, loading, narrow, focusSearch, onView }: OrdersFiltersProps) {
  const formats = useFormats();
  const container = useRef<HTMLDivElement>(null);
  const { filters } = view;
  const { mode, setMode } = useSetIndexFiltersMode(hasFilters(filters) ? IndexFiltersMode.Filtering : IndexFiltersMode.Default);
  const [search, setSearch] = useTypedSearch(filters.search, (typed) => change({ search: typed }, { replace: true }));
  const change = (part: Partial<ListFilters>, options?: { replace?: boolean }) => onView({ ...view, place: undefined, filters: { ...filters, ...part } }, options);
  const clear = () => {
    setSearch("");
    onView({ ...view, place: undefined, filters: noFilters });
  };
  useEffect(() => {
    if (focusSearch === 0) return;
    setMode(IndexFiltersMode.Filtering);
    // The field is there after the mode has changed.
    requestAnimationFrame(() => container.current?.querySelector("input")?.focus());
  }, [focusSearch, setMode]);

  const fields = { filters, onChange: change };
  return (
    <div ref={container}>
      <IndexFilters
        tabs={tabs.map((tab) => ({ id: `orders-${tab}`, content: t(listText.tab, { name: listText.tabs[tab], count: countText(formats, counts[tab], countsAreFloor) }), isLocked: true }))}
        selected={tabs.indexOf(view.tab)}
        onSelect={(index) => onView({ ...view, place: undefined, tab: tabs[index] ?? "all" })}
        canCreateNewView={false}
        queryValue={search}
        queryPlaceholder={text.search}
        onQueryChange={setSearch}
        onQueryClear={() => setSearch("")}
        filters={[
          { key: "status", label: text.status, filter: <StatusField {...fields} />, pinned: true },
          { key: "priority", label: text.priority, filter: <PriorityField {...fields} />, pinned: true },
          { key: "assignee", label: text.assignee, filter: <AssigneeField {...fields} assignees={assignees} />, pinned: true },
          { key: "date", label: text.date, filter: <DateField {...fields} today={formats.dayKey(formats.now)} />, pinned: true },
        ]}
        appliedFilters={pillsOf(filters, formats, change)}
        onClearAll={clear}
        mode={mode}
        setMode={setMode}
        cancelAction={{ onAction: clear }}
        loading={loading}
        disableKeyboardShortcuts
        disableStickyMode={narrow}
      />
    </div>
  );
}

/** The search field's own text, told on when the typing pauses; it follows the address when that changes by itself. */
function useTypedSearch(applied: string, apply: (search: string) => void): [string, (search: string) => void] {
  const [state, setState] = useState({ typed: applied, applied });
  if (state.applied !== applied) setState({ typed: applied.trim() === state.typed.trim() ? state.typed : applied, applied });
  useEffect(() => {
    if (state.typed.trim() === applied.trim()) return;
    const timer = setTimeout(() => apply(state.typed), typingMs);
    return () => clearTimeout(timer);
  });
  return [state.typed, (typed) => setState((current) => ({ ...current, typed }))];
}

function countText({ number }: Formats, count: number, isFloor: boolean): string {
  return isFloor && count >= exactUpTo ? t(listText.floor, { count: number(count) }) : number(count);
}

/** Counts are exact up to here (contract, section 3). */
const exactUpTo = 10_000;

/** The filters that are set, in words, each with a way to take it off. */
function pillsOf(filters: ListFilters, { calendarDay }: Pick<Formats, "calendarDay">, change: (part: Partial<ListFilters>) => void): AppliedFilterInterface[] {
  const { status, priority, assignee, from, to } = filters;
  const pills: AppliedFilterInterface[] = [];
  if (status.length > 0) pills.push({ key: "status", label: t(text.pillStatus, { values: status.map((state) => stateText.workflow[state]).join(", ") }), onRemove: () => change({ status: [] }) });
  if (priority) pills.push({ key: "priority", label: t(text.pillPriority, { value: stateText.priority[priority] }), onRemove: () => change({ priority: undefined }) });
  if (assignee) pills.push({ key: "assignee", label: t(text.pillAssignee, { value: assignee === "none" ? text.nobody : assignee }), onRemove: () => change({ assignee: "" }) });
  if (from && to) pills.push({ key: "date", label: t(text.pillBetween, { from: calendarDay(from), to: calendarDay(to) }), onRemove: () => change({ from: "", to: "" }) });
  else if (from) pills.push({ key: "date", label: t(text.pillFrom, { from: calendarDay(from) }), onRemove: () => change({ from: "" }) });
  else if (to) pills.push({ key: "date", label: t(text.pillTo, { to: calendarDay(to) }), onRemove: () => change({ to: "" }) });
  return pills;
}
