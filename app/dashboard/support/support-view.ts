/** The tabs of the queue. */
export const supportTabs = ["open", "closed", "all"] as const;
export type SupportTab = (typeof supportTabs)[number];

/** The tab that an address shows. */
export function tabOf(params: URLSearchParams): SupportTab {
  return supportTabs.find((tab) => tab === params.get("tab")) ?? "open";
}

/** What is looked for at an address. */
export function searchOf(params: URLSearchParams): string {
  return params.get("q") ?? "";
}

/** The address of a tab, of a search in it, or of a place in that. */
export function paramsFor(tab: SupportTab, q = "", cursor?: string): URLSearchParams {
  return new URLSearchParams({ ...(tab === "open" ? {} : { tab }), ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) });
}

/** What an address asks of `/sync`. */
export function queryOf(params: URLSearchParams): URLSearchParams {
  const q = searchOf(params);
  const cursor = params.get("cursor");
  return new URLSearchParams({ status: tabOf(params), ...(q ? { q } : {}), ...(cursor ? { cursor } : {}) });
}
