import { catalogue } from "#app/ui/text.ts";

/** The words of the notification tray. */
export const trayText = catalogue({
  title: "Notifications",
  unread: { one: "{count} new", other: "{count} new" },
  opened: "Began {ago}",
  closed: "Over {ago}",
  empty: "Nothing needs attention: no alert is open, and no data is missing.",
  failed: "Earlier notifications could not be loaded. New ones appear here all the same.",
});
