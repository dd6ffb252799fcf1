import { dispatchOutbox } from "./dispatch-outbox.server.ts";
import type { SystemCtx } from "./ctx.ts";
import type { Task } from "./jobs.server.ts";
import { pruneLive, publishLive } from "./publish-live.server.ts";
import { wake } from "./wake.ts";

/** Refreshes of a shop that was refreshed within the last second wait this long for company. */
const laterMs = 500;

export const platformTasks: readonly Task[] = [
  { name: "outbox.dispatch", cron: "* * * * *", run: (ctx) => dispatchInTurn(ctx) },
  {
    name: "live.publish",
    cron: "* * * * *",
    run: async (ctx) => {
      if (await publishLive(ctx)) setTimeout(() => wake("live.publish"), laterMs).unref();
    },
  },
  { name: "live.prune", cron: "*/5 * * * *", run: (ctx) => pruneLive(ctx) },
];

let dispatching = false;
let dispatchAgain = false;

/** One dispatcher a process does; who calls while it is at work has it go round once more. */
async function dispatchInTurn(ctx: SystemCtx): Promise<void> {
  dispatchAgain = true;
  if (dispatching) return;
  dispatching = true;
  try {
    dispatchAgain = false;
    await dispatchOutbox(ctx);
  } finally {
    dispatching = false;
    if (dispatchAgain) wake("outbox.dispatch");
  }
}
