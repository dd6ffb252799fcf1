import type { OrderTarget } from "#app/dashboard/actions/drafts.ts";

/** One page of the orders that match, as the selection needs them. */
export interface TargetsPage {
  targets: OrderTarget[];
  /** Goes on after the page's last order, whatever has been added since; null at the end. */
  nextCursor: string | null;
}

/**
 * Looks up the orders that match, newest first, page by page until there are no more or `most` are found. Throws what `fetchPage`
 * throws.
 */
export async function findMatching(fetchPage: (cursor: string | null) => Promise<TargetsPage>, most: number, onProgress: (found: number) => void): Promise<OrderTarget[]> {
  const found = new Map<string, OrderTarget>();
  let cursor: string | null = null;
  do {
    const page: TargetsPage = await fetchPage(cursor);
    for (const target of page.targets) if (found.size < most) found.set(target.id, target);
    onProgress(found.size);
    cursor = page.nextCursor;
  } while (cursor !== null && found.size < most);
  return [...found.values()];
}
