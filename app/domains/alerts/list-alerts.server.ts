import type { Ctx } from "#app/platform/ctx.ts";
import { toGid } from "#app/platform/shopify/ids.ts";
import type { AlertItem, DataGap } from "./schema.ts";

/** The open alerts of the shop, newest first. */
export async function listOpenAlerts(ctx: Ctx, limit: number): Promise<AlertItem[]> {
  const rows = await ctx.sql<{ id: string; kind: AlertItem["kind"]; severity: AlertItem["severity"]; order_id: bigint | null; title: string; opened_at: Date }>`
    select id, kind, severity, order_id, title, opened_at from alerts where shop = ${ctx.shop} and closed_at is null order by opened_at desc, id desc limit ${limit}`;
  return rows.map(({ id, kind, severity, order_id, title, opened_at }) => ({
    id,
    kind,
    severity,
    ...(order_id === null ? {} : { orderId: toGid("Order", order_id) }),
    title,
    openedAt: opened_at.toISOString(),
    closedAt: null,
  }));
}

/** The open data gaps of the shop, newest first. */
export async function listDataGaps(ctx: Ctx, limit: number): Promise<DataGap[]> {
  const rows = await ctx.sql<{ id: string; kind: string; details: unknown; since: Date }>`
    select id, kind, details, since from data_gaps where shop = ${ctx.shop} and closed_at is null order by since desc, id desc limit ${limit}`;
  return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
}
