import { catalogue } from "#app/ui/text.ts";

/** The words of the operators' actions. */
export const opsActionText = catalogue({
  title: "Ops actions",
  empty: "None were executed on this order.",
  run: "Run an action",
  applied: "Applied",
  noop: "No change needed",
  by: "{actor}, {time}",
  appliedNow: "{action}: applied",
  noopNow: "{action}: no change needed. It met {id} of {time}.",
  seeAudit: "See the audit log",
  notCod: "This order is not cash on delivery.",

  "retry-fulfillment": {
    label: "Retry fulfillment",
    help: "Ask Shopify once more to fulfil what is open.",
    body: "Shopify is asked once more to fulfil what is still open of {name}, with the same tracking as before. While an attempt is on its way, nothing is sent twice.",
    submit: "Retry",
  },
  "rebuild-shipment-contract": {
    label: "Rebuild shipment contract",
    help: "After weight, size or dangers of a product were fixed.",
    body: "Weight, size, value, dangers and destination of {name} are summarised anew from the product data. When they are as before, nothing changes.",
    submit: "Rebuild",
  },
  "mark-cod-captured": {
    label: "Mark cash collected",
    help: "The courier has handed over the money.",
    body: "All that is still to be collected for {name} is recorded as received, and Shopify marks the order as paid. This cannot be taken back here.",
    submit: "Mark collected",
  },
  "record-cod-refund": {
    label: "Record cash refund",
    help: "Collected money was given back to the customer.",
    body: "Records that money of {name} was paid back, here and in Shopify. Never more than was collected.",
    submit: "Record refund",
    amount: "Amount",
    reason: "Reason",
    reasonMissing: "Say why the money is given back.",
    again: "The same amount was given back before, for the same reason: this is another refund",
  },

  words: { attempt: "Attempt {number}", contract: "Version {version}, {hash}", amount: "{amount} · {reason}", met: "Met what was recorded {time} ({id})" },
});
