import type { Ctx } from "#app/platform/ctx.ts";
import type { PrivacyRequestView } from "./schema.ts";

const most = 200;

/** What customers and the shop itself have asked for about their data, newest first, and what became of it. */
export async function listRequests(ctx: Ctx): Promise<{ requests: PrivacyRequestView[] }> {
  const rows = await ctx.sql<Omit<PrivacyRequestView, "requested_at" | "completed_at"> & { requested_at: Date; completed_at: Date | null }>`
    select id as request_id, topic, status, requested_at, completed_at, result from privacy_requests where shop = ${ctx.shop} order by requested_at desc, id desc limit ${most}`;
  return { requests: rows.map((row) => ({ ...row, requested_at: row.requested_at.toISOString(), completed_at: row.completed_at?.toISOString() ?? null })) };
}
