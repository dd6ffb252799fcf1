import { catalogue } from "#app/ui/text.ts";

/** The words of the shipments board. */
export const shipmentsText = catalogue({
  title: "Shipments",
  shipment: "shipment",
  shipments: "shipments",
  tabs: {
    all: "All",
    tracking_pending: "Tracking pending",
    delayed: "Delayed",
    failed: "Delivery failed",
    label_printed: "Label printed",
    in_transit: "In transit",
    out_for_delivery: "Out for delivery",
    delivered: "Delivered",
  },
  headings: { order: "Order", state: "State", tracking: "Tracking", last: "Last update", expected: "Expected", actions: "Actions" },
  unknownOrder: "Order not known",
  unknownOrderHelp: "A carrier reported on {reference}, which no order of this shop has yet. It is matched by itself when the order arrives.",
  noTracking: "No tracking number",
  noWord: "None yet",
  addTracking: "Add tracking",
  updateTracking: "Update tracking",
  escalate: "Escalate",
  empty: { title: "No shipments here", body: "Orders that were sent, and orders that wait for a tracking number, appear here." },
  showAll: "Show all shipments",
  paging: { label: "Pages of the board", next: "Older shipments", first: "Newest shipments" },
  refreshed: "As of {time}",
});
