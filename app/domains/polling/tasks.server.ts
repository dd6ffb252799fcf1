import type { Task } from "#app/platform/jobs.server.ts";
import { runBackfills } from "./backfill/run-backfills.server.ts";
import { pollShops } from "./poll-shops.server.ts";
import { settleWebhookGaps } from "./webhook-gap.server.ts";

// The clock asks each minute which shops are due; each is every 15 minutes. So a shop whose run failed, broke off or was missed
// does not wait for the next quarter of an hour.
export const pollingTasks: readonly Task[] = [
  { name: "orders.poll", cron: "* * * * *", run: (ctx) => pollShops(ctx) },
  { name: "orders.settle_webhook_gaps", cron: "* * * * *", run: (ctx) => settleWebhookGaps(ctx) },
  { name: "orders.backfill", cron: "* * * * *", run: (ctx) => runBackfills(ctx) },
];
