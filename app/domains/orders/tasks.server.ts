import type { Task } from "#app/platform/jobs.server.ts";
import { refreshDueOrders } from "./refresh-due-orders.server.ts";

export const orderTasks: readonly Task[] = [{ name: "orders.refresh_due", cron: "* * * * *", run: (ctx) => refreshDueOrders(ctx) }];
