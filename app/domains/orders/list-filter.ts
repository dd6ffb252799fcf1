import type { Ctx } from "#app/platform/ctx.ts";
import { join, type Part, part } from "#app/platform/sql.ts";
import type { DateOrTime, ListOrders } from "./list-query.ts";
import { tabCondition } from "./tabs.ts";

/** Who `mine` means: the caller, by id or by the name that staff assign to. */
export function callerNames(ctx: Ctx): string[] {
  return [ctx.actor.id, ctx.actor.label].filter(Boolean);
}

type Filters = Pick<ListOrders, "tab" | "status" | "priority" | "assigned_to" | "date_start" | "date_end" | "q">;

/** The condition on `orders o` that a list query asks for. */
export function filterCondition(ctx: Ctx, query: Filters): Part {
  const { status, priority, assigned_to: assignee, date_start: start, date_end: end, q } = query;
  const conditions = [part`o.shop = ${ctx.shop} and o.deleted_at is null`, tabCondition(query.tab, callerNames(ctx))];
  if (status?.length) conditions.push(part`o.workflow_state = any(${status})`);
  if (priority) conditions.push(part`o.priority = ${priority}`);
  if (assignee) conditions.push(assignee === "none" ? part`o.assigned_to is null` : part`o.assigned_to = ${assignee}`);
  if (start) conditions.push(part`o.created_at >= ${startOf(ctx, start)}`);
  if (end) conditions.push("day" in end ? part`o.created_at < ${startOf(ctx, end, 1)}` : part`o.created_at <= ${end.time}`);
  if (q) conditions.push(part`o.search_text like ${`%${q.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`}`);
  return join(conditions, " and ");
}

/** A moment, or where a day begins in the shop's time zone, some days on. */
function startOf(ctx: Ctx, value: DateOrTime, daysOn = 0): Part {
  if ("time" in value) return part`${value.time}`;
  return part`((${value.day}::date + ${daysOn}::int)::timestamp at time zone (select s.iana_timezone from shops s where s.shop = ${ctx.shop}))`;
}
