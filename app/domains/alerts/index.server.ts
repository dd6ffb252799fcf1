export { settleAlerts, settleAlertsAbout, type AlertKey, type AlertKind, type AlertSeverity, type WantedAlert } from "./settle-alerts.server.ts";
export { listDataGaps, listOpenAlerts, type AlertView, type DataGapView } from "./list-alerts.server.ts";
export { closeDataGap, openDataGap, type DataGapKey, type DataGapKind } from "./data-gaps.server.ts";
