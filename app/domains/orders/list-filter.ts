import type { Ctx } from "#app/platform/ctx.ts";
import { join, type Part, part } from "#app/platform/sql.ts";
import type { DateOrTime, ListOrders } from "./list-query.ts";
import { tabCondition } from "./tabs.ts";

/** Who `mine` means: the caller, or whom the caller acts for, by id or by the name that staff assign to. */
export function callerNames({ actor }: Ctx): string[] {
  const { id, name } = actor.onBehalfOf ?? { id: actor.id, name: actor.label };
  return [...new Set([id, name])].filter(Boolean);
}

/** What decides which orders are in a list; the rest of its query decides which part of them is shown. */
export type Filters = Pick<ListOrders, "tab" | "status" | "priority" | "assigned_to" | "date_start" | "date_end" | "q">;

export function filtersOf({ tab, status, priority, assigned_to, date_start, date_end, q }: Filters): Filters {
  return { tab, status, priority, assigned_to, date_start, date_end, q };
}

/** Whether a list is a tab, with or without a search in it, and no other filter. */
export function isUnfiltered({ status, priority, assigned_to, date_start, date_end }: Filters): boolean {
  return ![status?.length, priority, assigned_to, date_start, date_end].some(Boolean);
}

/** The condition on `orders o` that a list's filters ask for, but for what is searched for. */
export function filterCondition(ctx: Ctx, { tab, status, priority, assigned_to: assignee, date_start: start, date_end: end }: Filters): Part {
  const conditions = [part`o.shop = ${ctx.shop} and o.deleted_at is null`, tabCondition(tab, callerNames(ctx))];
  // One value by itself can use the order of an index.
  if (status?.length) conditions.push(status.length === 1 ? part`o.workflow_state = ${status[0]}` : part`o.workflow_state = any(${status})`);
  if (priority) conditions.push(priority === "normal" ? part`o.priority = 'normal'` : part`o.priority = ${priority} and o.priority <> 'normal'`);
  if (assignee) conditions.push(assignee === "none" ? part`o.assigned_to is null` : part`o.assigned_to = ${assignee}`);
  if (start) conditions.push(part`o.created_at >= ${startOf(ctx, start)}`);
  if (end) conditions.push("day" in end ? part`o.created_at < ${startOf(ctx, end, 1)}` : part`o.created_at <= ${end.time}`);
  return join(conditions, " and ");
}

/** A moment, or where a day begins in the shop's time zone, some days on. */
function startOf(ctx: Ctx, value: DateOrTime, daysOn = 0): Part {
  if ("time" in value) return part`${value.time}::timestamptz`;
  return part`((${value.day}::date + ${daysOn}::int)::timestamp at time zone (select s.iana_timezone from shops s where s.shop = ${ctx.shop}))`;
}
