import type { Ctx } from "#app/platform/ctx.ts";
import { csv } from "#app/platform/csv.ts";
import { allItems, getRun } from "./read-runs.server.ts";

/** A run's orders as a CSV file, each with what was planned for it and what became of it. Throws `not_found`. */
export async function resultsFile(ctx: Ctx, id: string): Promise<{ name: string; text: string }> {
  const { toState, createdAt } = await getRun(ctx, id);
  const items = await allItems(ctx, id);
  const heading = ["order", "id", "from", "to", "plan", "transition", "guard", "plan_reason", "outcome", "outcome_reason"];
  const rows = items.map(({ name, id: orderId, fromState, plan, transition, guard, reason, outcome, outcomeReason }) => [name, orderId, fromState, toState, plan, transition, guard, reason, outcome, outcomeReason]);
  return { name: `transitions-${toState}-${createdAt.slice(0, 10)}.csv`, text: csv([heading, ...rows]) };
}
