import type { Task } from "#app/platform/jobs.server.ts";
import { foldEventCounts } from "./event-counts.server.ts";
import { processArrivals } from "./process-arrivals.server.ts";
import { compareForgotten } from "./recognise-repeat.server.ts";

export const intakeTasks: readonly Task[] = [
  { name: "intake.process", cron: "* * * * *", run: (ctx) => processArrivals(ctx) },
  { name: "intake.compare_forgotten", cron: "* * * * *", run: (ctx) => compareForgotten(ctx) },
  { name: "intake.fold_counts", cron: "* * * * *", run: (ctx) => foldEventCounts(ctx) },
];
