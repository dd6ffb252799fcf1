import type { Task } from "#app/platform/jobs.server.ts";
import { checkCounts } from "./counts/check-counts.server.ts";
import { foldCounts } from "./counts/fold-counts.server.ts";
import { refreshDueOrders } from "./refresh-due-orders.server.ts";

export const orderTasks: readonly Task[] = [
  { name: "orders.refresh_due", cron: "* * * * *", run: (ctx) => refreshDueOrders(ctx) },
  { name: "orders.fold_counts", cron: "* * * * *", run: (ctx) => foldCounts(ctx) },
  { name: "orders.check_counts", cron: "17 3 * * *", run: async (ctx) => void (await checkCounts(ctx)) },
];
