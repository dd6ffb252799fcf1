import type { Task } from "#app/platform/jobs.server.ts";
import { sampleFigures } from "./sample-figures.server.ts";

export const metricsTasks: readonly Task[] = [{ name: "metrics.sample", cron: "* * * * *", run: (ctx) => sampleFigures(ctx) }];
