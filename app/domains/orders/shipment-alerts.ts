import type { AlertKey, WantedAlert } from "#app/domains/alerts/index.server.ts";
import type { ShipmentRule } from "./derive-order.ts";

/**
 * What staff see of each rule. The contract has two kinds of alert for shipments: whatever is wrong with a parcel that has its
 * label is `delayed`, told apart by its title and by what it is about. That nothing has left is an exception.
 */
const alerts: readonly { rule: ShipmentRule; key: AlertKey; severity: WantedAlert["severity"]; title: string }[] = [
  { rule: "refused", key: "exception:fulfillment", severity: "critical", title: "it has not left, Shopify did not accept the fulfillment" },
  { rule: "tracking_pending", key: "tracking_pending", severity: "warning", title: "no tracking number yet" },
  { rule: "delayed", key: "delayed", severity: "warning", title: "on its way, and no word from the carrier" },
  { rule: "unscanned", key: "delayed:unscanned", severity: "warning", title: "label made, never scanned by the carrier" },
  { rule: "attempt_failed", key: "delayed:attempt", severity: "warning", title: "delivery was tried and failed" },
  { rule: "failed", key: "delayed:failed", severity: "critical", title: "the carrier could not deliver" },
  { rule: "unmarked", key: "delayed:unmarked", severity: "warning", title: "delivered, but not marked as delivered in Shopify" },
];

/** The shipment alerts of an order: one for each rule that holds, undefined for those that are to be closed. */
export function shipmentAlerts(orderName: string, holding: ReadonlySet<ShipmentRule>): { [Key in AlertKey]?: WantedAlert | undefined } {
  return Object.fromEntries(alerts.map(({ rule, key, severity, title }) => [key, holding.has(rule) ? { severity, title: `${orderName}: ${title}` } : undefined]));
}
