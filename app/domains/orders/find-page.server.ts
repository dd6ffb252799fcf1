import type { Ctx } from "#app/platform/ctx.ts";
import { join, Part, part } from "#app/platform/sql.ts";
import { type CountedTab, type Ledger, ledgerJson, tabCountsOf } from "./counts/ledger.ts";
import { type Mark, marksOf, pendingAt } from "./counts/marks.server.ts";
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
  /** What a statement was asked to count beside its rows. */
  reached: number | null;
  /** How many orders a search found, and as what. */
  hits: number | null;
  query: string | null;
}

/** From here on offsets start at a mark instead of the newest order. */
const farOffset = 500;
/** What is folded in may change between the marks and the page: then both are read again, up to so many times. */
const attempts = 3;

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
  if (newest && offset < farOffset) return pageAt(ctx, query, { ...source, ...newest(literal(roundedUp(offset + size + 1))), steady: true, newest: undefined }, offset, size);
  const far = tab && offset >= farOffset ? await pageFarDown(ctx, query, source, tab, offset, size) : undefined;
  if (far) return far;
  const skip = offset === 0 ? part`` : part`offset ${offset}`;
  const { rows, facts } = await run(ctx, query, source, part`${newestFirst(source)} limit ${literal(size + 1)} ${skip}`, part`null`);
  return { rows: rows.slice(0, size), offset, hasNextPage: rows.length > size, facts };
}

/** A base that lies so many orders before the wanted place still lies before it when as many orders have come since it was counted. */
const spare = 300;

/**
 * Starts at the last mark before an offset, however deep that is: what is left to skip is little more than a block, and of an
 * index alone. Nothing where no mark serves.
 */
async function pageFarDown(ctx: Ctx, query: ListOrders, source: Source, tab: CountedTab, offset: number, size: number): Promise<Page | undefined> {
  let before = spare;
  let seen: number | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { version, marks } = await marksOf(ctx, tab, seen);
    const base = marks.findLast(({ reached }) => reached <= offset - before);
    if (!base) return undefined;
    const place = part`place as (
      select ${source.at} as at, ${source.id} as id from ${source.from} where ${source.where} and ${isAfter(source, base)} ${newestFirst(source)}
      limit 1 offset greatest(${offset - base.reached}::int - (select n from pending), 0))`;
    const { rows, facts } = await run(
      ctx,
      query,
      { ...source, with: [...source.with, part`pending as (select ${pendingAt(ctx, tab, base)} as n)`, place] },
      part`and (${source.at}, ${source.id}) <= ((select at from place), (select id from place)) ${newestFirst(source)} limit ${literal(size + 1)}`,
      part`(select n from pending)`,
    );
    const pending = facts.reached ?? 0;
    const isRight = facts.ledger.version === version && pending <= offset - base.reached;
    if (isRight) return { rows: rows.slice(0, size), offset, hasNextPage: rows.length > size, facts };
    seen = facts.ledger.version;
    before = spare + Math.max(0, 2 * pending);
  }
  return undefined;
}

function newestFirst({ at, id }: Source): Part {
  return part`order by ${at} desc, ${id} desc`;
}

/** Nothing but bare values on the right: beside row-level security the index would not be used for an expression. */
function isAfter({ at, id }: Source, place: Pick<Mark, "at" | "id">): Part {
  return part`(${at}, ${id}) < (${place.at}::timestamptz, ${place.id}::bigint)`;
}

/** The rows after (or before) a certain order, wherever it stands by now. */
async function pageBesideOrder(ctx: Ctx, query: ListOrders, source: Source, { createdAt, id }: { createdAt: Date; id: bigint }): Promise<Page> {
  const { pageSize: size } = query;
  const after = query.direction === "next";
  const place = part`(${createdAt}::timestamptz, ${id}::bigint)`;
  const comparison = after ? part`<` : part`>`;
  const order = after ? newestFirst(source) : part`order by ${source.at} asc, ${source.id} asc`;
  const { rows, facts, passed } = await countedUpTo(ctx, source, { at: createdAt, id }, after ? part`>=` : part`>`, (count) =>
    run(ctx, query, source, part`and (${source.at}, ${source.id}) ${comparison} ${place} ${order} limit ${literal(size + 1)}`, count),
  );
  const kept = rows.slice(0, size);
  return after ? { rows: kept, offset: passed, hasNextPage: rows.length > size, facts } : { rows: kept.reverse(), offset: passed - kept.length, hasNextPage: true, facts };
}

type Ran = Awaited<ReturnType<typeof run>>;

/** Runs a statement with how many rows of the list lie before a place: of a whole tab from the nearest mark on, else one by one. */
async function countedUpTo(ctx: Ctx, source: Source, place: Pick<Mark, "at" | "id">, newer: Part, read: (count: Part) => Promise<Ran>): Promise<Ran & { passed: number }> {
  const { from, where, at, id, tab } = source;
  const passed = part`select count(*) from ${from} where ${where} and (${at}, ${id}) ${newer} (${place.at}::timestamptz, ${place.id}::bigint)`;
  let seen: number | undefined;
  for (let attempt = 0; tab && attempt < attempts; attempt += 1) {
    const { version, marks } = await marksOf(ctx, tab, seen);
    const base = marks.findLast((mark) => mark.at > place.at || (mark.at.getTime() === place.at.getTime() && mark.id > place.id));
    if (!base) break;
    const ran = await read(part`(${pendingAt(ctx, tab, base)} + (${passed} and ${isAfter(source, base)}))`);
    seen = ran.facts.ledger.version;
    if (seen === version) return { ...ran, passed: base.reached + (ran.facts.reached ?? 0) };
  }
  const ran = await read(part`(${passed})`);
  return { ...ran, passed: ran.facts.reached ?? 0 };
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
