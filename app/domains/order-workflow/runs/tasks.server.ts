import { z } from "zod";
import { shopContext, type SystemCtx } from "#app/platform/ctx.ts";
import { eachAlone } from "#app/platform/each-alone.ts";
import type { Task } from "#app/platform/jobs.server.ts";
import { roles } from "#app/platform/permissions.ts";
import { workOff } from "./work-off.server.ts";

/** Who started a run, as it was written down with it. */
const Starter = z.object({ kind: z.enum(["staff", "api_key", "shopify", "customer", "system"]), id: z.string(), label: z.string(), role: z.enum(roles) });

const keptDays = 90;
/** A plan that nobody has applied by then will not be. */
const plannedDays = 7;

export const workflowTasks: readonly Task[] = [
  { name: "transitions.run", cron: "* * * * *", run: (ctx) => workOffRuns(ctx) },
  { name: "transitions.prune", cron: "17 3 * * *", run: (ctx) => pruneRuns(ctx) },
];

/** Applies all that has been started and is not done, oldest first, also what a process left behind when it died. */
async function workOffRuns(ctx: SystemCtx): Promise<void> {
  const runs = await ctx.sql<{ shop: string; id: string; actor: unknown; correlation_id: string }>`select shop, id, actor, correlation_id from transition_runs where status = 'running' order by started_at`;
  await eachAlone(runs, async ({ shop, id, actor, correlation_id: correlationId }) => workOff(shopContext({ ...ctx, correlationId }, shop, Starter.parse(actor)), id));
}

async function pruneRuns(ctx: SystemCtx): Promise<void> {
  await ctx.sql`
    with old as (
      delete from transition_runs where created_at < now() - make_interval(days => case status when 'planned' then ${plannedDays}::int else ${keptDays}::int end) and status <> 'running'
      returning shop, id)
    delete from transition_run_items i using old where i.shop = old.shop and i.run_id = old.id`;
}
