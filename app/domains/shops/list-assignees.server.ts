import type { Ctx } from "#app/platform/ctx.ts";
import { getSettings } from "./get-settings.server.ts";

/** Whom orders can be given to without typing a name: the staff that the app has met, and the shop's support assignee. */
export async function listAssignees(ctx: Ctx): Promise<string[]> {
  const [staff, { supportAssignee }] = await Promise.all([
    ctx.sql<{ name: string }>`select distinct name from staff_members where shop = ${ctx.shop} and name <> '' and role <> 'viewer' order by name`,
    getSettings(ctx),
  ]);
  return [...new Set([...staff.map(({ name }) => name), supportAssignee])];
}
