import type { Ctx } from "#app/platform/ctx.ts";
import type { AdminApi } from "#app/platform/shopify/admin-api.ts";
import { fromGid, toGid } from "#app/platform/shopify/ids.ts";
import { OrdersChanged, OrdersWithReturns, ReturnStatuses } from "#app/platform/shopify/operations.ts";
import { json } from "#app/platform/sql.ts";
import type { Phase, Position } from "./lease.server.ts";

/** One cheap page of what Shopify has: which of its orders the mirror is behind with, and how to go on. */
export interface Scanned {
  behind: bigint[];
  /** The cursor of the next page; null when there is none. */
  next: string | null;
  seen: Date | null;
}

type Scan = (ctx: Ctx, api: AdminApi, position: Position) => Promise<Scanned>;

/** Looks at one page of a phase. The orders themselves are read afterwards, and only those that the mirror is behind with. */
export const scans: Record<Phase, Scan> = { orders: scanOrders, returns: scanReturns, ends: scanEnds };

/** Orders by when they changed. Whatever changes during the run moves to its end and is met there. */
async function scanOrders(ctx: Ctx, api: AdminApi, { runFrom, cursor }: Position): Promise<Scanned> {
  const { data } = await api.run(OrdersChanged, { query: `updated_at:>='${runFrom.toISOString().slice(0, 19)}Z'`, after: cursor });
  const { nodes, pageInfo } = data.orders;
  const told = nodes.map(({ id, updatedAt, cancelledAt, displayFinancialStatus: financial }) => ({ id: orderId(id), updatedAt, cancelled: cancelledAt !== null, financial: financial?.toLowerCase() ?? null }));
  // Shopify's times have whole seconds: of two changes in one second the mirror may have the first.
  const behind = await ctx.sql<{ id: bigint }>`
    select t.id from jsonb_to_recordset(${json(told)}::jsonb) as t(id bigint, "updatedAt" timestamptz, cancelled boolean, financial text)
    left join orders o on o.shop = ${ctx.shop} and o.id = t.id
    where o.id is null or o.withdrawn or (o.deleted_at is null and (
      o.updated_at < t."updatedAt" or (o.updated_at = t."updatedAt" and (t.cancelled <> (o.cancelled_at is not null) or o.financial_status <> t.financial))))`;
  const last = nodes.at(-1);
  return { behind: behind.map(({ id }) => id), next: nextOf(pageInfo), seen: last ? new Date(last.updatedAt) : null };
}

/** Orders with returns that wait for something: an order's `updatedAt` does not move when a return of it does. */
async function scanReturns(ctx: Ctx, api: AdminApi, { cursor }: Position): Promise<Scanned> {
  const { data } = await api.run(OrdersWithReturns, { query: "return_status:return_requested OR return_status:in_progress", after: cursor });
  const { nodes, pageInfo } = data.orders;
  const told = nodes.flatMap(({ id, returns }) => returns.nodes.map((each) => ({ order: orderId(id), id: fromGid("Return", each.id), status: each.status.toLowerCase() })));
  const behind = await ctx.sql<{ order: bigint }>`
    select distinct t."order" from jsonb_to_recordset(${json(told)}::jsonb) as t("order" bigint, id bigint, status text)
    left join returns r on r.shop = ${ctx.shop} and r.shopify_return_id = t.id
    where r.shopify_status is distinct from t.status`;
  return { behind: behind.map(({ order }) => order), next: nextOf(pageInfo), seen: null };
}

const returnsAPage = 250;

/** The other way round: returns that wait here, and may have been closed, declined or cancelled in Shopify. */
async function scanEnds(ctx: Ctx, api: AdminApi, { cursor }: Position): Promise<Scanned> {
  const waiting = await ctx.sql<{ order_id: bigint; shopify_return_id: bigint; shopify_status: string }>`
    select order_id, shopify_return_id, shopify_status from returns
    where shop = ${ctx.shop} and mirror = 'linked' and shopify_status in ('requested', 'open') and shopify_return_id > ${cursor ?? 0}
    order by shopify_return_id limit ${returnsAPage}`;
  if (waiting.length === 0) return { behind: [], next: null, seen: null };
  const { data } = await api.run(ReturnStatuses, { ids: waiting.map((each) => toGid("Return", each.shopify_return_id)) });
  const statuses = data.nodes.map((node) => (node && "status" in node ? node.status.toLowerCase() : undefined));
  const behind = waiting.filter(({ shopify_status: known }, index) => statuses[index] !== undefined && statuses[index] !== known);
  const last = waiting.length === returnsAPage ? waiting.at(-1) : undefined;
  return { behind: behind.map((each) => each.order_id), next: last ? last.shopify_return_id.toString() : null, seen: null };
}

function nextOf({ hasNextPage, endCursor }: { hasNextPage: boolean; endCursor: string | null }): string | null {
  return hasNextPage ? endCursor : null;
}

function orderId(gid: string): string {
  const id = fromGid("Order", gid);
  if (id === undefined) throw new Error(`Shopify gave '${gid}' as an order.`);
  return id.toString();
}
