import { returnJson } from "#app/domains/orders/index.server.ts";
import { getLimits, type ShopLimits } from "#app/domains/shops/index.server.ts";
import type { Ctx } from "#app/platform/ctx.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import { part } from "#app/platform/sql.ts";
import { type ListReturns, type ReturnPlace, returnCursor } from "./list-query.ts";
import { dueAt, isOverdue } from "./overdue.server.ts";
import { actionsOf, type ReturnView, syncOf } from "./return-view.ts";
import type { ReturnFeed, ReturnFeedRow } from "./return-feed.ts";

interface Row {
  id: string;
  created_at: Date;
  order_id: bigint;
  order_number: bigint | null;
  order_name: string | null;
  state_since: Date;
  json: ReturnView;
}

/** A page of the shop's returns, newest first, each with the actions allowed now and how it stands to Shopify's own. (Contract, section 3.) */
export async function listReturns(ctx: Ctx, { status, overdue, cursor, pageSize }: ListReturns): Promise<ReturnFeed> {
  const limits = await getLimits(ctx);
  const [rows, counts] = await Promise.all([findPage(ctx, limits, { status, overdue, cursor, pageSize }), countOpen(ctx, limits)]);
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  const hasNextPage = rows.length > pageSize;
  return {
    success: true,
    returns: page.map((row) => feedRow(row, limits, ctx.now)),
    counts,
    pageInfo: { pageSize, hasNextPage, nextCursor: hasNextPage && last ? returnCursor({ createdAt: last.created_at, id: last.id }) : null },
    generatedAt: ctx.now.toISOString(),
  };
}

function feedRow({ order_id, order_number, order_name, state_since: since, json }: Row, limits: ShopLimits, now: Date): ReturnFeedRow {
  const due = dueAt({ state: json.state, since }, limits);
  return {
    order_id: toGid("Order", order_id),
    ...(order_number === null ? {} : { order_number: order_number.toString() }),
    order_name,
    ...json,
    actions: actionsOf(json),
    dueAt: due?.toISOString() ?? null,
    overdue: due !== null && due <= now,
    sync: syncOf(json),
  };
}

function findPage(ctx: Ctx, limits: ShopLimits, { status, overdue, cursor, pageSize }: Pick<ListReturns, "status" | "overdue" | "pageSize"> & { cursor?: ReturnPlace }): Promise<Row[]> {
  return ctx.sql<Row>`
    select r.id, r.created_at, r.state_since, r.order_id, o.number as order_number, o.name as order_name, ${returnJson} as json
    from returns r left join orders o on o.shop = r.shop and o.id = r.order_id and o.deleted_at is null
    where r.shop = ${ctx.shop} ${status ? part`and r.state = any(${status})` : part``}
      ${overdue ? part`and ${isOverdue(limits, ctx.now)}` : part``}
      ${cursor ? part`and (r.created_at, r.id) < (${cursor.createdAt}, ${cursor.id}::uuid)` : part``}
    order by r.created_at desc, r.id desc limit ${pageSize + 1}`;
}

/** How many returns are open in each state, and how many of all are overdue. */
async function countOpen(ctx: Ctx, limits: ShopLimits): Promise<Record<string, number>> {
  const rows = await ctx.sql<{ state: string; count: number; overdue: number }>`
    select r.state, count(*)::int, count(*) filter (where ${isOverdue(limits, ctx.now)})::int as overdue from returns r where r.shop = ${ctx.shop} and r.closed_at is null group by r.state`;
  return { ...Object.fromEntries(rows.map(({ state, count }) => [state, count])), overdue: rows.reduce((sum, { overdue }) => sum + overdue, 0) };
}
