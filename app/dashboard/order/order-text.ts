import { catalogue } from "#app/ui/text.ts";

/** The words of an order's page. */
export const orderText = catalogue({
  back: "Orders",
  openInShopify: "View in Shopify",
  subtitle: "{time} · {source}",
  cancelledAt: "Cancelled {time}. It cannot be fulfilled; returns and refunds are handled in Shopify.",
  alertsTitle: { one: "{count} open alert", other: "{count} open alerts" },

  items: {
    title: "Items",
    empty: "This order has no items.",
    sku: "SKU {sku}",
    quantity: "{price} × {count}",
    removed: "{count} removed",
    toSend: "{count} to send",
    noShipping: "Needs no shipping",
    total: "Total",
    refunded: "Refunded",
  },

  payment: {
    title: "Payment",
    status: "Status",
    gateway: "Gateway",
    noGateway: "Not known",
    cod: "Cash on delivery",
    codPending: "The courier has not reported the cash yet.",
    codCaptured: "The cash has been collected.",
    total: "Total",
    refunded: "Refunded",
  },

  customer: { title: "Customer", empty: "Shopify names no customer for this order.", note: "Note from the customer", address: "Ships to", noAddress: "No shipping address" },

  shipments: {
    title: "Shipments",
    empty: "Nothing has been sent yet. Mark the order fulfilled when it leaves.",
    track: "Track {number}",
    noTracking: "No tracking number",
    carrier: "Carrier",
    number: "Tracking number",
    expected: "Expected {time}",
    last: "Last word {time}",
    events: { one: "{count} carrier event", other: "{count} carrier events" },
    noEvents: "The carrier has not reported anything yet.",
    items: { one: "{count} item", other: "{count} items" },
    source: "from {source}",
    states: { success: "Sent", cancelled: "Cancelled", error: "Error", failure: "Failed" },
  },

  returns: {
    title: "Returns",
    empty: "No returns. Open one when the customer sends something back.",
    emptyCannot: "No returns.",
    stepsNow: "Possible now",
    final: "This return is closed.",
    lines: { one: "{count} item comes back", other: "{count} items come back" },
    line: "{count} × {title}",
    reason: "Reason",
    note: "Note",
    label: "Label",
    openLabel: "Open the label",
    tracking: "Tracking",
    history: "History",
    step: "{to} · {actor}",
  },

  support: { title: "Support", empty: "Not escalated.", assignee: "With {assignee}", open: "Open", closed: "Closed", conversations: "Conversations", by: "{author}, {time}" },

  assignment: {
    title: "Assignment",
    nobody: "Unassigned",
    since: "Since {time}, {source}",
    change: "Change",
    assign: "Assign",
    history: "History",
    given: "{actor} gave it to {to}",
    moved: "{actor} moved it from {from} to {to}",
    taken: "{actor} took it from {from}",
    empty: "It has never had an owner.",
  },

  workflow: { title: "Workflow", empty: "No transition yet.", from: "From", to: "To", by: "By", at: "When", note: "Note", transition: "Transition" },


  ids: { title: "IDs", order: "Order (GID)", legacy: "Order ID", support: "Support thread", return: "Return" },
});
