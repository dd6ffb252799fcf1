/** The tabs of the board: what needs somebody first. */
export const shipmentTabs = ["all", "tracking_pending", "delayed", "failed", "label_printed", "in_transit", "out_for_delivery", "delivered"] as const;
export type ShipmentTab = (typeof shipmentTabs)[number];

/** The tab that an address shows. */
export function tabOf(params: URLSearchParams): ShipmentTab {
  return shipmentTabs.find((tab) => tab === params.get("tab")) ?? "all";
}

/** The address of a tab, or of a place in it. */
export function paramsFor(tab: ShipmentTab, cursor?: string): URLSearchParams {
  return new URLSearchParams({ ...(tab === "all" ? {} : { tab }), ...(cursor ? { cursor } : {}) });
}

/** What an address asks of the feed. */
export function queryOf(params: URLSearchParams): URLSearchParams {
  const tab = tabOf(params);
  const cursor = params.get("cursor");
  return new URLSearchParams({ ...(tab === "all" ? {} : { status: tab }), ...(cursor ? { cursor } : {}) });
}
