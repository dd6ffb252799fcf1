import { catalogue } from "#app/ui/text.ts";

/** The words for the states of orders and what belongs to them. */
export const stateText = catalogue({
  workflow: { pending: "Pending", paid: "Paid", shipped: "Shipped", fulfilled: "Fulfilled", cancelled: "Cancelled", refunded: "Refunded", returned: "Returned" },
  payment: {
    pending: "Payment pending",
    authorized: "Authorized",
    partially_paid: "Partially paid",
    paid: "Paid",
    partially_refunded: "Partially refunded",
    refunded: "Refunded",
    voided: "Voided",
    expired: "Expired",
    unknown: "Payment unknown",
  },
  cod: { pending: "COD due", captured: "COD collected" },
  fulfillment: { unfulfilled: "Unfulfilled", partial: "Partially fulfilled", fulfilled: "Fulfilled", restocked: "Restocked" },
  shipment: {
    none: "Not shipped",
    tracking_pending: "Tracking pending",
    label_printed: "Label printed",
    in_transit: "In transit",
    out_for_delivery: "Out for delivery",
    delivered: "Delivered",
    delayed: "Delayed",
    failed: "Delivery failed",
  },
  priority: { low: "Low", normal: "Normal", high: "High", urgent: "Urgent" },
  return: {
    requested: "Return requested",
    awaiting_label: "Awaiting label",
    label_generated: "Label sent",
    in_transit: "Return in transit",
    inspection: "In inspection",
    awaiting_refund: "Awaiting refund",
    completed: "Return completed",
    denied: "Return denied",
    cancelled: "Return cancelled",
  },
  alert: { tracking_pending: "Tracking pending", delayed: "Delayed", inventory: "Stock", exception: "Not sent", support: "Support", return_overdue: "Return overdue" },
  source: { manual: "By hand", auto: "Automatically", route: "By a rule" },
});
