import type { Task } from "#app/platform/jobs.server.ts";
import { settleExceptions } from "./rules/settle-exceptions.server.ts";

export const exceptionTasks: readonly Task[] = [{ name: "exceptions.settle", cron: "* * * * *", run: (ctx) => settleExceptions(ctx) }];
