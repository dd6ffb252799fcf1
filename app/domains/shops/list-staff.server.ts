import type { Ctx } from "#app/platform/ctx.ts";
import type { StaffRow } from "./schema.ts";

/** The staff that have opened the app, the owner first. */
export async function listStaff(ctx: Ctx): Promise<StaffRow[]> {
  const rows = await ctx.sql<Omit<StaffRow, "lastSeenAt"> & { lastSeenAt: Date }>`
    select user_id as "userId", name, account_owner as "accountOwner", role, last_seen_at as "lastSeenAt" from staff_members
    where shop = ${ctx.shop} order by account_owner desc, name, user_id limit 500`;
  return rows.map((row) => ({ ...row, lastSeenAt: row.lastSeenAt.toISOString() }));
}
