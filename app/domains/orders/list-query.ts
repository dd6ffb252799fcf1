import { z } from "zod";
import { callParameters, Listed, optional, PageSize, SearchText } from "#app/platform/query.ts";
import { parseCursor } from "./cursors.ts";
import { Priority, Tab, WorkflowState } from "./schema.ts";

/** A date (`2026-11-21`, whole days in the shop's time zone) or a date-time. */
const Day = z.iso.date();
const DateOrTime = z.union([Day.transform((day) => ({ day })), z.iso.datetime({ offset: true }).transform((time) => ({ time: new Date(time) }))], { error: "is neither a date nor a date-time" });
export type DateOrTime = z.infer<typeof DateOrTime>;

/** The query of GET /sync/orders. */
export const ListOrders = z
  .object({
    tab: optional(Tab).transform((tab) => tab ?? "all"),
    pageSize: PageSize,
    cursor: optional(z.string().max(500).transform((cursor, issue) => {
      const place = parseCursor(cursor);
      if (!place) issue.addIssue({ code: "custom", message: "is not a cursor of this list" });
      return place ?? z.NEVER;
    })),
    direction: optional(z.enum(["next", "prev"])).transform((direction) => direction ?? "next"),
    status: optional(Listed.pipe(z.array(WorkflowState))),
    priority: optional(Priority),
    assigned_to: optional(SearchText),
    date_start: optional(DateOrTime),
    date_end: optional(DateOrTime),
    q: optional(SearchText.transform((text) => text.trim())),
    include: optional(z.string().transform((list) => list.split(",")).pipe(z.array(z.enum(["timeline"])))),
    ...callParameters,
  })
  .refine(({ date_start: start, date_end: end }) => !start || !end || !isBefore(end, start), { path: ["date_end"], message: "is before date_start" });
export type ListOrders = z.infer<typeof ListOrders>;

/** Whether an end lies before a start, wherever the shop is: a day and a moment are only told apart when no time zone brings them together. */
function isBefore(end: DateOrTime, start: DateOrTime): boolean {
  if ("day" in end && "day" in start) return end.day < start.day;
  return lastMoment(end) < firstMoment(start);
}

const hourMs = 3_600_000;

/** Days begin 14 hours earlier than in UTC at the most, and end 12 hours later. */
function firstMoment(value: DateOrTime): number {
  return "day" in value ? Date.parse(value.day) - 14 * hourMs : value.time.getTime();
}

function lastMoment(value: DateOrTime): number {
  return "day" in value ? Date.parse(value.day) + (24 + 12) * hourMs : value.time.getTime();
}
