import { catalogue } from "#app/ui/text.ts";

/** The words of a shop's first days with the app. */
export const onboardingText = catalogue({
  title: "First steps",
  progress: "{done} of {count} done",
  dismiss: "Put the first steps away",
  done: "Done",
  open: "Not done yet",
  steps: {
    orders: { title: "Have your orders read in", body: "The app reads the orders that the shop has already. From then on each order appears by itself as soon as Shopify reports it." },
    team: { title: "Invite your team", body: "Let them open this app in Shopify admin. Everybody starts as agent, who may assign, fulfil, escalate and take returns." },
    assign: { title: "Give an order an owner", body: "Select orders in the list, then choose Assign. Everybody finds theirs in the tab Mine." },
    fulfill: { title: "Mark an order fulfilled", body: "Select it when it leaves, and type its tracking number. Shopify gets both." },
  },

  reading: {
    title: "Reading in the orders you have",
    waiting: "Shopify is putting your orders together. This may take some minutes; you can work meanwhile.",
    counted: "{read} of {told} orders so far. You can work meanwhile.",
    label: "Orders read in",
  },
  failed: {
    title: "Not all of your earlier orders could be read in",
    body: "{read} orders were read and are safe, and new orders come in as usual. Orders from before the app was installed may be missing: they appear as soon as something changes on them. Tell support, who can start the reading again.",
  },
});
