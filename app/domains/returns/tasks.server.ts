import type { Task } from "#app/platform/jobs.server.ts";
import { watchReturns } from "./overdue.server.ts";

export const returnTasks: readonly Task[] = [{ name: "returns.watch", cron: "* * * * *", run: (ctx) => watchReturns(ctx) }];
