import type { ReturnFeed } from "#app/domains/returns/return-feed.ts";

/** The tabs of the board, each a question to the feed. */
export const boardTabs = ["open", "overdue", "requested", "awaiting_label", "label_generated", "in_transit", "inspection", "awaiting_refund", "closed", "all"] as const;
export type BoardTab = (typeof boardTabs)[number];

/** The tab that an address shows. */
export function tabOf(params: URLSearchParams): BoardTab {
  return boardTabs.find((tab) => tab === params.get("tab")) ?? "open";
}

/** The address of a tab, or of a place in it. */
export function paramsFor(tab: BoardTab, cursor?: string): URLSearchParams {
  return new URLSearchParams({ ...(tab === "open" ? {} : { tab }), ...(cursor ? { cursor } : {}) });
}

/** What an address asks of the feed. */
export function queryOf(params: URLSearchParams): URLSearchParams {
  const tab = tabOf(params);
  const cursor = params.get("cursor");
  return new URLSearchParams({ ...filterOf(tab), ...(cursor ? { cursor } : {}) });
}

function filterOf(tab: BoardTab): Record<string, string> {
  switch (tab) {
    case "all":
      return {};
    case "overdue":
      return { status: "open", overdue: "true" };
    case "closed":
      return { status: "completed,denied,cancelled" };
    default:
      return { status: tab };
  }
}

/** How many returns a tab has; unknown for those that ended. */
export function countOf(tab: BoardTab, counts: ReturnFeed["counts"]): number | undefined {
  if (tab === "all" || tab === "closed") return undefined;
  if (tab !== "open") return counts[tab] ?? 0;
  return Object.entries(counts).reduce((sum, [state, count]) => (state === "overdue" ? sum : sum + count), 0);
}
