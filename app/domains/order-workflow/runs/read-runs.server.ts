import type { Ctx } from "#app/platform/ctx.ts";
import { DomainError } from "#app/platform/errors.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { type Part, part } from "#app/platform/sql.ts";
import type { ListRuns, RunItem, TransitionRun, TransitionRunDetail } from "../schema.ts";

/** Of a larger run this many orders are shown; all are in its results file. */
const mostShown = 250;

interface RunRow extends Omit<TransitionRun, "createdAt" | "startedAt" | "finishedAt"> {
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

interface ItemRow extends Omit<RunItem, "id"> {
  order_id: bigint;
}

const runColumns = part`
  r.id, r.to_state as "toState", r.note, r.status, r.total, r.created_by as "createdBy", r.created_at as "createdAt", r.started_at as "startedAt", r.finished_at as "finishedAt",
  (select json_build_object('apply', count(*) filter (where plan = 'apply'), 'noop', count(*) filter (where plan = 'noop'), 'blocked', count(*) filter (where plan = 'blocked'),
    'applied', count(*) filter (where outcome = 'applied'), 'skipped', count(*) filter (where outcome = 'skipped'), 'failed', count(*) filter (where outcome = 'failed'))
    from transition_run_items i where i.shop = r.shop and i.run_id = r.id) as counts`;

/** The shop's runs, newest first. */
export async function listRuns(ctx: Ctx, { limit }: Pick<ListRuns, "limit">): Promise<{ runs: TransitionRun[] }> {
  const rows = await ctx.sql<RunRow>`select ${runColumns} from transition_runs r where r.shop = ${ctx.shop} order by r.created_at desc, r.id desc limit ${limit}`;
  return { runs: rows.map(runOf) };
}

/** A run and its orders, those that need attention first. Throws `not_found`. */
export async function getRun(ctx: Ctx, id: string): Promise<TransitionRunDetail> {
  const [row] = await ctx.sql<RunRow>`select ${runColumns} from transition_runs r where r.shop = ${ctx.shop} and r.id::text = ${id}`;
  if (!row) throw new DomainError("not_found", "RUN_NOT_FOUND", { message: "There is no such run." });
  const attention = part`case when outcome in ('failed', 'skipped') then 0 when plan = 'blocked' then 1 when plan = 'noop' then 2 else 3 end`;
  return { ...runOf(row), items: await readItems(ctx, id, part`${attention}, position limit ${mostShown}`) };
}

/** Every order of a run, in the order in which they were named. */
export async function allItems(ctx: Ctx, id: string): Promise<RunItem[]> {
  return readItems(ctx, id, part`position`);
}

async function readItems(ctx: Ctx, id: string, order: Part): Promise<RunItem[]> {
  const rows = await ctx.sql<ItemRow>`
    select order_id, order_name as name, from_state as "fromState", plan, transition, guard, reason, outcome, outcome_reason as "outcomeReason"
    from transition_run_items where shop = ${ctx.shop} and run_id::text = ${id} order by ${order}`;
  return rows.map(({ order_id, ...item }) => ({ id: toGid("Order", order_id), ...item }));
}

function runOf({ createdAt, startedAt, finishedAt, ...run }: RunRow): TransitionRun {
  return { ...run, createdAt: createdAt.toISOString(), startedAt: startedAt?.toISOString() ?? null, finishedAt: finishedAt?.toISOString() ?? null };
}
