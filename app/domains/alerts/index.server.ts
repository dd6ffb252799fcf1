export { settleAlerts, settleAlertsAbout, type AlertKey, type WantedAlert } from "./settle-alerts.server.ts";
export { listDataGaps, listOpenAlerts } from "./list-alerts.server.ts";
export { closeDataGap, openDataGap, type DataGapKey, type DataGapKind } from "./data-gaps.server.ts";
