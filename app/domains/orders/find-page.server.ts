import type { Ctx } from "#app/platform/ctx.ts";
import { join, Part, part } from "#app/platform/sql.ts";
import { type CountedTab, type Ledger, ledgerJson, marksOf, tabCountsOf } from "./counts/ledger.ts";
import { callerNames } from "./list-filter.ts";
import type { ListOrders } from "./list-query.ts";
import type { Source } from "./list-source.ts";
import { isoTime, orderRow, orderTimeline } from "./order-row-sql.ts";

/** What one statement, and so one snapshot, says of a page. */
export interface Page {
  /** OrderRows, as JSON. */
  rows: string[];
  /** How many rows of the list come before the page. */
  offset: number;
  hasNextPage: boolean;
  facts: Facts;
}

interface Facts {
  ledger: Ledger;
  lastRefreshAt: string | null;
  /** How many rows lie before the order that a cursor names; at it too, when the page goes on after it. */
  reached: number | null;
  /** How many orders a search found, and as what. */
  hits: number | null;
  query: string | null;
}

/** From here on offsets start at a boundary of the ledger instead of the newest order. */
const farOffset = 500;

/** The page of a list that a query asks for. */
export async function findPage(ctx: Ctx, query: ListOrders, source: Source): Promise<Page> {
  const { cursor, direction, pageSize } = query;
  if (cursor?.kind === "order") return pageBesideOrder(ctx, query, source, cursor);
  const given = cursor?.offset ?? 0;
  if (direction === "next") return pageAt(ctx, query, source, given, pageSize);
  const page = await pageEndingAt(ctx, query, source, given);
  if (page.rows.length > 0 || given === 0) return page;
  // The list is shorter than that: its last page is what lies before.
  const length = source.tab ? tabCountsOf(page.facts.ledger)[source.tab] : await lengthOf(ctx, source);
  return length > 0 && length < given ? { ...(await pageEndingAt(ctx, query, source, length)), hasNextPage: false } : page;
}

async function pageEndingAt(ctx: Ctx, query: ListOrders, source: Source, end: number): Promise<Page> {
  const start = Math.max(0, end - query.pageSize);
  return { ...(await pageAt(ctx, query, source, start, end - start)), hasNextPage: true };
}

async function lengthOf(ctx: Ctx, { with: withs, from, where }: Source): Promise<number> {
  const head = withs.length > 0 ? part`with ${join(withs, ", ")}` : part``;
  const [row] = await ctx.sql<{ length: number }>`${head} select count(*)::int as length from ${from} where ${where}`;
  return row?.length ?? 0;
}

async function pageAt(ctx: Ctx, query: ListOrders, source: Source, offset: number, size: number): Promise<Page> {
  const { tab, newest } = source;
  if (newest && offset < farOffset) return pageAt(ctx, query, { ...source, from: newest(literal(roundedUp(offset + size + 1))), steady: true, newest: undefined }, offset, size);
  const statement = tab && offset >= farOffset ? farStatement(ctx, tab, source, offset) : { with: [], where: part``, skip: offset === 0 ? part`` : part`offset ${offset}` };
  const order = part`order by ${source.at} desc, ${source.id} desc limit ${literal(size + 1)} ${statement.skip}`;
  const { rows, facts } = await run(ctx, query, { ...source, with: [...source.with, ...statement.with] }, part`${statement.where} ${order}`, part`null`);
  return { rows: rows.slice(0, size), offset, hasNextPage: rows.length > size, facts };
}

/** Starts at the last boundary before an offset, however deep that is: what is left to skip is less than a block. */
function farStatement(ctx: Ctx, tab: CountedTab, source: Source, offset: number) {
  return {
    with: [marksOf(ctx, tab), baseOf(part`is_block and reached <= ${offset}`)],
    where: part`and ${beforeBase(source)}`,
    skip: part`offset ${offset}::bigint - (select reached from base)`,
  };
}

/** A CTE `base`: the oldest mark that fits, or the newest end of the list where none does. */
function baseOf(fits: Part): Part {
  return part`base as (
    select coalesce(b.at, 'infinity') as at, coalesce(b.id, 0) as id, coalesce(b.reached, 0) as reached
    from (values (1)) one left join (select at, id, reached from marks where ${fits} order by at, id limit 1) b on true)`;
}

/** Nothing but bare values on the right: beside row-level security the index would not be used for an expression. */
function beforeBase({ at, id }: Pick<Source, "at" | "id">): Part {
  return part`(${at}, ${id}) < ((select at from base), (select id from base))`;
}

/** The rows after (or before) a certain order, wherever it stands by now. */
async function pageBesideOrder(ctx: Ctx, query: ListOrders, source: Source, { createdAt, id }: { createdAt: Date; id: bigint }): Promise<Page> {
  const { pageSize: size } = query;
  const after = query.direction === "next";
  const place = part`(${createdAt}::timestamptz, ${id}::bigint)`;
  const comparison = after ? part`<` : part`>`;
  const order = after ? part`order by ${source.at} desc, ${source.id} desc` : part`order by ${source.at} asc, ${source.id} asc`;
  const reached = reachedBy(ctx, source, place, after ? part`>=` : part`>`);
  const { rows, facts } = await run(
    ctx,
    query,
    { ...source, with: [...source.with, ...reached.with] },
    part`and (${source.at}, ${source.id}) ${comparison} ${place} ${order} limit ${literal(size + 1)}`,
    reached.count,
  );
  const kept = rows.slice(0, size);
  const passed = facts.reached ?? 0;
  return after ? { rows: kept, offset: passed, hasNextPage: rows.length > size, facts } : { rows: kept.reverse(), offset: passed - kept.length, hasNextPage: true, facts };
}

/** How many rows of the list lie before a place: of a whole tab from the nearest boundary on, else one by one. */
function reachedBy(ctx: Ctx, { from, where, at, id, tab }: Source, place: Part, newer: Part): { with: Part[]; count: Part } {
  const passed = part`select count(*) from ${from} where ${where} and (${at}, ${id}) ${newer} ${place}`;
  if (!tab) return { with: [], count: part`(${passed})` };
  return {
    with: [marksOf(ctx, tab), baseOf(part`is_block and (at, id) > ${place}`)],
    count: part`((select reached from base) + (${passed} and ${beforeBase({ at, id })}))`,
  };
}

async function run(ctx: Ctx, query: ListOrders, source: Source, rest: Part, reached: Part): Promise<{ rows: string[]; facts: Facts }> {
  const { hits, query: searched } = source.found ?? { hits: part`null`, query: part`null` };
  const withs = source.with.length > 0 ? part`with ${join(source.with, ", ")}` : part``;
  // Rows are made into JSON once it is known which ones are shown.
  const statement = part`${withs}
    select json_build_object('ledger', ${ledgerJson(ctx, callerNames(ctx))}, 'lastRefreshAt', ${lastRefresh(ctx)}, 'reached', ${reached}, 'hits', ${hits}, 'query', ${searched})::text as facts, null as json
    union all
    select null, ${rowOf(query)} from (select o.* from ${source.from} where ${source.where} ${rest}) o`;
  const sql = source.steady ? ctx.database.steadyFor(ctx.shop) : ctx.sql;
  const answered = await sql<{ facts: string | null; json: string | null }>`${statement}`;
  const facts: Facts = JSON.parse(answered.find((row) => row.facts !== null)?.facts ?? "{}");
  return { rows: answered.flatMap(({ json }) => json ?? []), facts };
}

function rowOf({ include }: ListOrders): Part {
  return include?.includes("timeline") ? part`(${orderRow}::jsonb || jsonb_build_object('timeline', ${orderTimeline}))::text` : part`${orderRow}::text`;
}

function lastRefresh(ctx: Ctx): Part {
  return part`(select ${isoTime(part`created_at`)} from live_events where shop = ${ctx.shop} and event = 'refresh' order by id desc limit 1)`;
}

/** The power of two that is not less: so there are few texts of a statement that has the number in it. */
function roundedUp(count: number): number {
  return 2 ** Math.ceil(Math.log2(count));
}

/** A number in the statement's text, where the plan hangs on it. */
function literal(value: number): Part {
  return new Part([String(value)], []);
}
