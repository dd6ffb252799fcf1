import { catalogue } from "#app/ui/text.ts";

/** The texts of the page about keeping in step with Shopify. */
export const syncText = catalogue({
  title: "Sync",
  subtitle: "How this app keeps in step with Shopify",
  never: "Not yet",
  backfill: {
    title: "Earlier orders",
    queued: "Waiting to ask Shopify for the orders from before the app was installed.",
    running: { one: "Shopify is writing them down: {count} order so far.", other: "Shopify is writing them down: {count} orders so far." },
    reading: { one: "{read} of {count} order read in.", other: "{read} of {count} orders read in." },
    done: { one: "{count} order was read in.", other: "{count} orders were read in." },
    failed: "Earlier orders could not be read in completely. Ask whoever runs this app to look at the log.",
  },
  poller: {
    title: "Regular check",
    help: "Every 15 minutes the app asks Shopify what has changed, in case a report got lost.",
    last: "Last check",
    next: "Next check",
    found: "Orders brought up to date by it",
    running: "Checking now",
    failing: "Shopify could not be asked since {time}",
    failingHelp: { one: "One check has failed. It is tried again by itself.", other: "{count} checks in a row have failed. They are tried again by themselves." },
  },
  gap: {
    title: "Reports that did not arrive",
    help: "Changes of the last 24 hours that Shopify did not report, and the regular check found.",
    none: "Shopify has reported every change of the last 24 hours.",
    topic: "Report",
    missed: "Missed",
    last: "Last change",
  },
});
