import { v7 as uuid } from "uuid";
import { type Ctx, shopContext, systemActor, type SystemCtx } from "#app/platform/ctx.ts";

/** What a run looks at, one after the other. */
export const phases = ["orders", "returns", "ends"] as const;
export type Phase = (typeof phases)[number];

/** Where a run is: what it looks at, from when on, and the page to go on with. */
export interface Position {
  phase: Phase;
  cursor: string | null;
  runFrom: Date;
  /** The latest `updatedAt` that the run has seen. */
  runSeen: Date | null;
  runRead: number;
}

/** One run over one shop, in the hands of this worker alone for as long as it keeps saying so. */
export interface Run {
  shop: string;
  leaseId: string;
  position: Position;
  /** A context of the moment of the last page; `clock` is the database's time of that moment. */
  ctx: Ctx;
  clock: Date;
}

interface StateRow {
  shop: string;
  phase: Phase | null;
  cursor: string | null;
  run_from: Date | null;
  run_seen: Date | null;
  run_read: number;
  watermark: Date | null;
  installed_at: Date;
  clock: Date;
}

/** A worker that has not said for so long that it is at work is taken to be dead. */
const leaseSeconds = 120;
/** Shopify's search index lags behind, and its times have no fractions of a second. */
const overlapMs = 5 * 60_000;

export const poller = systemActor("Poller");

/** Takes the shop that has waited longest, with the run that it is in; undefined when none is due. */
export async function claimRun(system: SystemCtx): Promise<Run | undefined> {
  const leaseId = uuid();
  const [row] = await system.sql<StateRow>`
    update poller_states p set leased_by = ${leaseId}, leased_until = now() + make_interval(secs => ${leaseSeconds})
    from shops s
    where s.shop = p.shop and p.shop = (
      select d.shop from poller_states d join shops i on i.shop = d.shop
      where d.next_run_at <= ${system.now} and i.uninstalled_at is null and (d.leased_until is null or d.leased_until < now())
      order by d.next_run_at limit 1 for update of d skip locked)
    returning p.shop, p.phase, p.cursor, p.run_from, p.run_seen, p.run_read, p.watermark, s.installed_at, clock_timestamp() as clock`;
  if (!row) return undefined;
  const { shop, phase, cursor, run_from: from, run_seen: runSeen, run_read: runRead, watermark, installed_at: installedAt, clock } = row;
  const position: Position =
    phase && from
      ? { phase, cursor, runFrom: from, runSeen, runRead }
      : { phase: "orders", cursor: null, runFrom: new Date((watermark ?? installedAt).getTime() - overlapMs), runSeen: null, runRead: 0 };
  return { shop, leaseId, position, clock, ctx: shopContext(system, shop, poller) };
}

/** The run has been given to another worker, which took this one to be dead. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

/** Puts on record how far the run has come; from there it goes on if this worker dies. Throws LeaseLost. */
export async function keepPosition(run: Run, position: Position): Promise<Run> {
  const { ctx, shop, leaseId } = run;
  const [kept] = await ctx.sql<{ clock: Date }>`
    update poller_states set phase = ${position.phase}, cursor = ${position.cursor}, run_from = ${position.runFrom}, run_seen = ${position.runSeen}, run_read = ${position.runRead},
      run_pages = run_pages + 1, leased_until = now() + make_interval(secs => ${leaseSeconds})
    where shop = ${shop} and leased_by = ${leaseId} returning clock_timestamp() as clock`;
  if (!kept) throw new LeaseLost(shop);
  return { ...run, position, clock: kept.clock, ctx: { ...ctx, now: new Date(ctx.now.getTime() + kept.clock.getTime() - run.clock.getTime()) } };
}
