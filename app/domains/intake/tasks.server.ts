import type { Task } from "#app/platform/jobs.server.ts";
import { processArrivals } from "./process-arrivals.server.ts";

export const intakeTasks: readonly Task[] = [{ name: "intake.process", cron: "* * * * *", run: (ctx) => processArrivals(ctx) }];
