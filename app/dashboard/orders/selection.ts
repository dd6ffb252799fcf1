import type { OrderTarget } from "#app/dashboard/actions/drafts.ts";

/**
 * The orders that are selected, each by its id: a selection is always these very orders, whatever page is shown and whatever
 * comes later. "All that match" are looked up and then selected like any others.
 */
export type Selection = ReadonlyMap<string, OrderTarget>;

export const nothing: Selection = new Map();

/** How many orders may be selected at once: what four requests of 250 can carry. */
export const mostSelected = 1_000;

/** Selects or deselects some orders, and leaves the others as they are. */
export function withOrders(selection: Selection, targets: readonly OrderTarget[], selected: boolean): Selection {
  const next = new Map(selection);
  for (const target of targets) {
    if (!selected) next.delete(target.id);
    else if (next.size < mostSelected || next.has(target.id)) next.set(target.id, target);
  }
  return next;
}

/** The selected orders, as they are now where the page shows them, else as they were when they were selected. */
export function targetsOf(selection: Selection, page: readonly OrderTarget[]): OrderTarget[] {
  const fresh = new Map(page.map((target) => [target.id, target]));
  return [...selection.values()].map((target) => fresh.get(target.id) ?? target);
}

export interface SelectionCounts {
  total: number;
  onPage: number;
  elsewhere: number;
  /** Whether every order of the page is selected. */
  wholePage: boolean;
}

export function countsOf(selection: Selection, page: readonly OrderTarget[]): SelectionCounts {
  const onPage = page.filter(({ id }) => selection.has(id)).length;
  return { total: selection.size, onPage, elsewhere: selection.size - onPage, wholePage: page.length > 0 && onPage === page.length };
}

/**
 * The counts as Polaris's IndexTable wants them. It ticks the header's checkbox when they are equal, so they are only when every
 * order of the page, and not just as many, is selected.
 */
export function tableCounts({ total, wholePage }: SelectionCounts, pageLength: number): { itemCount: number; selectedItemsCount: number } {
  if (wholePage) return { itemCount: total, selectedItemsCount: total };
  return { itemCount: total === pageLength ? pageLength + 1 : pageLength, selectedItemsCount: total };
}
