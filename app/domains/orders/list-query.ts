import { z } from "zod";
import { parseCursor } from "./cursors.ts";
import { Priority, Tab, WorkflowState } from "./schema.ts";

const optional = <T extends z.ZodType>(schema: T) => z.union([z.literal("").transform(() => undefined), schema]).optional();

/** A date (`2026-11-21`, whole days in the shop's time zone) or a date-time. */
const Day = z.iso.date();
const DateOrTime = z.union([Day.transform((day) => ({ day })), z.iso.datetime({ offset: true }).transform((time) => ({ time: new Date(time) }))], { error: "is neither a date nor a date-time" });
export type DateOrTime = z.infer<typeof DateOrTime>;

const States = z
  .string()
  .transform((list) => list.split(",").map((state) => state.trim()).filter(Boolean))
  .pipe(z.array(WorkflowState));

/** Anything but NUL, which PostgreSQL's text cannot hold. */
const Text = z.string().max(200).regex(/^[^\u0000]*$/, "has a character that cannot be searched for");

/** The query of GET /sync/orders. */
export const ListOrders = z
  .object({
    tab: optional(Tab).transform((tab) => tab ?? "all"),
    pageSize: optional(z.coerce.number().int().min(1).max(250)).transform((size) => size ?? 50),
    cursor: optional(z.string().max(500).transform((cursor, issue) => {
      const place = parseCursor(cursor);
      if (!place) issue.addIssue({ code: "custom", message: "is not a cursor of this list" });
      return place ?? z.NEVER;
    })),
    direction: optional(z.enum(["next", "prev"])).transform((direction) => direction ?? "next"),
    status: optional(States),
    priority: optional(Priority),
    assigned_to: optional(Text),
    date_start: optional(DateOrTime),
    date_end: optional(DateOrTime),
    q: optional(Text.transform((text) => text.trim())),
    include: optional(z.string().transform((list) => list.split(",")).pipe(z.array(z.enum(["timeline"])))),
    shop_domain: z.string().optional(),
    tenant: z.string().optional(),
    correlation_id: z.string().optional(),
  })
  .refine(({ date_start: start, date_end: end }) => !start || !end || comparable(start) <= comparable(end), { path: ["date_end"], message: "is before date_start" });
export type ListOrders = z.infer<typeof ListOrders>;

function comparable(value: DateOrTime): string {
  return "day" in value ? value.day : value.time.toISOString();
}
