import { listDataGaps, listOpenAlerts } from "#app/domains/alerts/index.server.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { RawJson } from "#app/platform/raw-json.ts";
import { part } from "#app/platform/sql.ts";
import { offsetCursor, shopifyCursor } from "./cursors.ts";
import { countMatches, countTabs } from "./count-orders.server.ts";
import { filterCondition } from "./list-filter.ts";
import type { ListOrders } from "./list-query.ts";
import { orderRow, orderTimeline } from "./order-row-sql.ts";

interface PageRow {
  id: bigint;
  created_at: Date;
  json: string;
}

/** How many alerts and gaps come with a page; the alerts endpoint has all of them. */
const notices = 50;

/** A page of the shop's orders, newest first, with tab counts, alerts and data gaps: the whole answer, as JSON. (Contract, section 3.) */
export async function listOrders(ctx: Ctx, query: ListOrders): Promise<RawJson> {
  const [page, total, tabs, alerts, dataGaps, lastRefreshAt] = await Promise.all([
    findPage(ctx, query),
    countMatches(ctx, query),
    countTabs(ctx),
    listOpenAlerts(ctx, notices),
    listDataGaps(ctx, notices),
    findLastRefresh(ctx),
  ]);
  const { rows, offset, hasNextPage } = page;
  const last = rows.at(-1);
  const pageInfo = {
    startCursor: last ? offsetCursor(offset) : null,
    endCursor: last ? offsetCursor(offset + rows.length - 1) : null,
    nextCursor: hasNextPage ? offsetCursor(offset + rows.length) : null,
    previousCursor: offset > 0 ? offsetCursor(offset) : null,
    hasNextPage,
    hasPreviousPage: offset > 0,
    pageSize: query.pageSize,
    total: total.count,
    ...(total.isFloor || tabs.isFloor ? { totalIsFloor: true } : {}),
    shopifyCursor: last ? shopifyCursor(last.id, last.created_at) : null,
  };
  const { tracking_pending, delayed } = tabs.counts;
  const rest = { pageInfo, tabs: tabs.counts, shipments: { tracking_pending, delayed, lastRefreshAt }, alerts, dataGaps, generatedAt: ctx.now.toISOString() };
  return new RawJson(`{"success":true,"orders":[${rows.map(({ json }) => json).join(",")}],${JSON.stringify(rest).slice(1)}`);
}

interface Page {
  rows: PageRow[];
  /** How many rows of the filter come before the page. */
  offset: number;
  hasNextPage: boolean;
}

async function findPage(ctx: Ctx, query: ListOrders): Promise<Page> {
  const { cursor, pageSize } = query;
  if (cursor?.kind === "order") return pageByOrder(ctx, query, cursor);
  const given = cursor?.offset ?? 0;
  if (query.direction === "next") return pageAt(ctx, query, given, pageSize);
  const start = Math.max(0, given - pageSize);
  return { ...(await pageAt(ctx, query, start, given - start)), hasNextPage: true };
}

async function pageAt(ctx: Ctx, query: ListOrders, offset: number, size: number): Promise<Page> {
  const rows = await ctx.sql<PageRow>`
    select o.id, o.created_at, ${rowOf(query)} as json from orders o
    where ${filterCondition(ctx, query)} order by o.created_at desc, o.id desc limit ${size + 1} offset ${offset}`;
  return { rows: rows.slice(0, size), offset, hasNextPage: rows.length > size };
}

/** Rows after (or before) a certain order, wherever it stands by now. */
async function pageByOrder(ctx: Ctx, query: ListOrders, { createdAt, id }: { createdAt: Date; id: bigint }): Promise<Page> {
  const { pageSize } = query;
  const filter = filterCondition(ctx, query);
  const place = part`(date_trunc('milliseconds', ${createdAt}::timestamptz), ${id}::bigint)`;
  const after = query.direction === "next";
  const found = await ctx.sql<PageRow>`
    select o.id, o.created_at, ${rowOf(query)} as json from orders o
    where ${filter} and (o.created_at, o.id) ${after ? part`<` : part`>`} ${place}
    order by ${after ? part`o.created_at desc, o.id desc` : part`o.created_at asc, o.id asc`} limit ${pageSize + 1}`;
  const rows = after ? found.slice(0, pageSize) : found.slice(0, pageSize).reverse();
  const [first] = rows;
  const [before] = await ctx.sql<{ count: number }>`
    select count(*)::int from orders o where ${filter} and (o.created_at, o.id) ${first ? part`> (${first.created_at}, ${first.id}::bigint)` : part`>= ${place}`}`;
  return { rows, offset: before?.count ?? 0, hasNextPage: after ? found.length > pageSize : true };
}

function rowOf({ include }: ListOrders) {
  return include?.includes("timeline") ? part`(${orderRow}::jsonb || jsonb_build_object('timeline', ${orderTimeline}))::text` : part`${orderRow}::text`;
}

async function findLastRefresh(ctx: Ctx): Promise<string | null> {
  const [row] = await ctx.sql<{ created_at: Date }>`select created_at from live_events where shop = ${ctx.shop} and event = 'refresh' order by id desc limit 1`;
  return row?.created_at.toISOString() ?? null;
}
