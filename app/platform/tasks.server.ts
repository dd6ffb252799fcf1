import { dispatchOutbox } from "./dispatch-outbox.server.ts";
import type { Task } from "./jobs.server.ts";
import { pruneLive, publishLive } from "./publish-live.server.ts";
import { wake } from "./wake.ts";

/** Refreshes of a shop that was refreshed within the last second wait this long for company. */
const laterMs = 500;

export const platformTasks: readonly Task[] = [
  { name: "outbox.dispatch", cron: "* * * * *", run: (ctx) => dispatchOutbox(ctx) },
  {
    name: "live.publish",
    cron: "* * * * *",
    run: async (ctx) => {
      if (await publishLive(ctx)) setTimeout(() => wake("live.publish"), laterMs).unref();
    },
  },
  { name: "live.prune", cron: "*/5 * * * *", run: (ctx) => pruneLive(ctx) },
];
