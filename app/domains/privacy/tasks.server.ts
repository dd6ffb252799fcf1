import type { Task } from "#app/platform/jobs.server.ts";
import { redactAgain } from "./redact-again.server.ts";
import { retireArrivals } from "./retire-arrivals.server.ts";
import { workRequests } from "./work-requests.server.ts";

export const privacyTasks: readonly Task[] = [
  {
    name: "privacy.work",
    cron: "* * * * *",
    run: async (ctx) => {
      await workRequests(ctx);
      await redactAgain(ctx);
    },
  },
  { name: "privacy.retire_arrivals", cron: "17 3 * * *", run: (ctx) => retireArrivals(ctx) },
];
