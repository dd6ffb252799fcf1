import { BoundedMap } from "#app/platform/bounded-map.ts";
import type { Ctx, Database } from "#app/platform/ctx.ts";
import { join, type Part, part } from "#app/platform/sql.ts";
import { type Ledger, ledgerJson, noticesVersionOf, versionOf } from "./counts/ledger.ts";
import { callerNames, type Filters, filtersOf } from "./list-filter.ts";
import type { Source } from "./list-source.ts";
import { alertJson, isoTime } from "./order-row-sql.ts";

/** Up to here counts are exact; beyond it they may say that there are more. */
const exactUpTo = 10_000;
/** How many alerts and gaps come with a page; the alerts endpoint has all of them. */
const notices = 50;

export interface BoundedCount {
  count: number;
  isFloor: boolean;
}

export function bounded(count: number): BoundedCount {
  return { count: Math.min(count, exactUpTo), isFloor: count > exactUpTo };
}

/** What comes with every page of a shop's list, as of a version of it. */
interface Surroundings {
  version: number;
  /** JSON arrays, newest first. */
  alerts: string;
  dataGaps: string;
}

/** The surroundings of a list at a version, or at a later one: asked for once for each version, and remembered by this process. */
export async function surroundingsAt(ctx: Ctx, version: number): Promise<Surroundings> {
  const { surroundings } = memoryOf(ctx.database);
  const known = surroundings.get(ctx.shop);
  if (known?.version === version) return known;
  const [row] = await ctx.sql<{ ledger: Ledger; alerts: string; gaps: string }>`
    select ${ledgerJson(ctx, callerNames(ctx))} as ledger, ${openAlerts(ctx)}::text as alerts, ${openGaps(ctx)}::text as gaps`;
  if (!row) throw new Error("A query without a table has one row.");
  const found = { version: noticesVersionOf(row.ledger), alerts: row.alerts, dataGaps: row.gaps };
  surroundings.set(ctx.shop, found);
  return found;
}

/** So many more than have to be exact are counted: then it takes as many changes before there may be fewer. */
const spare = 1_000;

/** How many orders a list has at a version, or at a later one: counted when that may have changed, and remembered by this process. */
export async function totalAt(ctx: Ctx, filters: Filters, source: Source, ledger: Ledger): Promise<BoundedCount> {
  const { totals } = memoryOf(ctx.database);
  const key = JSON.stringify([ctx.shop, filters.tab === "mine" ? callerNames(ctx) : [], filtersOf(filters)]);
  const known = totals.get(key);
  if (known && stillHolds(known, ledger)) return bounded(known.count);
  const { from, where } = source.counted ?? source;
  const withs = source.with.length > 0 ? part`with ${join(source.with, ", ")}` : part``;
  const [row] = await ctx.sql<{ ledger: Ledger; count: number }>`
    ${withs} select ${ledgerJson(ctx, callerNames(ctx))} as ledger,
      (select count(*)::int from (select from ${from} where ${where} limit ${exactUpTo + 1 + spare}) b) as count`;
  if (!row) throw new Error("A query without a table has one row.");
  totals.set(key, { version: versionOf(row.ledger), notices: noticesVersionOf(row.ledger), count: row.count });
  return bounded(row.count);
}

/** A change takes one order out of a list at most, but for one of the time zone, in which days begin for all of them. */
function stillHolds({ version, notices, count }: KnownTotal, ledger: Ledger): boolean {
  const changes = versionOf(ledger) - version;
  return changes === 0 || (notices === noticesVersionOf(ledger) && changes > 0 && count - changes > exactUpTo);
}

interface KnownTotal {
  version: number;
  notices: number;
  count: number;
}

interface Memory {
  surroundings: BoundedMap<string, Surroundings>;
  totals: BoundedMap<string, KnownTotal>;
}

const memories = new WeakMap<Database, Memory>();

function memoryOf(database: Database): Memory {
  const memory = memories.get(database) ?? { surroundings: new BoundedMap(500), totals: new BoundedMap(5_000) };
  memories.set(database, memory);
  return memory;
}

function openAlerts(ctx: Ctx): Part {
  return part`(
    select coalesce(json_agg(${alertJson(part`a`)} order by a.opened_at desc, a.id desc), '[]')
    from (select * from alerts where shop = ${ctx.shop} and closed_at is null order by opened_at desc, id desc limit ${notices}) a)`;
}

function openGaps(ctx: Ctx): Part {
  return part`(
    select coalesce(json_agg(json_build_object('id', g.id, 'kind', g.kind, 'details', g.details, 'since', ${isoTime(part`g.since`)}) order by g.since desc, g.id desc), '[]')
    from (select * from data_gaps where shop = ${ctx.shop} and closed_at is null order by since desc, id desc limit ${notices}) g)`;
}
