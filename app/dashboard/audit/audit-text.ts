import { catalogue } from "#app/ui/text.ts";

/** The words of the audit log's page. */
export const auditText = catalogue({
  title: "Audit log",
  subtitle: "Who did what, newest first. Nothing in it can be changed or deleted.",
  at: "When",
  what: "What",
  order: "Order",
  who: "Who",
  outcome: "Outcome",
  details: "Details",
  allActions: "All actions",
  action: "Action",
  everybody: "Everybody",
  unnamed: "Staff {userId}",
  since: "Since",
  apply: "Filter",
  clear: "Clear filters",
  empty: "Nothing is on record yet",
  emptyBody: "Actions of operators and changes of settings appear here.",
  emptyFiltered: "Nothing on record fits these filters",
  emptyFilteredBody: "Take a filter away, or look further back.",
  older: "Older",
  newest: "Newest",
  reference: "Reference {correlationId}",
  words: { role: "{name}: {from} → {to}", setting: "{label}: {from} → {to}", settingOf: "{label}: changed", fact: "{name}: {value}", none: "none", on: "on", off: "off" },
  outcomes: { applied: "Applied", noop: "No change needed", refused: "Refused" },
});
