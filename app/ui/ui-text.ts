import { catalogue } from "./text.ts";

/** What the shared pieces say. */
export const uiText = catalogue({
  today: "Today",
  yesterday: "Yesterday",
  todayAt: "Today at {time}",
  yesterdayAt: "Yesterday at {time}",
  /** The same within a sentence. */
  inline: { todayAt: "today at {time}", yesterdayAt: "yesterday at {time}" },
  dayAt: "{day} at {time}",
  justNow: "just now",
  minutesAgo: { one: "{count} min ago", other: "{count} min ago" },
  hoursAgo: { one: "{count} h ago", other: "{count} h ago" },
  seconds: { one: "{count} s", other: "{count} s" },
  minutes: { one: "{count} min", other: "{count} min" },
  hours: { one: "{count} h", other: "{count} h" },
  days: { one: "{count} day", other: "{count} days" },
  daysAgo: { one: "{count} day ago", other: "{count} days ago" },

  copyNamed: "Copy {label}",
  copied: "Copied",
  cancel: "Cancel",
  notPermitted: "Your role ({role}) does not include this. Ask an admin of the app to change it in Settings.",

  live: {
    connecting: "Connecting",
    live: "Live",
    reconnecting: "Reconnecting",
    polling: "Checking every 10 s",
    paused: "Paused",
    offline: "Offline",
    connectingHelp: "Opening the stream of changes.",
    liveHelp: "Changes appear here by themselves.",
    reconnectingHelp: "The stream of changes broke off. Trying again.",
    pollingHelp: "The stream of changes cannot be opened at the moment, so the app asks for changes every 10 seconds.",
    pausedHelp: "Waiting for you to come back to this page.",
    offlineHelp: "The app cannot be reached. What you see is the last known state. Trying again.",
  },

  stale: {
    title: "This page could not be refreshed",
    body: "You see the last known state, of {time}. It refreshes by itself as soon as the app answers again.",
    held: "Off while this page could not be refreshed.",
    retry: "Refresh now",
  },

  sample: {
    title: "Sample data, not your shop's",
    body: "Sync cannot be reached, and this app is set to show samples meanwhile (USE_MOCK_DATA). Nothing on this page is real, and nothing can be done on it.",
    held: "Off while sample data is shown.",
  },

  failure: {
    status: "HTTP {status}: {message}",
    noAnswer: "No answer: {message}",
    reference: "Reference for support: {correlationId}",
    nothingChanged: "Nothing was changed. What you typed is still here.",
    unknownEffect: "It is not known whether it was done. Send it again: it is done once, however often it is sent.",
    unreachable: "The app or Shopify's admin could not be reached.",
    unreadable: "The answer could not be read.",
    tryAgain: "Try again",
    back: "Go to orders",
    notFoundTitle: "There is no such page",
    notFoundBody: "The order or page you asked for does not exist in this shop, or was deleted. Nothing was changed.",
    forbiddenTitle: "Your role does not include this page",
    forbiddenBody: "Nothing was changed. An admin of the app can change your role in Settings.",
    requestTitle: "This address cannot be shown",
    requestBody: "Something in the address does not fit, such as an old link. Nothing was changed. Start again from the orders list.",
    busyTitle: "Too many requests at once",
    busyBody: "Nothing was lost. Wait a few seconds, then try again.",
    awayTitle: "The app cannot reach its data",
    awayBody: "Nothing was lost: everything that was saved is safe, and nothing was changed by this. Try again shortly.",
    offlineTitle: "You seem to be offline",
    offlineBody: "Nothing was lost, and nothing was changed by this. Check your connection and that Shopify's admin opens, then try again.",
    brokenTitle: "Something went wrong on our side",
    brokenBody: "Nothing was lost, and nothing was changed by this. Try again; if it stays like this, tell support the reference below.",
  },

  shortcuts: {
    title: "Keyboard shortcuts",
    help: "Show this list",
    close: "Close",
  },
});
