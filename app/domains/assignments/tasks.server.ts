import { shopContext, systemActor, type SystemCtx } from "#app/platform/ctx.ts";
import { eachAlone } from "#app/platform/each-alone.ts";
import type { Task } from "#app/platform/jobs.server.ts";
import { autoAssign } from "./auto/auto-assign.server.ts";
import { locateOrders } from "./auto/locate-orders.server.ts";
import { AutoStrategy } from "./schema.ts";

/** How many orders a shop's assigner gives away in one minute. */
const perMinute = 250;

export const assignmentTasks: readonly Task[] = [
  {
    name: "assignments.auto",
    cron: "* * * * *",
    run: (ctx) => eachAlone([locateOrders, assignEverywhere], (step) => step(ctx)),
  },
];

async function assignEverywhere(ctx: SystemCtx): Promise<void> {
  const shops = await ctx.sql<{ shop: string; strategy: string }>`
    select s.shop, t."values"->>'autoAssign' as strategy from shops s join shop_settings t on t.shop = s.shop
    where s.uninstalled_at is null and t."values"->>'autoAssign' is not null`;
  await eachAlone(shops, async ({ shop, strategy }) => autoAssign(shopContext(ctx, shop, systemActor("Assigner")), { strategy: AutoStrategy.parse(strategy), limit: perMinute, dryRun: false }));
}
