export { runBackfills } from "./backfill/run-backfills.server.ts";
export { lastPollerTick } from "./last-tick.server.ts";
export { getSyncStatus } from "./get-sync-status.server.ts";
export { findMissed, recordFinds } from "./missed.server.ts";
export { pollShops } from "./poll-shops.server.ts";
export { pollingTasks } from "./tasks.server.ts";
