import type { Ctx } from "#app/platform/ctx.ts";

export interface PrivacyRequestView {
  request_id: string;
  topic: string;
  status: "pending" | "done" | "superseded";
  requested_at: string;
  completed_at: string | null;
  /** How many rows of which table were changed, deleted or found. */
  result: Record<string, number> | null;
}

const most = 200;

/** What customers and the shop itself have asked for about their data, newest first, and what became of it. */
export async function listRequests(ctx: Ctx): Promise<{ requests: PrivacyRequestView[] }> {
  const rows = await ctx.sql<Omit<PrivacyRequestView, "requested_at" | "completed_at"> & { requested_at: Date; completed_at: Date | null }>`
    select id as request_id, topic, status, requested_at, completed_at, result from privacy_requests where shop = ${ctx.shop} order by requested_at desc, id desc limit ${most}`;
  return { requests: rows.map((row) => ({ ...row, requested_at: row.requested_at.toISOString(), completed_at: row.completed_at?.toISOString() ?? null })) };
}
